import { planAnswers, SILENCE_MS, type Act } from '../../../../nodes/wawp/waves/plan';
import type { PersonRow } from '../../../../nodes/wawp/waves/personRow';
import type { WaveEvent } from '../../../../nodes/wawp/waves/waveEvents';
import type { GuardSettings } from '../../../../nodes/wawp/waves/guardSettings';
import { A, B, burst, C, D, GROUP, guard, iso, NOW, OTHER_GROUP, row } from '../../../support/waves';

const MINUTE = 60_000;
const plan = (rows: PersonRow[] = [], settings: Partial<GuardSettings> = {}, events = [burst()]) =>
	planAnswers(events, rows, guard(settings), NOW);
const acts = (...given: Parameters<typeof plan>) => plan(...given).map(({ act }) => act);
const groups = (...given: Parameters<typeof plan>) => plan(...given).map(({ groupId }) => groupId);

test('the plan has what the burst shows', () => {
	const shown = { people: [A, C], time: iso(9), burstNumber: 2, isDoubtful: true, isAdded: true, groupName: 'Us' };
	expect(plan([], {}, [burst(shown)])).toEqual([{ groupId: GROUP, waveId: 'w1', act: 'answer', lock: true, ...shown }]);
});

test('late joiners alone start nothing', () => {
	expect(plan([], {}, [burst({ isBurst: false })])).toEqual([]);
	expect(plan([], {}, [])).toEqual([]);
});

test('each wave has one plan, and late joiners do not hide the burst of their group', () => {
	const events = [
		burst({ isBurst: false, people: [C] }),
		burst(),
		burst({ burstNumber: 2, people: [B, D], time: iso(9) }),
		burst({ groupId: OTHER_GROUP, waveId: 'w2' }),
	];
	expect(plan([], {}, events)).toMatchObject([
		{ groupId: GROUP, people: [A, B, D], burstNumber: 2, time: iso(9) },
		{ groupId: OTHER_GROUP, waveId: 'w2' },
	]);
	expect(plan([], {}, events)).toHaveLength(2);
});

test.each<[string, Partial<WaveEvent>, Partial<WaveEvent>, object]>([
	['the first is doubtful', { isDoubtful: true }, {}, { isDoubtful: true, isAdded: false }],
	['the second is doubtful', {}, { isDoubtful: true }, { isDoubtful: true, isAdded: false }],
	['the first was added', { isAdded: true }, {}, { isDoubtful: false, isAdded: true }],
	['the second was added', {}, { isAdded: true }, { isDoubtful: false, isAdded: true }],
	['neither is', {}, {}, { isDoubtful: false, isAdded: false }],
])('two bursts of a wave are one plan: %s', (_what, first, second, expected) => {
	expect(plan([], {}, [burst(first), burst(second)])).toMatchObject([expected]);
	expect(plan([], {}, [burst(first), burst(second)])).toHaveLength(1);
});

test('two waves of a group are two plans', () => {
	const events = [burst({ isDoubtful: true }), burst({ waveId: 'w2', people: [C] })];
	expect(plan([], {}, events)).toMatchObject([
		{ groupId: GROUP, waveId: 'w1', people: [A, B], isDoubtful: true },
		{ groupId: GROUP, waveId: 'w2', people: [C], isDoubtful: false },
	]);
});

describe('a group whose people were called friends', () => {
	test('raises no alarm for 6 hours', () => {
		expect(SILENCE_MS).toBe(6 * 60 * MINUTE);
	});

	test.each<[string, Partial<PersonRow>, boolean]>([
		['just now, in another wave', { waveId: 'w0' }, true],
		['exactly 6 hours ago', { changedAt: NOW - SILENCE_MS }, true],
		['a moment longer ago', { changedAt: NOW - SILENCE_MS - 1 }, false],
		['at an unknown time', { changedAt: 0 }, false],
		['in another group', { groupId: OTHER_GROUP }, false],
	])('%s: silent is %s', (_when, more, isSilent) => {
		expect(groups([row(C, { outcome: 'friends', ...more })])).toEqual(isSilent ? [] : [GROUP]);
	});

	test('is the only one that is silent', () => {
		const events = [burst(), burst({ groupId: OTHER_GROUP, waveId: 'w2' })];
		expect(groups([row(C, { outcome: 'friends' })], {}, events)).toEqual([OTHER_GROUP]);
	});

	test.each(['joined', 'asked', 'left', 'waiting', 'invited back', ''])('is not one with an outcome %j', (outcome) => {
		expect(groups([row(C, { outcome })])).toEqual([GROUP]);
	});
});

describe('a wave with an open question', () => {
	const asked = (more: Partial<PersonRow> = {}) => [row(C, { outcome: 'joined' }), row(C, { outcome: 'asked', ...more })];

	test.each<[string, PersonRow[], number, Act]>([
		['asked just now', asked(), 60, 'again'],
		['asked exactly as long ago as a question is open, and 5 minutes', asked({ changedAt: NOW - 65 * MINUTE }), 60, 'again'],
		['asked a moment longer ago', asked({ changedAt: NOW - 65 * MINUTE - 1 }), 60, 'answer'],
		['asked within a longer time', asked({ changedAt: NOW - 65 * MINUTE - 1 }), 61, 'again'],
		['asked within no time', asked({ changedAt: NOW - 5 * MINUTE }), 0, 'again'],
		['another wave of the group', asked({ waveId: 'w0' }), 60, 'answer'],
		['nobody asked yet', [row(A), row(B)], 60, 'answer'],
		['nobody answered', [row(A, { outcome: 'no answer' })], 60, 'answer'],
	])('%s', (_what, rows, answerWithinMinutes, expected) => {
		expect(acts(rows, { answerWithinMinutes })).toEqual([expected]);
	});

	test('does not open the question of another group', () => {
		const events = [burst(), burst({ groupId: OTHER_GROUP, waveId: 'w2' })];
		expect(acts(asked(), {}, events)).toEqual(['again', 'answer']);
	});
});

test.each<[string, PersonRow[], Partial<GuardSettings>, Act, boolean]>([
	['an answer', [], {}, 'answer', true],
	['an answer without a lock', [], { lockGroup: false }, 'answer', false],
	['an open question, whose owner has locked the group', [row(A, { outcome: 'asked' })], {}, 'again', false],
	['watching', [], { watchOnly: true }, 'watch', false],
	['watching while a question is open', [row(A, { outcome: 'asked' })], { watchOnly: true }, 'watch', false],
])('%s: who locks the group', (_what, rows, settings, act, lock) => {
	expect(plan(rows, settings)).toMatchObject([{ act, lock }]);
});

test('a silenced group is not even watched', () => {
	expect(plan([row(C, { outcome: 'friends' })], { watchOnly: true })).toEqual([]);
});
