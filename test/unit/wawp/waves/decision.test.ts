import fc from 'fast-check';
import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';
import { decide, waveAnswerFrom, type GroupDecision, type WaveAnswer } from '../../../../nodes/wawp/waves/decision';
import type { PersonRow } from '../../../../nodes/wawp/waves/personRow';
import { choiceValue, LATER, SILENCE, undecided } from '../../../../nodes/wawp/waves/question';
import type { StopResult } from '../../../../nodes/wawp/waves/stopResult';
import { expectProperty } from '../../../support/property';
import { A, B, C, D, E, GROUP, iso, MASKED, NOW, OTHER_GROUP, otherStop, row, stop } from '../../../support/waves';

const inGroup = (participantId: ParticipantId, groupId = GROUP) => choiceValue({ groupId, participantId });

describe('the answer', () => {
	const [CHOSEN, REST] = [inGroup(A), inGroup(B)];
	const answered = { chosen: [CHOSEN], notChosen: [REST, LATER] };
	const nobody = { by: 'nobody', at: NOW, chosen: [], named: [], guests: [], error: '' };
	const everybody = [CHOSEN, REST];
	const admin = { ...nobody, by: 'an admin', at: NOW + 5, chosen: [CHOSEN], named: everybody };
	const settings = { ...admin, by: 'the settings', at: NOW };

	test.each<[string, unknown, object]>([
		['of an admin', [{ ...answered, answeredAt: iso(5) }], admin],
		['of an admin, whatever else it says', [{ json: { ...answered, answeredAt: iso(5), withoutAsking: true } }], admin],
		['of an admin, beside the error of an earlier node', [{ ...answered, answeredAt: iso(5), error: 'Old' }], admin],
		['of the settings counts now', [{ ...answered, answeredAt: null, withoutAsking: true }], settings],
		[
			'of the settings, whose first message was not sent',
			[{ ...answered, withoutAsking: true, messageError: 'No chat' }],
			{ ...settings, error: 'No chat' },
		],
		[
			'with guests, of whom some are no texts',
			[{ ...answered, answeredAt: iso(5), guests: [inGroup(C), 5, null] }],
			{ ...admin, guests: [inGroup(C)] },
		],
		['of nobody chooses nothing, but names people', [{ ...answered, answeredAt: null }], { ...nobody, named: everybody }],
		['at a time that is none', [{ ...answered, answeredAt: 'soon' }], { ...nobody, named: everybody }],
		['at a number', [{ ...answered, answeredAt: NOW }], { ...nobody, named: everybody }],
		['of settings that are no switch', [{ ...answered, withoutAsking: 'true' }], { ...nobody, named: everybody }],
		[
			'of nobody names guests, too',
			[{ ...answered, guests: [inGroup(C)] }],
			{ ...nobody, named: everybody, guests: [inGroup(C)] },
		],
		[
			'of an admin who silences the group: neither choice is a person',
			[{ chosen: [SILENCE, CHOSEN], notChosen: [LATER, REST], answeredAt: iso(5) }],
			{ ...admin, chosen: [SILENCE, CHOSEN] },
		],
		['without choices', [{ answeredAt: iso(0) }], { ...nobody, by: 'an admin' }],
		[
			'with choices that are no texts',
			[{ answeredAt: iso(0), chosen: [5, null, REST], notChosen: 'x' }],
			{ ...nobody, by: 'an admin', chosen: [REST], named: [REST] },
		],
		[
			'that has several items: the first counts',
			[{ ...answered }, { ...answered, answeredAt: iso(5) }],
			{ ...nobody, named: everybody },
		],
		['that is missing', undefined, nobody],
		['that is an empty list', [], nobody],
		['that failed with a text', [{ error: 'No chat' }], { ...nobody, error: 'No chat' }],
		['that failed with an error', [{ error: { message: 'No chat' } }], { ...nobody, error: 'No chat' }],
		['that failed with something else', [{ error: { code: 5 } }], nobody],
		['that failed with an error without a text', [{ error: { message: 5 } }], nobody],
	])('%s', (_what, value, expected) => {
		const { chosen, named, guests, ...rest } = waveAnswerFrom(value, NOW);
		expect({ ...rest, chosen: [...chosen], named: [...named], guests: [...guests] }).toEqual(expected);
	});

	test('is an error if it is no list of items', () => {
		expect(() => waveAnswerFrom([5], NOW)).toThrow('"Answer" is not a list of items');
	});
});

