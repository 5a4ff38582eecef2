import { verdictOf, type Attempts } from '../outcome/attempts';
import { describeFailure } from '../outcome/describeFailure';
import { describeUnclear } from '../outcome/describeUnclear';
import type { Wawp } from '../transport/request';
import { requestChange } from '../transport/retry';
import { REFRESH_GROUPS } from './undocumentedCalls';

/**
 * Makes the engine load the list of groups from WhatsApp. No call shows whether it did.
 *
 * @param memory what earlier tries have proved. A request that may have been carried out is not repeated
 * @throws WawpFailure if Wawp did not accept it; of kind `unclear` if it may have been carried out
 */
export async function refreshList(wawp: Wawp, memory: Map<string, Attempts>): Promise<void> {
	const attempts = await requestChange(wawp, REFRESH_GROUPS, { idempotent: false }, memory.get('refresh'));
	memory.set('refresh', attempts);
	const verdict = verdictOf(attempts);
	if (verdict === 'accepted') return;
	if (verdict === 'refused') throw describeFailure(attempts.last, { doing: 'refresh the groups', check: '' });
	throw describeUnclear(attempts, 'It is not known whether the groups were refreshed');
}
