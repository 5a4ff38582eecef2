import { summary, withRunResults } from '../../../../../nodes/WawpGroups/actions/inviteCode/runReport';
import type { GroupCode } from '../../../../../nodes/WawpGroups/actions/inviteCode/rotationRun';
import { WawpFailure } from '../../../../../nodes/wawp/outcome/wawpFailure';
import type { GroupId } from '../../../../../nodes/wawp/ids/groupId';

const A: GroupId = '1@g.us';
const B: GroupId = '2@g.us';
const C: GroupId = '3@g.us';

const rotated = (code: string): GroupCode => ({ code, previousCode: 'OLD', rotated: true, generation: 1 });
const kept: GroupCode = { code: 'KEPT', previousCode: null, rotated: false, generation: 1 };
const failure = new WawpFailure('notAdmin', 'B has failed', 'Make it an admin', 403);

describe('the summary', () => {
	test.each<[string, Array<GroupCode | Error>]>([
		['0 groups rotated', []],
		['1 group rotated', [rotated('X')]],
		['2 groups rotated', [rotated('X'), rotated('Y')]],
		['0 groups rotated, 1 group skipped by the cooldown', [kept]],
		['1 group rotated, 2 groups skipped by the cooldown', [kept, rotated('X'), kept]],
		['0 groups rotated, 1 group failed', [failure]],
		['1 group rotated, 1 group skipped by the cooldown, 2 groups failed', [failure, kept, rotated('X'), new Error('x')]],
	])('reads "%s"', (text, results) => {
		const parts = summary(new Map(results.map((result, i) => [`${i}@g.us`, result])));
		expect(parts.filter(Boolean).join(', ')).toBe(text);
	});
});

describe('the failure that ends a run', () => {
	test('is unchanged if nothing else happened', () => {
		expect(withRunResults(failure, new Map([[B, failure]]))).toBe(failure);
		expect(withRunResults(failure, new Map())).toBe(failure);
	});

	test('is unchanged if a cooldown held the other group back', () => {
		expect(
			withRunResults(
				failure,
				new Map<GroupId, GroupCode | Error>([
					[A, kept],
					[B, failure],
				]),
			),
		).toBe(failure);
	});

	test('keeps its own texts and adds every new code', () => {
		const results = new Map<GroupId, GroupCode | Error>([
			[A, rotated('NEWA')],
			[B, failure],
			[C, rotated('NEWC')],
		]);
		expect(withRunResults(failure, results)).toMatchObject({
			kind: 'notAdmin',
			message: 'B has failed',
			httpStatus: 403,
			nextStep: 'Make it an admin.\nAlready rotated in this run: 1@g.us: new code NEWA, 3@g.us: new code NEWC',
		});
	});

	test('adds the other failures, each message once', () => {
		const results = new Map<GroupId, GroupCode | Error>([
			[A, new WawpFailure('unclear', 'A is unclear; the last code read is X', '')],
			[B, failure],
			[C, new WawpFailure('notAdmin', 'B has failed', '')],
		]);
		expect(withRunResults(failure, results)).toHaveProperty(
			'nextStep',
			'Make it an admin.\nAlso failed in this run: A is unclear; the last code read is X',
		);
	});

	test('adds both codes and failures', () => {
		const results = new Map<GroupId, GroupCode | Error>([
			[A, rotated('NEWA')],
			[C, new Error('C has failed')],
			[B, failure],
		]);
		expect(withRunResults(failure, results)).toHaveProperty(
			'nextStep',
			'Make it an admin.\nAlready rotated in this run: 1@g.us: new code NEWA.\nAlso failed in this run: C has failed',
		);
	});

	test('includes the codes if the failure was unexpected', () => {
		const reported = withRunResults(new TypeError('oops'), new Map([[A, rotated('NEWA')]]));
		expect(reported).toBeInstanceOf(WawpFailure);
		expect(reported).toMatchObject({
			message: 'oops',
			nextStep: 'Already rotated in this run: 1@g.us: new code NEWA',
			httpStatus: undefined,
		});
	});
});
