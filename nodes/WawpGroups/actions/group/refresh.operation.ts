import { isAccepted } from '../../../wawp/outcome/acceptedChange';
import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { REFRESH_GROUPS } from '../../../wawp/groups/undocumentedCalls';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';

export const refreshGroups: Operation = {
	value: 'refresh',
	name: 'Refresh Groups',
	action: 'Refresh WhatsApp groups',
	description:
		'Reload the list of groups from WhatsApp, for example when a new group is missing (WhatsApp refuses this if it happens often)',
	isUndocumented: true,
	fields: [],
	execute: async (context) => {
		let isDone = false;
		return await eachItem(context, async (wawp) => {
			// All items mean the same list, and WhatsApp limits how often it may be loaded.
			if (isDone) return { refreshed: true };
			const outcome = await requestWithRetry(wawp, REFRESH_GROUPS, { idempotent: false });
			if (!isAccepted(outcome)) throw describeFailure(outcome, { doing: 'refresh the groups', check: '' });
			isDone = true;
			return { refreshed: true };
		});
	},
};
