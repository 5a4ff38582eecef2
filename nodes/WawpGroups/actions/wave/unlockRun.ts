import type { IExecuteFunctions } from 'n8n-workflow';
import { changeSecurity, differencesOf, readSecurity } from '../../../wawp/groups/changeSecurity';
import { heldLocks } from '../../../wawp/groups/heldLocks';
import { orFailure, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { connect } from '../../../wawp/transport/request';
import type { StopResult } from '../../../wawp/waves/stopResult';
import { retryMemory } from '../retryMemory';

/**
 * Brings each group back to what Stop Wave found. A group that was locked before stays locked.
 *
 * @returns a sentence for each group that was locked, or may have been. A lock that failed may have changed one of the two settings
 */
export async function unlockAll(context: IExecuteFunctions, stops: readonly StopResult[]): Promise<string[]> {
	const wawp = await connect(context);
	const unlock = async ({ groupId, groupName, lockState, ...stop }: StopResult): Promise<string> => {
		// A lock that took long may be in effect by now.
		const { onlyAdminsCanSend, onlyAdminsCanEdit } = heldLocks.of(wawp.account, groupId) ?? stop;
		if (onlyAdminsCanSend === null || onlyAdminsCanEdit === null) {
			if (lockState === 'failed') return '';
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
		const wasOpen = !(current instanceof WawpFailure) && differencesOf(current, wanted).length === 0;
		if (lockState === 'failed' && wasOpen) return '';
		return result ? `${groupName} is unlocked again.` : `Wawp says that ${groupName} is unlocked, but n8n could not check it.`;
	};
	const touched = stops.filter(({ lockState }) => lockState !== 'lockedBefore' && lockState !== 'untouched');
	return (await Promise.all(touched.map(unlock))).filter((sentence) => sentence !== '');
}
