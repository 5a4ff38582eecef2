import type { IExecuteFunctions } from 'n8n-workflow';
import type { Wawp } from '../../wawp/transport/request';

/** A part of a hint. False: there is nothing to say. */
export type HintPart = string | false;

/** Shows a line above the output of the node, if there is something to say. Older versions of n8n do not have hints. */
export function showHint(context: IExecuteFunctions, ...parts: HintPart[]): void {
	const message = parts.filter(Boolean).join(', ');
	if (message !== '' && 'addExecutionHints' in context) context.addExecutionHints({ message, location: 'outputPane' });
}

/** @returns a part of a hint for a number of things, e.g. "2 groups failed"; nothing for 0 */
export const counted = (count: number, noun: string, what: string): HintPart =>
	count > 0 && `${count} ${noun}${count === 1 ? '' : 's'} ${what}`;

/** @returns a part of a hint about the time that a run has waited for rate limits */
export function waited({ pacing: { waitedForLimits, slowedTo } }: Wawp): HintPart {
	if (waitedForLimits === 0) return false;
	const limit = counted(slowedTo ?? 0, 'group request', 'a minute');
	const reason = limit ? ` (the limit of your Wawp instance: ${limit})` : '';
	return `waited ${Math.ceil(waitedForLimits / 1_000)} s for rate limits${reason}`;
}
