import fc from 'fast-check';
import type { EventParticipant } from '../../../../nodes/wawp/events/eventParticipants';
import type { Burst, Limit } from '../../../../nodes/wawp/events/burstWindow';
import { JoinBursts, type BurstSettings } from '../../../../nodes/wawp/events/joinBursts';
import { KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';
import { expectProperty } from '../../../support/property';

const GROUP = '1@g.us';
const NOW = 1_700_000_000_000;
type Fast = Limit & { quiet: number };

const FAST: Fast = { threshold: 3, window: 60_000, quiet: 600_000 };

const settings = (changed: Partial<Fast> = {}): BurstSettings => {
	const { quiet, ...limit } = { ...FAST, ...changed };
	return { patterns: [{ pattern: 'fast', ...limit }], quiet };
};

/** The people with these IDs. */
const people = (ids: readonly string[]) => ids.map((id) => ({ id, ids: [id] }) as unknown as EventParticipant);

/** Adds joins `[id, seconds]` of one group and returns the bursts as `[seconds, ids]`. */
function burstsOf(joins: Array<[string, number]>, changed: Partial<Fast> = {}): Array<[number, string[]]> {
	const bursts = new JoinBursts();
	return joins.flatMap(([id, seconds]) => {
		const burst = bursts.add(GROUP, { people: people([id]), time: NOW + seconds * 1_000 }, NOW, settings(changed));
		return burst ? [[(burst.time - NOW) / 1_000, burst.participantIds] as [number, string[]]] : [];
	});
}

test('the join that reaches the threshold completes a burst with everyone who joined within the window', () => {
	expect(
		burstsOf([
			['a', 0],
			['b', 10],
			['c', 20],
		]),
	).toEqual([[20, ['a', 'b', 'c']]]);
});

test('fewer people make no burst', () => {
	expect(
		burstsOf([
			['a', 0],
			['b', 1],
		]),
	).toEqual([]);
});

test('a person who leaves and rejoins counts once', () => {
	expect(
		burstsOf([
			['a', 0],
			['b', 1],
			['a', 2],
			['b', 3],
			['a', 4],
		]),
	).toEqual([]);
	expect(
		burstsOf([
			['a', 0],
			['b', 1],
			['a', 2],
			['c', 3],
		]),
	).toEqual([[3, ['a', 'b', 'c']]]);
});

describe('the edge of the window', () => {
	test('joins exactly one window apart belong together', () => {
		expect(
			burstsOf([
				['a', 0],
				['b', 30],
				['c', 60],
			]),
		).toHaveLength(1);
	});

	test('joins one millisecond further apart do not belong together', () => {
		expect(
			burstsOf([
				['a', 0],
				['b', 30],
				['c', 60.001],
			]),
		).toEqual([]);
	});

	test('the window slides and is not tied to clock minutes', () => {
		expect(
			burstsOf([
				['a', 50],
				['b', 59],
				['c', 61],
			]),
		).toEqual([[61, ['a', 'b', 'c']]]);
	});

	test('a person who joined before the window is not in the burst', () => {
		expect(
			burstsOf([
				['z', 0],
				['a', 61],
				['b', 62],
				['c', 63],
			]),
		).toEqual([[63, ['a', 'b', 'c']]]);
	});
});

describe('the quiet time', () => {
	const wave: Array<[string, number]> = [
		['a', 0],
		['b', 0],
		['c', 0],
	];

	test('suppresses further bursts of the group', () => {
		expect(burstsOf([...wave, ['d', 1], ['e', 59], ['f', 599.999]])).toHaveLength(1);
	});

	test('ends at its last millisecond, and a wave that continues makes another burst', () => {
		expect(burstsOf([...wave, ['d', 540], ['e', 570], ['f', 600]])).toEqual([
			[0, ['a', 'b', 'c']],
			[600, ['d', 'e', 'f']],
		]);
	});

	test('of 0 makes the next burst once enough new people have joined', () => {
		expect(burstsOf([...wave, ['d', 1]], { quiet: 0 })).toEqual([[0, ['a', 'b', 'c']]]);
		expect(burstsOf([...wave, ['d', 1], ['e', 1], ['f', 1]], { quiet: 0 })).toEqual([
			[0, ['a', 'b', 'c']],
			[1, ['d', 'e', 'f']],
		]);
	});

	test('is undone together with a burst that was not reported', () => {
		const bursts = new JoinBursts();
		for (const id of ['a', 'b', 'c']) bursts.add(GROUP, { people: people([id]), time: NOW }, NOW, settings());
		bursts.undoBurst(GROUP);
		expect(bursts.add(GROUP, { people: people(['c']), time: NOW }, NOW, settings())).toMatchObject({
			participantIds: ['a', 'b', 'c'],
			time: NOW,
			number: 1,
		});
	});

	test('can be undone for a group that is already forgotten', () => {
		expect(() => new JoinBursts().undoBurst(GROUP)).not.toThrow();
	});

	test('an undone burst is completed again by a join within its window, and not by an older one', () => {
		const bursts = new JoinBursts();
		for (const id of ['a', 'b', 'c']) bursts.add(GROUP, { people: people([id]), time: NOW }, NOW, settings());
		bursts.undoBurst(GROUP);
		expect(bursts.add(GROUP, { people: people(['z']), time: NOW - 60_001 }, NOW, settings())).toBeUndefined();
		expect(bursts.add(GROUP, { people: people(['y']), time: NOW - 60_000 }, NOW, settings())).toMatchObject({
			participantIds: ['y', 'a', 'b', 'c'],
			time: NOW,
		});
	});

	test('of an earlier burst still applies after a later one is undone', () => {
		const bursts = new JoinBursts();
		const add = (id: string, time: number, quiet: number) =>
			bursts.add(GROUP, { people: people([id]), time: NOW + time }, NOW, settings({ threshold: 1, quiet }));
		expect(add('a', 0, 10_000)).toBeDefined();
		expect(add('b', 10_000, 10_000)).toBeDefined();
		bursts.undoBurst(GROUP);
		expect(add('c', 9_999, 10_000)).toMatchObject({ time: NOW + 10_000 });
		bursts.undoBurst(GROUP);
		expect(bursts.lastWave(GROUP)).toMatchObject({ first: NOW, last: NOW, bursts: 1 });
	});

	test('of one group does not affect another group', () => {
		const bursts = new JoinBursts();
		const fill = (groupId: `${string}@g.us`) =>
			['a', 'b', 'c'].map((id) => bursts.add(groupId, { people: people([id]), time: NOW }, NOW, settings())).at(-1);
		expect([fill('1@g.us'), fill('2@g.us')]).toEqual([expect.anything(), expect.anything()]);
	});
});

describe('out of order', () => {
	test('a late join completes a window in the past', () => {
		expect(
			burstsOf([
				['a', 0],
				['c', 60],
				['z', 100],
				['b', 30],
			]),
		).toEqual([[60, ['a', 'b', 'c']]]);
	});

	test('of several windows around a join, the one with the most people counts', () => {
		expect(
			burstsOf(
				[
					['a', 0],
					['d', 61],
					['e', 90],
					['b', 40],
				],
				{ threshold: 3 },
			),
		).toEqual([[90, ['b', 'd', 'e']]]);
	});

	test('people in different windows around a join do not count together', () => {
		const joins: Array<[string, number]> = [
			['a', 0],
			['d', 61],
			['e', 90],
			['b', 40],
		];
		expect(burstsOf(joins, { threshold: 4 })).toEqual([]);
		expect(burstsOf(joins, { threshold: 3 })).toHaveLength(1);
	});

	test('a late join cannot break the quiet time', () => {
		expect(
			burstsOf([
				['a', 0],
				['b', 0],
				['c', 0],
				['d', -30],
			]),
		).toHaveLength(1);
	});
});

test('people who are added together make one burst with all of them', () => {
	const bursts = new JoinBursts();
	expect(bursts.add(GROUP, { people: people(['a', 'b', 'c', 'd']), time: NOW }, NOW, settings())?.participantIds).toEqual([
		'a',
		'b',
		'c',
		'd',
	]);
});

test('an empty list makes no burst', () => {
	expect(new JoinBursts().add(GROUP, { people: [], time: NOW }, NOW, settings())).toBeUndefined();
});

describe('memory', () => {
	/** All people join at the same time, so only the capacity limits the memory. */
	const fill = (bursts: JoinBursts, groupId: `${string}@g.us`, count: number, threshold = 1_000) =>
		Array.from({ length: count }, (_, at) =>
			bursts.add(groupId, { people: people([`${at}`]), time: NOW }, NOW, settings({ threshold })),
		).at(-1);

	test('holds as many joins as its capacity', () => {
		const bursts = new JoinBursts(new KnownPeople(), 10);
		for (let group = 0; group < 10; group++) fill(bursts, `${group}@g.us`, 1);
		expect(bursts.size).toEqual({ groups: 10, joins: 10 });
	});

	test('drops the oldest joins of a group that fills it alone', () => {
		const bursts = new JoinBursts(new KnownPeople(), 10);
		fill(bursts, GROUP, 12);
		expect(bursts.size).toEqual({ groups: 1, joins: 10 });
		expect(fill(bursts, GROUP, 1, 2)?.participantIds).toEqual(['3', '4', '5', '6', '7', '8', '9', '10', '11', '0']);
	});

	test('keeps the joins of a group that uses at most half of it, and drops the group with the oldest delivery', () => {
		const bursts = new JoinBursts(new KnownPeople(), 10);
		for (let group = 0; group < 6; group++) fill(bursts, `other-${group}@g.us`, 1);
		fill(bursts, GROUP, 5);
		expect(bursts.size).toEqual({ groups: 6, joins: 10 });
	});

	test('drops an old join once no late event can need it', () => {
		const bursts = new JoinBursts();
		for (let second = 0; second < 1_000; second++) {
			const time = NOW + second * 1_000;
			bursts.add(GROUP, { people: people([`${second}`]), time: time }, time, settings({ threshold: 1_000 }));
		}
		expect(bursts.size.joins).toBe(721);
	});

	test('drops a group without new joins', () => {
		const bursts = new JoinBursts();
		for (let group = 0; group < 500; group++) {
			const time = NOW + group * 10_000;
			bursts.add(`${group}@g.us`, { people: people(['a']), time: time }, time, settings());
		}
		expect(bursts.size).toEqual({ groups: 73, joins: 73 });
	});

	test('stays within its capacity, however many groups and joins come at once', () => {
		const bursts = new JoinBursts(new KnownPeople(), 100);
		for (let at = 0; at < 2_000; at++) {
			bursts.add(`${at % 300}@g.us`, { people: people([`${at}`]), time: NOW }, NOW, settings({ threshold: 100 }));
			bursts.add('9999@g.us', { people: people([`${at}`]), time: NOW }, NOW, settings({ threshold: 100_000 }));
		}
		expect(bursts.size.joins).toBeLessThanOrEqual(100);
	});
});

describe('against a plain model', () => {
	const joinsArbitrary = fc.array(
		fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), time: fc.integer({ min: 0, max: 200 }) }),
		{
			maxLength: 40,
		},
	);
	const settingsArbitrary = fc.record({
		threshold: fc.integer({ min: 1, max: 6 }),
		window: fc.integer({ min: 1, max: 60 }),
		quiet: fc.integer({ min: 0, max: 120 }),
	});

	interface ModelWave {
		last: number;
		bursts: number;
		/** With the time of the burst. */
		listed: Array<{ id: string; time: number }>;
	}

	/** Checks every window that ends with a known join, one by one. */
	function model(
		known: Array<{ id: string; time: number }>,
		joined: number,
		wave: ModelWave | undefined,
		chosen: Fast,
	): { participantIds: string[]; time: number; number: number } | undefined {
		const { threshold, window, quiet } = chosen;
		const candidates = known
			.map(({ time: end }) => {
				const goesOn = wave !== undefined && end - wave.last <= quiet + window;
				const counts = ({ id, time }: { id: string; time: number }) =>
					!goesOn || !wave.listed.some((one) => one.id === id && time <= one.time);
				const within = known.filter(({ time }) => end - time >= 0 && end - time <= window);
				return { end, goesOn, counts, size: new Set(within.filter(counts).map(({ id }) => id)).size };
			})
			.filter(
				({ end, size }) => end >= joined && end - joined <= window && (!wave || end - wave.last >= quiet) && size >= threshold,
			)
			.sort((one, other) => other.size - one.size || other.end - one.end);
		const [best] = candidates;
		if (!best) return undefined;
		const { end, goesOn, counts } = best;
		const from = goesOn ? Math.min(end, wave!.last) - window : end - window;
		const listed = known.filter(({ time }) => time >= from && time <= end).filter(counts);
		return {
			participantIds: [...new Set(listed.map(({ id }) => id))].sort(),
			time: end,
			number: goesOn ? wave!.bursts + 1 : 1,
		};
	}

	const plain = ({ participantIds, time, number, isDoubtful }: Burst) => ({
		participantIds: [...participantIds].sort(),
		time,
		number,
		isDoubtful,
	});

	test('the bursts match the model for any joins in any order', () => {
		expectProperty(
			fc.property(joinsArbitrary, settingsArbitrary, (joins, chosen) => {
				const bursts = new JoinBursts();
				const known: typeof joins = [];
				let wave: ModelWave | undefined;
				for (const join of joins) {
					known.push(join);
					const expected = model(known, join.time, wave, chosen);
					const burst = bursts.add(GROUP, { people: people([join.id]), time: join.time }, NOW, settings(chosen));
					expect(burst && plain(burst)).toEqual(expected && { ...expected, isDoubtful: false });
					if (!burst) continue;
					const { time: last, number, participantIds } = burst;
					const earlier = number > 1 ? wave!.listed : [];
					wave = { last, bursts: number, listed: [...earlier, ...participantIds.map((id) => ({ id, time: last }))] };
				}
			}),
		);
	});

	test('a wave is reported in any order of arrival', () => {
		expectProperty(
			fc.property(joinsArbitrary, settingsArbitrary, fc.infiniteStream(fc.nat()), (joins, chosen, order) => {
				const shuffled = joins
					.map((join) => ({ join, at: order.next().value as number }))
					.sort((one, other) => one.at - other.at);
				const count = (list: typeof joins) => {
					const bursts = new JoinBursts();
					return list.filter(({ id, time }) =>
						bursts.add(GROUP, { people: people([id]), time: time }, NOW, settings({ ...chosen, quiet: 1_000 })),
					).length;
				};
				expect(count(shuffled.map(({ join }) => join))).toBe(count(joins));
			}),
		);
	});
});

