import { factList } from '../../test/support/emulator/facts';
import type { Setup } from './kit';

/** What the kit is about to do, before it does anything. */
export function explain({ account, webhook, person, nonAdminGroupId }: Setup): string {
	const checkable = factList.filter(([, { notCheckable }]) => notCheckable === undefined).length;
	return `
This compares ${checkable} assumptions about the Wawp API at ${account.baseUrl} with your account.

It reads the session, the groups, the test group, its settings and its invite code, the webhooks and the limits: about 60 requests, a few
of them with wrong credentials. It takes one to five minutes: it stays below the limits of the instance.

It asks before each of these changes, and makes none without your yes:
  - revoke the invite code of the test group (cannot be restored)
  - switch "Only admins can send messages" of the test group, and restore it
${webhook ? '  - register a webhook for the URL that you gave, and remove it\n' : ''}${person ? '  - add the person whom you named to the test group, and remove this person again\n' : ''}${
		nonAdminGroupId ? '  - ask for a revoke that Wawp should refuse, in the group where the account is not an admin\n' : ''
	}
It sends no messages, and touches no other group, webhook or person. The access token, the instance ID, numbers, names and codes do not
get into the report. Press Ctrl-C at any moment: what was changed is restored.
`;
}
