import { WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { counted, type HintPart } from '../hint';
import type { GroupCode, GroupResults } from './rotationRun';

/** Summarizes a run for the node's output panel, e.g. "2 groups rotated", "1 group failed". */
export function summary(results: GroupResults): HintPart[] {
	const all = [...results.values()];
	const failed = all.filter((result) => result instanceof Error).length;
	const rotated = all.filter(wasRotated).length;
	return [
		counted(rotated, 'group', 'rotated') || '0 groups rotated',
		counted(all.length - rotated - failed, 'group', 'skipped by the cooldown'),
		counted(failed, 'group', 'failed'),
	];
}

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
