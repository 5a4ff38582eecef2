import type { IExecuteFunctions } from 'n8n-workflow';
import { changeSecurity, readSecurity } from '../../../wawp/groups/changeSecurity';
import { heldLocks } from '../../../wawp/groups/heldLocks';
import { orFailure, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { connect } from '../../../wawp/transport/request';
import type { StopResult } from '../../../wawp/waves/stopResult';
import { retryMemory } from '../retryMemory';

/**
 * Brings each group back to what Stop Wave found. A group that was locked before stays locked.
 *
 * @returns a sentence for each group that was locked, or may have been
 */
export async function unlockAll(context: IExecuteFunctions, stops: readonly StopResult[]): Promise<string[]> {
	const wawp = await connect(context);
	const unlock = async ({ groupId, groupName, ...stop }: StopResult): Promise<string> => {
		// A lock that took long may be in effect by now.
		const { onlyAdminsCanSend, onlyAdminsCanEdit } = heldLocks.of(wawp.account, groupId) ?? stop;
		if (onlyAdminsCanSend === null || onlyAdminsCanEdit === null) {
			return `It is not known whether ${groupName} was locked before, so it stays as it is now. Look at its settings.`;
		}
		const wanted = { onlyAdminsCanSend, onlyAdminsCanEdit };
		const current = await orFailure(readSecurity(wawp, groupId));
		const result =
			current instanceof WawpFailure
				? current
				: await orFailure(changeSecurity(wawp, groupId, current, wanted, retryMemory(context, 'attempts')));
		if (result instanceof WawpFailure) return `${groupName} COULD NOT BE UNLOCKED. ${result.message}. ${result.nextStep}`;
		heldLocks.release(wawp.account, groupId);
		return result ? `${groupName} is unlocked again.` : `Wawp says that ${groupName} is unlocked, but n8n could not check it.`;
	};
	const locked = stops.filter(({ lockState }) => lockState === 'locked' || lockState === 'unknown');
	return await Promise.all(locked.map(unlock));
}
