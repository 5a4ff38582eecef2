import type { GuardSettings } from '../../../../nodes/wawp/waves/guardSettings';
import type { PersonRow } from '../../../../nodes/wawp/waves/personRow';
import {
	choicesOf,
	choiceValue,
	isSameChat,
	LATER,
	questionOf,
	shownId,
	SILENCE,
	undecided,
	type Named,
} from '../../../../nodes/wawp/waves/question';
import type { StopResult } from '../../../../nodes/wawp/waves/stopResult';
import { A, B, C, D, E, GROUP, guard, MASKED, NOW, OTHER_GROUP, otherStop, row, stop } from '../../../support/waves';

const HOUR = 3_600_000;
const named = (participantId: Named['participantId'], more: Partial<Named> = {}): Named => ({
	groupId: GROUP,
	groupName: 'Neighbours',
	waveId: 'w1',
	participantId,
	...more,
});
const removed = (participantId: PersonRow['participantId'], more: Partial<PersonRow> = {}) =>
	row(participantId, { outcome: 'removed', ...more });

interface Situation {
	stops?: StopResult[];
	rows?: PersonRow[];
	settings?: Partial<GuardSettings>;
	guests?: Array<[string, string]>;
}

const ask = ({ stops = [stop()], rows = [], settings = {}, guests = [] }: Situation = {}) =>
	questionOf(
		stops,
		rows,
		guard(settings),
		(groupId, id) => (guests.some(([g, p]) => g === groupId && p === id) ? 'a friend' : undefined),
		NOW,
	);
const shown = (situation: Situation) => {
	const { kind, named: people } = ask(situation);
	return [kind, people.map(({ participantId }) => participantId)];
};

describe('the people about whom nobody has decided', () => {
	test.each<[string, PersonRow[], string[]]>([
		['those of the burst, without the table', [], [A, B]],
		['those of the burst, who are logged', [row(B), row(A)], [A, B]],
		['late joiners too', [row(A), row(B), row(C), row(MASKED)], [A, B, C, MASKED]],
		['somebody who was asked about', [row(A, { outcome: 'asked' }), row(C, { outcome: 'asked' })], [A, B, C]],
		['somebody once who is logged twice', [row(C), row(C, { outcome: 'asked' }), row(A), row(A)], [A, B, C]],
		['nobody about whom was decided', [row(A, { outcome: 'left' }), removed(C)], [B]],
		['nobody whom an answer never reached', [row(A, { outcome: 'no answer' }), row(B, { outcome: 'no answer' })], []],
		['nobody whose removal is unclear', [row(A, { outcome: 'removal unclear: no answer' })], [B]],
		['nobody with an empty outcome', [row(A, { outcome: '' })], [B]],
		['nobody of another wave', [row(C, { waveId: 'w0' }), row(D, { waveId: '' })], [A, B]],
		['somebody about whom was decided in another wave', [removed(A, { waveId: 'w0' })], [A, B]],
	])('are %s', (_who, rows, expected) => {
		expect(undecided(stop(), rows)).toEqual(expected);
	});

	test('are named once if the burst names them twice', () => {
		expect(undecided(stop({ people: [A, A] }), [])).toEqual([A]);
	});

	test('are nobody in a burst without people', () => {
		expect(undecided(stop({ people: [] }), [])).toEqual([]);
	});
});