interface Situation {
	stops?: StopResult[];
	rows?: PersonRow[];
	by?: WaveAnswer['by'];
	chosen?: string[];
	notChosen?: string[];
	/** Whom the first message names as guests. */
	namedGuests?: string[];
	/** Who is a guest by now. */
	guests?: string[];
	removeAtMost?: number;
	removeAtMostInAnHour?: number;
}

/** The decisions after a question about A and B, whom the burst names. Somebody without a group is in GROUP. */
function decisions({
	stops = [stop()],
	rows = [],
	by = 'an admin',
	chosen = [],
	notChosen = [],
	namedGuests = [],
	guests = [],
	removeAtMost = 50,
	removeAtMostInAnHour = 100,
}: Situation) {
	const valueOf = (one: string) => (one.includes(' ') || !one.includes('@') ? one : `${GROUP} ${one}`);
	const [yes, no] = [chosen.map(valueOf), notChosen.map(valueOf)];
	const answer = {
		by,
		at: NOW,
		chosen: new Set(yes),
		named: new Set([...yes, ...no]),
		guests: new Set(namedGuests.map(valueOf)),
		error: '',
	};
	const isGuest = (groupId: string, id: string) => guests.includes(id) || guests.includes(`${groupId} ${id}`);
	return decide(stops, rows, answer, { removeAtMost, removeAtMostInAnHour }, isGuest);
}

const only = (situation: Situation): GroupDecision => {
	const all = decisions(situation);
	expect(all).toHaveLength(1);
	return all[0]!;
};

/** Without guests, the list of guests is left out. */
type Expected = [remove: string[], keep: string[], open: string[], guests?: string[]];
const shown = (situation: Situation): Expected => {
	const { remove, keep, open, guests } = only(situation);
	return guests.length > 0 ? [remove, keep, open, guests] : [remove, keep, open];
};

const late = (participantId: ParticipantId, more: Partial<PersonRow> = {}) => row(participantId, { joinedAt: iso(-1), ...more });

describe('people whom the question names', () => {
	test.each<[string, Situation, Expected]>([
		['are removed if they are chosen', { chosen: [A, B] }, [[A, B], [], []]],
		['stay if they are not', { chosen: [A], notChosen: [B, LATER, SILENCE] }, [[A], [B], []]],
		['stay if nobody is chosen', { notChosen: [A, B, LATER] }, [[], [A, B], []]],
		['stay without an answer, and are not decided about', { by: 'nobody', notChosen: [A, B, LATER] }, [[], [], []]],
		['are removed by the settings', { by: 'the settings', chosen: [A, B, LATER], notChosen: [SILENCE] }, [[A, B], [], []]],
		[
			'are removed although they joined again after the answer',
			{ chosen: [A], rows: [row(A, { joinedAt: iso(9) })], notChosen: [B] },
			[[A], [B], []],
		],
		['are removed under a masked ID', { stops: [stop({ people: [MASKED] })], chosen: [MASKED] }, [[MASKED], [], []]],
		['are removed although they are guests by now', { chosen: [A, B, LATER], guests: [A] }, [[A, B], [], []]],
		['stay as decided if they are guests by now', { chosen: [A], notChosen: [B], guests: [B] }, [[A], [B], []]],
		[
			'are not decided about without an answer if they are guests by now',
			{ by: 'nobody', notChosen: [A, B], guests: [A] },
			[[], [], []],
		],
		['stay if the first message names them as guests', { chosen: [A, B, LATER], namedGuests: [A] }, [[B], [], [], [A]]],
		[
			'are kept by nobody if the first message names them as guests',
			{ chosen: [A], notChosen: [B], namedGuests: [B] },
			[[A], [], [], [B]],
		],
		['are guests without an answer, too', { by: 'nobody', notChosen: [A, B], namedGuests: [A] }, [[], [], [], [A]]],
		[
			'are no guests if somebody has decided meanwhile',
			{ chosen: [A, B], rows: [row(A, { outcome: 'left' })], namedGuests: [A] },
			[[B], [], []],
		],
		[
			'are left alone if somebody has decided meanwhile',
			{ chosen: [A, B], rows: [row(A, { outcome: 'left' }), row(B, { outcome: 'removed' })] },
			[[], [], []],
		],
		[
			'are removed once if they are listed twice',
			{ chosen: [A, C], rows: [late(A), late(A), late(C), late(C, { id: 2 })], notChosen: [B] },
			[[A, C], [B], []],
		],
	])('%s', (_what, situation, expected) => {
		expect(shown(situation)).toEqual(expected);
	});
});

