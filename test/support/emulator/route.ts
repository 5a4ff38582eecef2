import type { RecordedCall } from './call';
import type { Reply } from './reply';
import type { CodeShape } from './shapes';
import type { Group, Instance } from './world';

/** What a call is answered from. */
export interface Request {
	call: RecordedCall;
	instance: Instance;
	/** Overrides the shape of the engine. */
	codeShape: CodeShape | undefined;
}

export type GroupAct = (request: Request & { group: Group }) => Reply;

/** A call of the API: where it is, what it needs before it acts, and what it does. */
export type Route = { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string } & (
	| { needs: 'account'; act: (request: Request) => Reply }
	/** A session that is WORKING. */
	| { needs: 'session'; act: (request: Request) => Reply }
	/** That, and a group that the account knows; the path names it as `:groupId`. */
	| { needs: 'group'; act: GroupAct }
);
