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