describe('people who joined before the answer, and whom the question does not name', () => {
	const both = [A, B];

	test.each<[string, Situation, Expected]>([
		['are removed if "everybody else" is chosen', { chosen: [...both, LATER], rows: [late(C)] }, [[A, B, C], [], []]],
		['are removed even if all who are named stay', { chosen: [LATER], notChosen: both, rows: [late(C)] }, [[C], [A, B], []]],
		['stay open if it is not', { chosen: both, notChosen: [LATER], rows: [late(C)] }, [[A, B], [], [C]]],
		['stay open without an answer', { by: 'nobody', chosen: [LATER], notChosen: both, rows: [late(C)] }, [[], [], [C]]],
		['stay open without an answer, with all others, if nobody was named', { by: 'nobody', rows: [late(C)] }, [[], [], [A, B, C]]],
		[
			'are removed if the settings answer',
			{ by: 'the settings', chosen: [...both, LATER], rows: [late(C)] },
			[[A, B, C], [], []],
		],
		[
			'are removed if they are as many as the question names',
			{ chosen: [A, LATER], notChosen: [B], rows: [late(C), late(D)] },
			[[A, C, D], [B], []],
		],
		[
			'stay open if they are more',
			{ chosen: [A, LATER], notChosen: [B], rows: [late(C), late(D), late(E)] },
			[[A], [B], [C, D, E]],
		],
		[
			'do not count if they are guests',
			{ chosen: [...both, LATER], rows: [late(C), late(D), late(E)], guests: [E] },
			[[A, B, C, D], [], [], [E]],
		],
		[
			'are not part of it if the first message names them as guests',
			{ chosen: [...both, LATER], rows: [late(C), late(D)], namedGuests: [C] },
			[[A, B, D], [], [], [C]],
		],
		[
			'are more than the question names if the first message names some of those as guests',
			{ chosen: [...both, LATER], rows: [late(C), late(D)], namedGuests: [A] },
			[[B], [], [C, D], [A]],
		],
		[
			'are removed if they joined at the very time of the answer',
			{ chosen: [...both, LATER], rows: [late(C, { joinedAt: iso(0) })] },
			[[A, B, C], [], []],
		],
		[
			'stay open if they joined a moment later',
			{ chosen: [...both, LATER], rows: [late(C, { joinedAt: iso(1) })] },
			[[A, B], [], [C]],
		],
		[
			'do not make those too many who joined before, if they joined later',
			{ chosen: [...both, LATER], rows: [late(C), late(D), late(E, { joinedAt: iso(1) })] },
			[[A, B, C, D], [], [E]],
		],
		['stay open if their row has no time', { chosen: [...both, LATER], rows: [late(C, { joinedAt: '' })] }, [[A, B], [], [C]]],
		[
			'stay open if the time of their row is none',
			{ chosen: [...both, LATER], rows: [late(C, { joinedAt: 'soon' })] },
			[[A, B], [], [C]],
		],
		[
			'stay open if one of their rows has no time',
			{ chosen: [...both, LATER], rows: [late(C), late(C, { joinedAt: '' })] },
			[[A, B], [], [C]],
		],
		['stay open if they have no row', { stops: [stop({ people: [A, B, C] })], chosen: [...both, LATER] }, [[A, B], [], [C]]],
		[
			'stay open then, if "everybody else" is not chosen',
			{ chosen: both, rows: [late(C, { joinedAt: iso(1) })] },
			[[A, B], [], [C]],
		],
		['stay open then without an answer', { by: 'nobody', notChosen: both, rows: [late(C, { joinedAt: iso(1) })] }, [[], [], [C]]],
		[
			'count with their last join',
			{ chosen: [...both, LATER], rows: [late(C), late(C, { joinedAt: iso(1) })] },
			[[A, B], [], [C]],
		],
		[
			'count with their last join, in any order',
			{ chosen: [...both, LATER], rows: [late(C, { joinedAt: iso(1) }), late(C)] },
			[[A, B], [], [C]],
		],
		[
			'count with their join in this wave',
			{ chosen: [...both, LATER], rows: [late(C), late(C, { joinedAt: iso(1), waveId: 'w2' })] },
			[[A, B, C], [], []],
		],
		[
			'count with their own join',
			{ chosen: [...both, LATER], rows: [late(C), late(D, { joinedAt: iso(1) })] },
			[[A, B, C], [], [D]],
		],
		[
			'are none of another wave',
			{ chosen: [...both, LATER], rows: [late(C, { waveId: 'w0' }), late(D, { waveId: '' })] },
			[[A, B], [], []],
		],
		[
			'are none of those about whom was decided',
			{ chosen: [...both, LATER], rows: [late(C, { outcome: 'left' })] },
			[[A, B], [], []],
		],
		['stay if the question names nobody of the group', { chosen: [LATER] }, [[], [], [A, B]]],
	])('%s', (_what, situation, expected) => {
		expect(shown(situation)).toEqual(expected);
	});
});

