import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readGroupId } from '../../../shared/groupId.field';
import type { GroupId } from '../../../wawp/ids/groupId';
import type { Wawp } from '../../../wawp/transport/request';
import { eachRequest, readEachItem, withDone } from '../eachItem';
import { counted, showHint } from '../hint';
import { retryMemory } from '../retryMemory';

/**
 * Changes the group of each item. Items that name the same group share one change, and Retry On Fail does not repeat it.
 *
 * @param done what happened to a changed group, e.g. `left`
 * @param change makes the change and returns the JSON of the output item, with `verified`. `wasTried`: an earlier try may have made it
 * @returns one output item for each input item
 * @throws NodeApiError or NodeOperationError if a failure ends the run. It names the groups that were changed
 */
export async function changeGroups(
	context: IExecuteFunctions,
	done: string,
	change: (wawp: Wawp, groupId: GroupId, wasTried: boolean) => Promise<IDataObject>,
): Promise<INodeExecutionData[]> {
	const groupIds = await readEachItem(context, async (itemIndex) => await readGroupId(context, itemIndex));
	const changed = retryMemory<IDataObject>(context);
	const output = await eachRequest(context, groupIds, async (wawp, groupId) => {
		try {
			return await onceInRun(context, groupId, async (wasTried) => await change(wawp, groupId, wasTried));
		} catch (error) {
			throw withDone(context, error, done, [...changed.keys()]);
		}
	});
	const unverified = output.filter(({ json }) => json.verified === false).length;
	showHint(context, counted(unverified, 'group', `${done} but not verified: look at WhatsApp`));
	return output;
}

/** Makes the change of a group once in a run. An earlier try without a result may have made it: then the change has to look first. */
export async function onceInRun(
	context: IExecuteFunctions,
	groupId: GroupId,
	change: (wasTried: boolean) => Promise<IDataObject>,
): Promise<IDataObject> {
	const results = retryMemory<IDataObject>(context);
	const tried = retryMemory<boolean>(context, 'tried');
	const wasTried = tried.has(groupId);
	tried.set(groupId, true);
	const result = results.get(groupId) ?? (await change(wasTried));
	results.set(groupId, result);
	return result;
}
