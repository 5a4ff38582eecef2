import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readBoolean } from '../../../shared/options';
import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { LIST_GROUPS } from '../../../wawp/groups/groupCalls';
import { groupsFrom, subjectOf, type GroupSummary } from '../../../wawp/groups/groupList';
import { knownSubjects } from '../../../wawp/groups/knownSubjects';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { eachItem } from '../eachItem';
import { counted, showHint } from '../hint';
import { limitFields, readLimit } from '../limit.field';
import type { Operation } from '../operation';
import { AdminCheck } from './adminCheck';

const adminOnlyField: INodeProperties = {
	displayName: 'Only Where I Am Admin',
	name: 'adminOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave out groups where the account is not an admin. Costs one more request for each group whose admins the list of groups does not show.',
};

export const getManyGroups: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many WhatsApp groups',
	description: 'List the WhatsApp groups of the linked account, and whether it is an admin of each',
	fields: [...limitFields, adminOnlyField],
	execute: async (context) =>
		await eachItem(context, async (wawp, itemIndex) => {
			const limit = readLimit(context, itemIndex);
			const adminOnly = readBoolean(context, itemIndex, adminOnlyField);
			const outcome = await requestWithRetry(wawp, LIST_GROUPS);
			const groups = groupsFrom(outcome);
			if (!groups) throw describeFailure(outcome, { doing: 'list the groups', check: 'check the account' });
			knownSubjects.learn(wawp.account, groups);
			const check = new AdminCheck(wawp, adminOnly);
			const selected: IDataObject[] = [];
			for (const group of groups) {
				if (selected.length >= limit) break;
				const isAdmin = await check.isAdmin(group);
				// Keep a group if the account's rights are unknown. A workflow that revokes the links of all groups must not miss it.
				if (!adminOnly || isAdmin !== false) selected.push(toJson(group, isAdmin));
			}
			const unknown = adminOnly ? selected.filter(({ isAdmin }) => isAdmin === null).length : 0;
			showHint(context, counted(unknown, 'group', 'kept although it is unknown whether the account is an admin'));
			return selected;
		}),
};

const toJson = (group: GroupSummary, isAdmin: boolean | null): IDataObject => ({
	groupId: group.id,
	subject: subjectOf(group),
	description: group.description,
	isAdmin,
	participantCount: group.participantCount,
});
