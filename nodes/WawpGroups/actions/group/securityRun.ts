import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readGroupId } from '../../../shared/groupId.field';
import {
	changeSecurity,
	differencesOf,
	inWords,
	readSecurity,
	withChanged,
	type FoundSettings,
} from '../../../wawp/groups/changeSecurity';
import { heldLocks } from '../../../wawp/groups/heldLocks';
import type { SecuritySettings } from '../../../wawp/groups/securitySettings';
import type { GroupId } from '../../../wawp/ids/groupId';
import type { ChangeMemory } from '../../../wawp/groups/provenChange';
import { orFailure, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { eachRequest, readEachItem, withDone } from '../eachItem';
import { counted, showHint } from '../hint';
import { retryMemory } from '../retryMemory';

/** What the run has done to a group. */
interface Change {
	wanted: SecuritySettings;
	/** The settings before the first try of the run. */
	current: FoundSettings;
	/** The settings before the first lock. Lock Group returns them, so that Unlock Group can restore them. */
	found: FoundSettings;
	/** Undefined while the change is not complete. */
	verified?: boolean;
}

/**
 * Brings the settings of each item's group to the wanted ones. Items that want the same of the same group share one change, and
 * Retry On Fail does not forget what the first try found.
 *
 * @param wantedFor reads the wanted settings of an item
 * @param isLock whether an unlock will follow, which restores the group as it was before all locks of this process
 * @returns one output item for each input item, with the settings that were found
 */
export async function changeSettings(
	context: IExecuteFunctions,
	wantedFor: (itemIndex: number) => SecuritySettings,
	{ isLock = false } = {},
): Promise<INodeExecutionData[]> {
	const requests = await readEachItem(context, async (itemIndex) => ({
		groupId: await readGroupId(context, itemIndex),
		wanted: wantedFor(itemIndex),
	}));
	const changes = retryMemory<Change>(context);
	const memory: ChangeMemory = retryMemory(context, 'attempts');
	const output = await eachRequest(context, requests, async (wawp, { groupId, wanted }) => {
		try {
			const last = changes.get(groupId);
			const known = last && differencesOf(last.wanted, wanted).length === 0 ? last : undefined;
			if (known?.verified !== undefined) return toJson(groupId, known);
			const current = await orFailure(readSecurity(wawp, groupId));
			if (current instanceof WawpFailure) throw withChanged(current, groupId, wanted, memory);
			const found = known?.found ?? (isLock ? heldLocks.add(wawp.account, groupId, current) : current);
			const change: Change = { wanted, current: known?.current ?? current, found };
			changes.set(groupId, change);
			change.verified = await changeSecurity(wawp, groupId, current, wanted, memory);
			if (!isLock) heldLocks.release(wawp.account, groupId);
			return toJson(groupId, change);
		} catch (error) {
			throw withDone(context, error, 'changed', changesIn(changes));
		}
	});
	const unverified = output.filter(({ json }) => json.verified === false).length;
	showHint(context, counted(unverified, 'group', 'changed but not verified: look at the settings of the group'));
	return output;
}

const toJson = (groupId: GroupId, { wanted, current, found, verified }: Change): IDataObject => ({
	groupId,
	changed: differencesOf(current, wanted),
	verified,
	...found,
});

/** Names each changed group and its changes. */
const changesIn = (changes: ReadonlyMap<string, Change>): string[] =>
	[...changes].flatMap(([groupId, { wanted, current, verified }]) => {
		const changed = differencesOf(current, wanted);
		return verified === undefined || changed.length === 0 ? [] : `${groupId} (${inWords(changed, wanted)})`;
	});
