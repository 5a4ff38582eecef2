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

/** A route of the API: what it needs before it acts, and the action itself. Its method and path are in `facts.ts`, by its name. */
export type Route =
	| { needs: 'account'; act: (request: Request) => Reply }
	/** Needs a session that is WORKING. */
	| { needs: 'session'; act: (request: Request) => Reply }
	/** Needs a session that is WORKING and a group of the account, named as `:groupId` in the path. */
	| { needs: 'group'; act: GroupAct };
