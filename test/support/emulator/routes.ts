import { groupCalls } from './calls/groups';
import { inviteCodeCalls } from './calls/inviteCode';
import { messageCalls } from './calls/messages';
import { participantCalls } from './calls/participants';
import { sessionCalls } from './calls/session';
import { webhookCalls } from './calls/webhooks';

/** All that the emulator can do: a new call is added to the file of its kind. */
export const routes = {
	...sessionCalls,
	...groupCalls,
	...inviteCodeCalls,
	...participantCalls,
	...messageCalls,
	...webhookCalls,
};

/** The calls that the emulator can be told to misbehave on. */
export type CallName = keyof typeof routes;
