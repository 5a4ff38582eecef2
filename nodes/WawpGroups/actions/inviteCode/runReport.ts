import { WawpFailure } from '../../../wawp/failure';
import type { GroupCode, GroupResults } from './rotationRun';

/** What the run did, for the node's output panel. */
export function summary(results: GroupResults, waitedForLimits: number): string {
	const all = [...results.values()];
	const failed = all.filter((result) => result instanceof Error).length;
	const rotated = all.filter(wasRotated).length;
	const heldBack = all.length - rotated - failed;
	return [
		`${groups(rotated)} rotated`,
		heldBack > 0 && `${groups(heldBack)} kept by the cooldown`,
		failed > 0 && `${groups(failed)} failed`,
		waitedForLimits > 0 && `waited ${Math.ceil(waitedForLimits / 1_000)} s for rate limits`,
	]
		.filter(Boolean)
		.join(', ');
}

const groups = (count: number) => (count === 1 ? '1 group' : `${count} groups`);

/** The failure that ends a run, with every code that the run has made: the person who reads it may have no other place to find them. */
export function withRotatedCodes(failure: Error, results: GroupResults): Error {
	const lines = [...results].flatMap(([groupId, result]) => (wasRotated(result) ? `${groupId}: new code ${result.code}` : []));
	if (lines.length === 0) return failure;
	const { kind, nextStep, httpStatus } = failure instanceof WawpFailure ? failure : ({ kind: 'unclear', nextStep: '' } as const);
	return new WawpFailure(kind, failure.message, [nextStep, '', 'Already rotated in this run:', ...lines].join('\n'), httpStatus);
}

const wasRotated = (result: GroupCode | Error): result is GroupCode => !(result instanceof Error) && result.rotated;