const HOUR = 3_600_000;

describe('without a question, people whom the first message does not name', () => {
	const settings: Situation = { by: 'the settings', chosen: [A, B, LATER], rows: [late(C)] };
	const before = [late(C), row(D, { outcome: 'removed' })];
	const elsewhere = (more: Partial<PersonRow> = {}) => [
		late(C),
		row(D, { outcome: 'removed', waveId: 'w0', groupId: OTHER_GROUP, ...more }),
	];
	const ALL: Expected = [[A, B, C], [], []];
	const NAMED: Expected = [[A, B], [], [C]];

	test.each<[string, Situation, Expected]>([
		['are removed up to removeAtMost', { removeAtMost: 3 }, ALL],
		['stay open if they are one more', { removeAtMost: 2 }, NAMED],
		['are removed with those whom the wave has lost, up to removeAtMost', { rows: before, removeAtMost: 4 }, ALL],
		['stay open if they are one more with those whom the wave has lost', { rows: before, removeAtMost: 3 }, NAMED],
		[
			'are removed beside those whom another wave has lost',
			{ rows: [late(C), row(D, { outcome: 'removed', waveId: 'w0' })], removeAtMost: 3 },
			ALL,
		],
		['are removed beside others who stay', { rows: [late(C), row(D, { outcome: 'left' })], removeAtMost: 3 }, ALL],
		['are removed beside guests', { rows: [late(C), late(D)], guests: [D], removeAtMost: 3 }, [[A, B, C], [], [], [D]]],
		['are removed up to removeAtMostInAnHour', { removeAtMostInAnHour: 3 }, ALL],
		['stay open if they are one more in an hour', { removeAtMostInAnHour: 2 }, NAMED],
		['are removed with those whom other groups have lost', { rows: elsewhere(), removeAtMostInAnHour: 4 }, ALL],
		[
			'stay open if they are one more with those whom other groups have lost',
			{ rows: elsewhere(), removeAtMostInAnHour: 3 },
			NAMED,
		],
		[
			'stay open if others were removed exactly an hour before',
			{ rows: elsewhere({ changedAt: NOW - HOUR }), removeAtMostInAnHour: 3 },
			NAMED,
		],
		[
			'are removed if others were removed a moment longer before',
			{ rows: elsewhere({ changedAt: NOW - HOUR - 1 }), removeAtMostInAnHour: 3 },
			ALL,
		],
		['are removed if others stayed in that hour', { rows: elsewhere({ outcome: 'left' }), removeAtMostInAnHour: 3 }, ALL],
		['need no limit if an admin answers', { by: 'an admin', removeAtMost: 0, removeAtMostInAnHour: 0 }, ALL],
	])('%s', (_what, more, expected) => {
		expect(shown({ ...settings, ...more })).toEqual(expected);
	});
});