describe('a wave', () => {
	const waveOf = (joins: Array<[string, number]>, changed: Partial<Fast> = {}) => {
		const bursts = new JoinBursts();
		return joins.flatMap(([id, seconds]) => {
			const time = NOW + seconds * 1_000;
			const burst = bursts.add(GROUP, { people: people([id]), time }, time, settings({ quiet: 60_000, ...changed }));
			return burst ? [[burst.number, burst.participantIds] as const] : [];
		});
	};
	const first: Array<[string, number]> = [
		['a', 0],
		['b', 0],
		['c', 0],
	];

	test('goes on with the next number, and lists everybody since its last burst once', () => {
		const joins: Array<[string, number]> = [
			...first,
			['d', 5],
			['a', 0],
			['e', 62],
			['f', 63],
			['g', 64],
			['h', 130],
			['i', 130],
		];
		expect(waveOf([...joins, ['j', 130]])).toEqual([
			[1, ['a', 'b', 'c']],
			[2, ['d', 'e', 'f']],
			[3, ['g', 'h', 'i', 'j']],
		]);
	});

	test('counts only new people in one window', () => {
		const later: Array<[string, number]> = [
			['d', 1],
			['e', 62],
			['f', 50],
		];
		expect(waveOf([...first, ...later])).toEqual([[1, ['a', 'b', 'c']]]);
		expect(waveOf([...first, ...later, ['g', 55]])).toEqual([
			[1, ['a', 'b', 'c']],
			[2, ['d', 'f', 'g', 'e']],
		]);
	});

	test('lists nobody again who is now known by another ID, too', () => {
		const bursts = new JoinBursts();
		const add = (time: number, ...ids: string[]) =>
			bursts.add(
				GROUP,
				{ people: [{ id: ids[0]!, ids } as unknown as EventParticipant], time: NOW + time },
				NOW + time,
				settings({ quiet: 60_000 }),
			);
		for (const id of ['9@lid', 'b', 'c']) add(0, id);
		expect(add(0, '9@lid', '1@c.us')).toBeUndefined();
		expect(['d', 'e', 'f'].map((id) => add(61_000, id)).at(-1)?.participantIds).toEqual(['d', 'e', 'f']);
	});

	test('is a new one after the quiet time and one window', () => {
		const at = (seconds: number): Array<[string, number]> => ['x', 'y', 'z'].map((id) => [id, seconds]);
		const numbers = (seconds: number) => waveOf([...first, ...at(seconds)]).map(([number]) => number);
		expect([numbers(120), numbers(120.001)]).toEqual([
			[1, 2],
			[1, 1],
		]);
	});

	test('counts somebody again who joins again after a burst', () => {
		const again: Array<[string, number]> = ['a', 'b', 'c'].map((id) => [id, 70]);
		expect(waveOf([...first, ...again])).toEqual([
			[1, ['a', 'b', 'c']],
			[2, ['a', 'b', 'c']],
		]);
	});

	test('knows when its last burst was found, which may be long after the joins', () => {
		const bursts = new JoinBursts();
		bursts.add(GROUP, { people: people(['a', 'b', 'c']), time: NOW }, NOW + 30_000, settings());
		expect(bursts.lastWave(GROUP)).toMatchObject({ last: NOW, found: NOW + 30_000 });
	});

	test('of a group is remembered while other groups are busy', () => {
		const bursts = new JoinBursts(new KnownPeople(), 10);
		for (const [id] of first) bursts.add(GROUP, { people: people([id]), time: NOW }, NOW, settings());
		for (let at = 0; at < 100; at++) bursts.add(`${at}@g.us`, { people: people(['a', 'b']), time: NOW }, NOW, settings());
		expect(bursts.size.groups).toBeLessThan(10);
		expect(bursts.lastWave(GROUP)).toMatchObject({ last: NOW });
	});

	test('is forgotten when too many groups had one later', () => {
		const bursts = new JoinBursts(new KnownPeople(), 1_000, 2);
		for (const group of ['1@g.us', '2@g.us', '3@g.us'] as const) {
			bursts.add(group, { people: people(['a', 'b', 'c']), time: NOW }, NOW, settings());
		}
		expect([bursts.lastWave('1@g.us'), bursts.lastWave('2@g.us')?.bursts]).toEqual([undefined, 1]);
	});
});

