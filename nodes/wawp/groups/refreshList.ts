import { verdictOf, type Attempts } from '../outcome/attempts';
import { describeFailure, explainAttempts } from '../outcome/describeFailure';
import { WawpFailure } from '../outcome/wawpFailure';
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
	const before = memory.get('refresh');
	const isSettled = before && verdictOf(before) !== 'refused';
	const attempts = isSettled ? before : await requestChange(wawp, REFRESH_GROUPS, { idempotent: false }, before);
	memory.set('refresh', attempts);
	const verdict = verdictOf(attempts);
	if (verdict === 'accepted') return;
	if (verdict === 'refused') throw describeFailure(attempts.last, { doing: 'refresh the groups', check: '' });
	const { kind, reason, nextStep, httpStatus } = explainAttempts(attempts);
	throw new WawpFailure(
		kind === 'canceled' ? kind : 'unclear',
		`It is not known whether the groups were refreshed: ${reason}`,
		nextStep,
		httpStatus,
	);
}
