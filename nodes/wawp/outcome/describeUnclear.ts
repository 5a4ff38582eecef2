import type { Attempts } from './attempts';
import { explain, type FailureContext } from './describeFailure';
import { WawpFailure } from './wawpFailure';

/**
 * Describes a change that one of several requests may have made: why this is unknown, and how the last request ended.
 *
 * @param unknown what is not known, e.g. `It is not known whether the groups were refreshed`
 * @param firstStep what to do before the next step of the last request. None by default
 * @param once whether the next step of an unclear request is left out: it is to run the workflow again
 * @returns a failure of kind `unclear`, or `canceled` if the execution was
 */
export function describeUnclear(
	{ last, open = last }: Attempts,
	unknown: string,
	{
		firstStep,
		once = false,
		...context
	}: Pick<FailureContext, 'explanations' | 'rights'> & { firstStep?: string; once?: boolean } = {},
): WawpFailure {
	const first = explain(open, { ...context, check: '' });
	const { kind, reason, nextStep, said, httpStatus } = explain(last, { ...context, check: '' });
	return new WawpFailure(
		kind === 'canceled' ? kind : 'unclear',
		`${unknown}: ${first.reason}${open === last ? '' : `; the last request: ${reason}`}`,
		[firstStep, once && open === last ? said : nextStep].filter(Boolean).join('. '),
		httpStatus,
	);
}