describe('the question', () => {
	test('names people with their group and wave', () => {
		const stops = [stop({ people: [A] }), otherStop()];
		expect(ask({ stops, rows: [row(D)] })).toEqual({
			kind: 'ask',
			named: [named(A), named(D), named(C, { groupId: OTHER_GROUP, groupName: 'Friends', waveId: 'w2' })],
			guests: [],
			reason: '',
		});
	});

	test('leaves guests out, and says why', () => {
		expect(ask({ guests: [[GROUP, A]] })).toMatchObject({
			named: [named(B)],
			guests: [{ groupId: GROUP, participantId: A, reason: 'a friend' }],
		});
	});

	test('names the guest of one group in another group', () => {
		const stops = [stop({ people: [A] }), otherStop({ people: [A] })];
		expect(ask({ stops, guests: [[GROUP, A]] }).named).toMatchObject([{ groupId: OTHER_GROUP, participantId: A }]);
	});

	test.each<[string, Situation, string, string[]]>([
		['nobody is left', { rows: [removed(A), removed(B)] }, 'tell', []],
		[
			'all are guests',
			{
				guests: [
					[GROUP, A],
					[GROUP, B],
				],
			},
			'tell',
			[],
		],
		[
			'all are guests, and nobody need be asked',
			{
				guests: [
					[GROUP, A],
					[GROUP, B],
				],
				settings: { removeWithoutAsking: true },
			},
			'tell',
			[],
		],
		['the account is no admin', { stops: [stop({ isNoAdmin: true })], settings: { removeWithoutAsking: true } }, 'tell', []],
		['it would be asked in the group itself', { settings: { adminChat: GROUP } }, 'tell', []],
		['another execution has asked', { stops: [stop({ act: 'again' })], settings: { removeWithoutAsking: true } }, 'tell', []],
		['it only watches', { stops: [stop({ act: 'watch' })], settings: { removeWithoutAsking: true } }, 'tell', [A, B]],
		['one group is only watched', { stops: [stop(), otherStop({ act: 'watch' })] }, 'tell', [A, B, C]],
		['another group has an open question', { stops: [stop({ act: 'again' }), otherStop()] }, 'ask', [C]],
		['the account is no admin of one group', { stops: [stop({ isNoAdmin: true }), otherStop()] }, 'ask', [C]],
		[
			'the admins are in one of the groups',
			{ stops: [stop(), otherStop()], settings: { adminChat: OTHER_GROUP } },
			'ask',
			[A, B],
		],
		['there is no group', { stops: [] }, 'tell', []],
	])('if %s', (_what, situation, kind, people) => {
		expect(shown(situation)).toEqual([kind, people]);
	});

	test('still names the guests of a group in which nobody can be removed', () => {
		expect(ask({ stops: [stop({ isNoAdmin: true })], guests: [[GROUP, A]] }).guests).toHaveLength(1);
	});
});

describe('a removal without a question', () => {
	const PAST_RECONNECT = 'The session was away before, so they may have joined earlier.';
	const ADDED = 'Somebody added them, who may be an admin.';
	const ofWave = (most: number) => `More than ${most} people of this wave would be removed without a question ("removeAtMost").`;
	const inAnHour = (most: number) => `More than ${most} people would be removed within an hour ("removeAtMostInAnHour").`;
	const both = [stop(), otherStop()];
	const old = { changedAt: NOW - HOUR - 1 };

	test.each<[string, Situation, string]>([
		['within the limits', {}, ''],
		['after a reconnect', { stops: [stop({ isDoubtful: true, isAdded: true })] }, PAST_RECONNECT],
		['after a reconnect, in one of the groups', { stops: [stop(), otherStop({ isDoubtful: true })] }, PAST_RECONNECT],
		['of people whom somebody added', { stops: [stop({ isAdded: true })] }, ADDED],
		['of people whom somebody added to one of the groups', { stops: [stop(), otherStop({ isAdded: true })] }, ADDED],
		['of exactly removeAtMost people', { settings: { removeAtMost: 2 } }, ''],
		['of one more', { settings: { removeAtMost: 1 } }, ofWave(1)],
		['of anybody, if removeAtMost is 0', { stops: [stop({ people: [A] })], settings: { removeAtMost: 0 } }, ofWave(0)],
		['with late joiners', { rows: [row(C)], settings: { removeAtMost: 2 } }, ofWave(2)],
		['with exactly as many as the wave may lose', { rows: [removed(C, old)], settings: { removeAtMost: 3 } }, ''],
		['with those whom the wave has lost before', { rows: [removed(C, old)], settings: { removeAtMost: 2 } }, ofWave(2)],
		['with those whom another wave has lost', { rows: [removed(C, { waveId: 'w0' })], settings: { removeAtMost: 2 } }, ''],
		['with people of the wave who stay', { rows: [row(C, { outcome: 'left' })], settings: { removeAtMost: 2 } }, ''],
		[
			'with guests, who do not count',
			{ rows: [row(C)], guests: [[GROUP, C]], settings: { removeAtMost: 2, removeAtMostInAnHour: 2 } },
			'',
		],
		['in several waves, each within its limit', { stops: both, settings: { removeAtMost: 2 } }, ''],
		['in several waves, one above its limit', { stops: [otherStop(), stop()], settings: { removeAtMost: 1 } }, ofWave(1)],
		['in several waves, exactly removeAtMostInAnHour', { stops: both, settings: { removeAtMostInAnHour: 3 } }, ''],
		['in several waves, one more', { stops: both, settings: { removeAtMostInAnHour: 2 } }, inAnHour(2)],
		[
			'with those whom other waves have lost within exactly an hour',
			{
				rows: [removed(D, { waveId: 'w0', groupId: OTHER_GROUP, changedAt: NOW - HOUR })],
				settings: { removeAtMostInAnHour: 2 },
			},
			inAnHour(2),
		],
		[
			'with those lost a moment longer ago',
			{ rows: [removed(D, { waveId: 'w0', ...old })], settings: { removeAtMostInAnHour: 2 } },
			'',
		],
		['with those lost at an unknown time', { rows: [removed(D, { changedAt: 0 })], settings: { removeAtMostInAnHour: 2 } }, ''],
		['with others who stay', { rows: [row(D, { waveId: 'w0', outcome: 'left' })], settings: { removeAtMostInAnHour: 2 } }, ''],
		['above both limits', { settings: { removeAtMost: 0, removeAtMostInAnHour: 0 } }, ofWave(0)],
	])('%s', (_what, { settings, ...situation }, reason) => {
		expect(ask({ settings: { ...settings, removeWithoutAsking: true }, ...situation })).toMatchObject({
			kind: reason === '' ? 'remove' : 'ask',
			reason,
		});
	});

	test('that the settings do not allow needs no reason', () => {
		expect(ask({ stops: [stop({ isDoubtful: true })], settings: { removeAtMost: 0 } })).toMatchObject({
			kind: 'ask',
			reason: '',
		});
	});
});

