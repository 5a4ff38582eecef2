import { factList, type FactId } from './facts';
import type { HTTPMethods } from 'fastify';
import { groupCalls } from './calls/groups';
import { inviteCodeCalls } from './calls/inviteCode';
import { messageCalls } from './calls/messages';
import { participantCalls } from './calls/participants';
import { sessionCalls } from './calls/session';
import { settingCalls } from './calls/settings';
import { webhookCalls } from './calls/webhooks';

/** All routes of the emulator. Add a new call to the file of its kind in `calls/`. */
export const routes = {
	...sessionCalls,
	...groupCalls,
	...inviteCodeCalls,
	...participantCalls,
	...settingCalls,
	...messageCalls,
	...webhookCalls,
};

/** The names of all calls. A fault can be limited to one of them. */
export type CallName = keyof typeof routes;

export interface CallFact {
	fact: FactId;
	method: HTTPMethods;
	path: string;
}

/** The fact that is about each call, with its method and path. */
export const callFacts = new Map<CallName, CallFact>(
	factList.flatMap(([fact, { calls = {} }]) =>
		Object.entries(calls).map(([name, call]): [CallName, CallFact] => {
			const [method, path] = call.split(' ') as [HTTPMethods, string];
			return [name as CallName, { fact, method, path }];
		}),
	),
);