test('without a question, the limit of an hour holds for the groups of one answer together', () => {
	const removed = (removeAtMostInAnHour: number) =>
		decisions({
			stops: [stop({ people: [A] }), otherStop({ people: [B] })],
			rows: [late(C), row(D, { groupId: OTHER_GROUP, waveId: 'w2' })],
			by: 'the settings',
			chosen: [A, choiceValue({ groupId: OTHER_GROUP, participantId: B }), LATER],
			removeAtMostInAnHour,
		}).map(({ remove }) => remove);
	expect(removed(4)).toEqual([
		[A, C],
		[B, D],
	]);
	expect(removed(3)).toEqual([[A], [B]]);
});

describe('"These are friends"', () => {
	test('removes nobody, keeps all who joined before, without guests, and leaves open who joined later', () => {
		const rows = [late(C), late(D), late(E), late(MASKED, { joinedAt: iso(1) })];
		expect(only({ chosen: [A, B, SILENCE], notChosen: [LATER], rows, guests: [E] })).toEqual({
			groupId: GROUP,
			waveId: 'w1',
			remove: [],
			keep: [A, B, C, D],
			guests: [E],
			open: [MASKED],
			isSilenced: true,
		});
	});

	test('that is not chosen silences nothing', () => {
		expect(only({ chosen: [A], notChosen: [B, SILENCE] }).isSilenced).toBe(false);
	});
});

describe('several groups', () => {
	const stops = [stop(), otherStop({ people: [A, C] })];

	test('get the part of the answer that is about them', () => {
		const notChosen = [B, inGroup(A, OTHER_GROUP)];
		expect(decisions({ stops, chosen: [A, inGroup(C, OTHER_GROUP)], notChosen })).toMatchObject([
			{ groupId: GROUP, waveId: 'w1', remove: [A], keep: [B] },
			{ groupId: OTHER_GROUP, waveId: 'w2', remove: [C], keep: [A] },
		]);
	});

	test('have their own guests, and their own late joiners', () => {
		const chosen = [A, B, inGroup(A, OTHER_GROUP), inGroup(C, OTHER_GROUP), LATER];
		const rows = [late(D), late(E), late(MASKED, { waveId: 'w2', groupId: OTHER_GROUP })];
		const guests = [`${OTHER_GROUP} ${D}`, `${GROUP} ${MASKED}`];
		expect(decisions({ stops, chosen, rows, guests, namedGuests: [`${GROUP} ${A}`] })).toMatchObject([
			{ remove: [B], open: [D, E], guests: [A] },
			{ remove: [A, C, MASKED], open: [], guests: [] },
		]);
	});

	test.each<StopResult['act']>(['again', 'watch'])('that this execution does not own (%s) get no decision', (act) => {
		expect(decisions({ stops: [stop({ act }), otherStop()], chosen: [A, B, LATER] })).toMatchObject([
			{ groupId: OTHER_GROUP, remove: [] },
		]);
	});

	test('are none without waves', () => {
		expect(decisions({ stops: [], chosen: [A, LATER] })).toEqual([]);
	});
});

