import type { RecordedCall } from './call';
import type { Reply } from './reply';
import type { CodeShape } from './shapes';
import type { Group, Instance } from './world';

/** A call, with the data that a route needs to respond to it. */
export interface Request {
	call: RecordedCall;
	instance: Instance;
	/** Overrides the shape of the engine. */
	codeShape: CodeShape | undefined;
}

export type GroupAct = (request: Request & { group: Group }) => Reply;

/** A route of the API: its method and path, what it needs before it acts, and the action itself. */
export type Route = { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string } & (
	| { needs: 'account'; act: (request: Request) => Reply }
	/** Needs a session that is WORKING. */
	| { needs: 'session'; act: (request: Request) => Reply }
	/** Needs a session that is WORKING and a group of the account, named as `:groupId` in the path. */
	| { needs: 'group'; act: GroupAct }
);
