import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readGroupId } from '../../../shared/groupId.field';
import type { GroupId } from '../../../wawp/ids/groupId';
import type { ChangeMemory } from '../../../wawp/groups/provenChange';
import type { Wawp } from '../../../wawp/transport/request';
import { eachRequest, readEachItem, withDone } from '../eachItem';
import { counted, showHint } from '../hint';
import { retryMemory } from '../retryMemory';

/**
 * Changes the group of each item. Items that name the same group share one change, and Retry On Fail does not repeat it.
 *
 * @param done what happened to a changed group, e.g. `left`
 * @param change makes the change and returns the JSON of the output item, with `verified`. `memory`: what earlier tries have proved
 * @returns one output item for each input item
 * @throws NodeApiError or NodeOperationError if a failure ends the run. It names the groups that were changed
 */
export async function changeGroups(
	context: IExecuteFunctions,
	done: string,
	change: (wawp: Wawp, groupId: GroupId, memory: ChangeMemory) => Promise<IDataObject>,
): Promise<INodeExecutionData[]> {
	const groupIds = await readEachItem(context, async (itemIndex) => await readGroupId(context, itemIndex));
	const changed = retryMemory<IDataObject>(context);
	const output = await eachRequest(context, groupIds, async (wawp, groupId) => {
		try {
			return await onceInRun(context, groupId, async (memory) => await change(wawp, groupId, memory));
		} catch (error) {
			throw withDone(context, error, done, [...changed.keys()]);
		}
	});
	const unverified = output.filter(({ json }) => json.verified === false).length;
	showHint(context, counted(unverified, 'group', `${done} but not verified: look at WhatsApp`));
	return output;
}

/**
 * Makes a change once in a run.
 *
 * @param key what is changed, e.g. a group ID
 */
export async function onceInRun(
	context: IExecuteFunctions,
	key: string,
	change: (memory: ChangeMemory) => Promise<IDataObject>,
): Promise<IDataObject> {
	const results = retryMemory<IDataObject>(context);
	const result = results.get(key) ?? (await change(retryMemory(context, 'attempts')));
	results.set(key, result);
	return result;
}
