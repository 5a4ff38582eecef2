import { refreshList } from '../../../wawp/groups/refreshList';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';
import { retryMemory } from '../retryMemory';

export const refreshGroups: Operation = {
	value: 'refresh',
	name: 'Refresh Groups',
	action: 'Refresh WhatsApp groups',
	description:
		'Reload the list of groups from WhatsApp, for example when a new group is missing (WhatsApp refuses this if it happens often)',
	isUndocumented: true,
	fields: [],
	execute: async (context) => {
		let refreshed: Promise<void> | undefined;
		return await eachItem(context, async (wawp) => {
			// All items mean the same list, and WhatsApp limits how often it may be loaded.
			await (refreshed ??= refreshList(wawp, retryMemory(context)));
			return { refreshed: true };
		});
	},
};