describe('the choices', () => {
	const LAST = [
		{ value: LATER, label: 'Everybody else who joins in this wave before you answer', checked: true },
		{ value: SILENCE, label: 'These are friends: raise no alarm here for 6 hours', checked: false },
	];

	test('are each person, those who come later, and no more alarms', () => {
		expect(choicesOf([named(A), named(MASKED)])).toEqual([
			{ value: `${GROUP} ${A}`, label: '+990000000001', checked: true },
			{ value: `${GROUP} ${MASKED}`, label: 'hidden number 7700000000001', checked: true },
			...LAST,
		]);
	});

	test('name the groups if there are several, so that somebody can be chosen in one of them', () => {
		const choices = choicesOf([named(E), named(E, { groupId: OTHER_GROUP, groupName: 'Friends' })]);
		expect(choices.map(({ label }) => label).slice(0, 2)).toEqual(['+990000000005 (Neighbours)', '+990000000005 (Friends)']);
		expect(new Set(choices.map(({ value }) => value)).size).toBe(4);
	});

	test('have no group if both groups have the same ID', () => {
		expect(choicesOf([named(A), named(B, { groupName: 'Friends' })])[1]!.label).toBe('+990000000002');
	});

	test('without people are the last two', () => {
		expect(choicesOf([])).toEqual(LAST);
	});
});

test('the value of a choice tells people and groups apart', () => {
	expect(choiceValue({ groupId: GROUP, participantId: MASKED })).toBe('120363000000000001@g.us 7700000000001@lid');
});

test.each<[string, Named['participantId'], string]>([
	['a phone number', A, '+990000000001'],
	['a masked ID', MASKED, 'hidden number 7700000000001'],
])('%s is shown in words', (_what, id, expected) => {
	expect(shownId(id)).toBe(expected);
});

test.each<[string, boolean]>([
	[GROUP, true],
	['120363000000000001', true],
	[` ${GROUP} `, true],
	[' 120363000000000001 ', true],
	[OTHER_GROUP, false],
	['12036300000000000', false],
	['+20 123 456 7890', false],
	['', false],
])('the chat %j is the group: %s', (chat, expected) => {
	expect(isSameChat(GROUP, chat)).toBe(expected);
});