test('whatever is asked and answered, nobody is removed without a yes, no guest is, and everybody is in one list', () => {
	const everybody = [A, B, C, D, E, MASKED];
	const groups = [GROUP, OTHER_GROUP];
	const values = groups.flatMap((groupId) => everybody.map((id) => inGroup(id, groupId)));
	const person = fc.record({
		participantId: fc.constantFrom(...everybody),
		wave: fc.constantFrom({ groupId: GROUP, waveId: 'w1' }, { groupId: OTHER_GROUP, waveId: 'w2' }),
		outcome: fc.constantFrom('joined', 'joined', 'asked', 'removed', 'left', 'no answer', 'waiting', ''),
		joinedAt: fc.constantFrom(iso(-1), iso(-1), iso(0), iso(1), '', 'soon'),
		changedAt: fc.constantFrom(NOW, NOW - HOUR, NOW - HOUR - 1),
	});
	const rowsOf = fc.array(person.map(({ participantId, wave, ...more }) => row(participantId, { ...wave, ...more })));
	const act = fc.constantFrom<StopResult['act']>('answer', 'answer', 'again', 'watch');
	const stopsOf = fc
		.tuple(fc.subarray(everybody), act, fc.subarray(everybody), act)
		.map(([here, one, there, other]) => [stop({ people: here, act: one }), otherStop({ people: there, act: other })]);
	const item = fc.record({
		chosen: fc.tuple(fc.subarray(values), fc.subarray([LATER]), fc.constantFrom([], [], [SILENCE])).map((parts) => parts.flat()),
		notChosen: fc.subarray(values),
		guests: fc.subarray(values),
		answeredAt: fc.constantFrom(iso(0), null),
		withoutAsking: fc.boolean(),
	});
	const limitsOf = fc.record({ removeAtMost: fc.nat(8), removeAtMostInAnHour: fc.nat(12) });
	expectProperty(
		fc.property(stopsOf, rowsOf, item, fc.subarray(values), limitsOf, (stops, rows, answer, guests, limits) => {
			const { chosen, notChosen, answeredAt, withoutAsking } = answer;
			const isAnswered = answeredAt !== null || withoutAsking;
			const isGuest = (groupId: string, id: string) => guests.includes(`${groupId} ${id}`);
			const decided = decide(stops, rows, waveAnswerFrom([answer], NOW), limits, isGuest);
			const inAnHour = rows.filter(({ outcome, changedAt }) => outcome === 'removed' && changedAt >= NOW - HOUR);
			for (const { groupId, waveId, remove, ...rest } of decided) {
				const own = stops.find((one) => one.groupId === groupId)!;
				const { people, act: done } = own;
				const isNamed = (id: string) => [...chosen, ...notChosen].includes(`${groupId} ${id}`);
				const isToldGuest = (id: string) => answer.guests.includes(`${groupId} ${id}`);
				const ofWave = rows.filter((one) => one.waveId === waveId);
				const inWave = [...people, ...ofWave.map(({ participantId }) => participantId)];
				const asked = new Set([...chosen, ...notChosen].filter((one) => inWave.some((id) => one === `${groupId} ${id}`)));
				const others = remove.filter((id) => !chosen.includes(`${groupId} ${id}`));
				const isLate = (id: string) => {
					const times = ofWave.filter(({ participantId }) => participantId === id).map(({ joinedAt }) => Date.parse(joinedAt));
					return times.length === 0 || times.some((time) => Number.isNaN(time) || time > NOW);
				};
				const lost = ofWave.filter(({ outcome }) => outcome === 'removed');
				const all = [...remove, ...rest.keep, ...rest.guests, ...rest.open];
				const expected = undecided(own, rows).filter((id) => isAnswered || !isNamed(id) || isToldGuest(id));

				expect(remove.filter((id) => isToldGuest(id) || (isGuest(groupId, id) && !isNamed(id)))).toEqual([]);
				expect([...all].sort()).toEqual([...expected].sort());
				expect(remove.filter((id) => !inWave.includes(id))).toEqual([]);
				expect(others.filter((id) => isLate(id) || notChosen.includes(`${groupId} ${id}`))).toEqual([]);
				expect(others.length).toBeLessThanOrEqual(chosen.includes(LATER) ? asked.size : 0);
				const isFree = answeredAt !== null || others.length === 0;
				expect(isFree || lost.length + remove.length <= limits.removeAtMost).toBe(true);
				expect(isFree || inAnHour.length + remove.length <= limits.removeAtMostInAnHour).toBe(true);
				expect(remove.length > 0 && (done !== 'answer' || !isAnswered || chosen.includes(SILENCE))).toBe(false);
			}
		}),
	);
});