describe('somebody who turns out to have been added', () => {
	const person = (...ids: string[]) => ({ id: ids[0]!, ids }) as unknown as EventParticipant;

	test('does not count any more, by whichever ID', () => {
		const bursts = new JoinBursts();
		const add = (...ids: string[]) => bursts.add(GROUP, { people: [person(...ids)], time: NOW }, NOW, settings());
		add('9@lid', '1@c.us');
		add('b');
		bursts.discount(GROUP, person('1@c.us'));
		expect(bursts.size.joins).toBe(1);
		expect(add('c')).toBeUndefined();
		expect(add('d')?.participantIds).toEqual(['b', 'c', 'd']);
	});

	test('leaves other people and groups as they are', () => {
		const bursts = new JoinBursts();
		bursts.add(GROUP, { people: people(['a', 'b']), time: NOW }, NOW, settings());
		bursts.discount(GROUP, person('x'));
		bursts.discount('2@g.us', person('a'));
		expect(bursts.add(GROUP, { people: people(['c']), time: NOW }, NOW, settings())?.participantIds).toEqual(['a', 'b', 'c']);
	});
});

describe('a person with several IDs', () => {
	const person = (...ids: string[]) => ({ id: ids[0]!, ids }) as unknown as EventParticipant;

	test.each<[string, EventParticipant[], string[] | undefined]>([
		[
			'the number after both',
			[person('1@c.us', '9@lid'), person('1@c.us'), person('2@c.us'), person('3@c.us')],
			['1@c.us', '2@c.us', '3@c.us'],
		],
		['both after the masked ID', [person('9@lid'), person('1@c.us', '9@lid'), person('2@c.us')], undefined],
		['both after each of them', [person('9@lid'), person('1@c.us'), person('1@c.us', '9@lid')], undefined],
		[
			'both after each of them, with others',
			[person('9@lid'), person('1@c.us'), person('2@c.us')],
			['9@lid', '1@c.us', '2@c.us'],
		],
	])('counts once: %s', (_name, joins, expected) => {
		const bursts = new JoinBursts();
		const found = joins.map((one) => bursts.add(GROUP, { people: [one], time: NOW }, NOW, settings()));
		expect(found.find(Boolean)?.participantIds).toEqual(expected);
	});
});

describe('joins that may be old', () => {
	const burst = (doubtful: boolean[]) => {
		const bursts = new JoinBursts();
		return doubtful
			.map((isDoubtful, at) => bursts.add(GROUP, { people: people([`${at}`]), time: NOW, isDoubtful }, NOW, settings()))
			.at(-1);
	};

	test('make a burst doubtful only if it needs them', () => {
		expect(burst([true, true, true])).toMatchObject({ isDoubtful: true });
		expect(burst([false, false, true])).toMatchObject({ isDoubtful: true });
		expect(burst([false, false, false])).toMatchObject({ isDoubtful: false });
	});

	test('do not make a burst doubtful if enough others joined at the same time', () => {
		const bursts = new JoinBursts();
		bursts.add(GROUP, { people: people(['x']), time: NOW, isDoubtful: true }, NOW, settings());
		const found = bursts.add(GROUP, { people: people(['a', 'b', 'c']), time: NOW }, NOW, settings());
		expect(found).toMatchObject({ participantIds: ['x', 'a', 'b', 'c'], isDoubtful: false });
	});
});
