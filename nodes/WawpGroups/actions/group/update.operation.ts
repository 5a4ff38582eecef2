import { groupIdField, readGroupId } from '../../../shared/groupId.field';
import { applyUpdate, type UpdateMemory } from '../../../wawp/groups/applyUpdate';
import type { Attempts } from '../../../wawp/outcome/attempts';
import { eachRequest, readEachItem, withDone } from '../eachItem';
import { counted, showHint } from '../hint';
import type { Operation } from '../operation';
import { retryMemory } from '../retryMemory';
import { readUpdate, updateFields } from './updateFields';

export const updateGroup: Operation = {
	value: 'update',
	name: 'Update Group',
	action: 'Update WhatsApp group',
	description: 'Change the subject, the description, the picture or the settings of a WhatsApp group',
	isUndocumented: true,
	fields: [groupIdField, updateFields],
	execute: async (context) => {
		const requests = await readEachItem(context, async (itemIndex) => ({
			itemIndex,
			groupId: await readGroupId(context, itemIndex),
			update: readUpdate(context, itemIndex),
		}));
		const done: string[] = [];
		const memories = retryMemory<UpdateMemory>(context);
		const output = await eachRequest(context, requests, async (wawp, { itemIndex, groupId, update }) => {
			const memory = memories.get(String(itemIndex)) ?? {
				changed: new Map<string, boolean>(),
				attempts: new Map<string, Attempts>(),
			};
			memories.set(String(itemIndex), memory);
			const { changed, verified } = await applyUpdate(wawp, groupId, update, memory).catch((error: unknown) => {
				throw withDone(context, error, 'updated', done);
			});
			done.push(groupId);
			return { groupId, changed, verified };
		});
		const unverified = output.filter(({ json }) => json.verified === false).length;
		showHint(context, counted(unverified, 'group', 'changed but not verified: look at the group in WhatsApp'));
		return output;
	},
};
