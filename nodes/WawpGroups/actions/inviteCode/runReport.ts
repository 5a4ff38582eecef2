import { WawpFailure } from '../../../wawp/outcome/wawpFailure';
import type { GroupCode, GroupResults } from './rotationRun';

/**
 * Summarizes a run for the node's output panel, e.g. "2 groups rotated, 1 group failed".
 *
 * @param waitedForLimits ms
 */
export function summary(results: GroupResults, waitedForLimits: number): string {
	const all = [...results.values()];
	const failed = all.filter((result) => result instanceof Error).length;
	const rotated = all.filter(wasRotated).length;
	const heldBack = all.length - rotated - failed;
	return [
		`${groups(rotated)} rotated`,
		heldBack > 0 && `${groups(heldBack)} skipped by the cooldown`,
		failed > 0 && `${groups(failed)} failed`,
		waitedForLimits > 0 && `waited ${Math.ceil(waitedForLimits / 1_000)} s for rate limits`,
	]
		.filter(Boolean)
		.join(', ');
}

const groups = (count: number) => (count === 1 ? '1 group' : `${count} groups`);

/**
 * Adds the results of the run to the failure that ends it: every new code, and the failures of other groups. The user may have no
 * other place to find them.
 *
 * @returns the failure itself if there is nothing to add
 */
export function withRunResults(failure: Error, results: GroupResults): Error {
	const codes = [...results].flatMap(([groupId, result]) => (wasRotated(result) ? `${groupId}: new code ${result.code}` : []));
	const failures = [...results.values()].flatMap((result) =>
		result instanceof Error && result.message !== failure.message ? result.message : [],
	);
	if (codes.length + failures.length === 0) return failure;
	const described = failure instanceof WawpFailure ? failure : new WawpFailure('unclear', failure.message, '');
	return described.withNextStep(
		...(codes.length > 0 ? [`Already rotated in this run: ${codes.join(', ')}`] : []),
		...(failures.length > 0 ? [`Also failed in this run: ${failures.join(' · ')}`] : []),
	);
}

const wasRotated = (result: GroupCode | Error): result is GroupCode => !(result instanceof Error) && result.rotated;
