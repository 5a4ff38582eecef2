import type { GroupId } from '../ids/groupId';
import { accountKey, type Account } from '../transport/account';
import { setNewest } from '../transport/newestEntries';
import { subjectOf, type GroupName } from './groupList';

// Far more groups than one n8n has. The names of 10,000 groups take about two megabytes.
const MAX_GROUPS = 10_000;

const subjects = new Map<string, string>();

/** The subjects of groups, as this process last saw them in a delivery or a list of the account. */
export const knownSubjects = {
	learn(account: Account, groups: readonly GroupName[]): void {
		for (const group of groups.slice(0, MAX_GROUPS)) {
			const subject = subjectOf(group);
			if (subject !== null) setNewest(subjects, accountKey(account, group.id), subject, MAX_GROUPS);
		}
	},

	/** Null: not known. */
	of: (account: Account, groupId: GroupId): string | null => subjects.get(accountKey(account, groupId)) ?? null,
};
