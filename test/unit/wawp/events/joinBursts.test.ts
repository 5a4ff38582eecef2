import fc from 'fast-check';
import { JoinBursts, type Burst, type BurstSettings } from '../../../../nodes/wawp/events/joinBursts';
import { expectProperty } from '../../../support/property';

const GROUP = '1@g.us';
const NOW = 1_700_000_000_000;
const settings = (changed: Partial<BurstSettings> = {}): BurstSettings => ({
	threshold: 3,
	window: 60_000,
	quiet: 600_000,
	...changed,
});

/** Adds joins `[id, seconds]` of one group and returns the bursts as `[seconds, ids]`. */
function burstsOf(joins: Array<[string, number]>, changed: Partial<BurstSettings> = {}): Array<[number, string[]]> {
	const bursts = new JoinBursts();
	return joins.flatMap(([id, seconds]) => {
		const burst = bursts.add(GROUP, [id], NOW + seconds * 1_000, NOW, settings(changed));
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

	test('of 0 makes a burst with each join that has enough people in its window', () => {
		expect(burstsOf([...wave, ['d', 1]], { quiet: 0 })).toEqual([
			[0, ['a', 'b', 'c']],
			[1, ['a', 'b', 'c', 'd']],
		]);
	});

	test('is undone together with a burst that was not reported', () => {
		const bursts = new JoinBursts();
		for (const id of ['a', 'b', 'c']) bursts.add(GROUP, [id], NOW, NOW, settings());
		bursts.undoBurst(GROUP);
		expect(bursts.add(GROUP, ['c'], NOW, NOW, settings())).toEqual({ participantIds: ['a', 'b', 'c'], time: NOW });
	});

	test('can be undone for a group that is already forgotten', () => {
		expect(() => new JoinBursts().undoBurst(GROUP)).not.toThrow();
	});

	test('an undone burst is completed again by a join within its window, and not by an older one', () => {
		const bursts = new JoinBursts();
		for (const id of ['a', 'b', 'c']) bursts.add(GROUP, [id], NOW, NOW, settings());
		bursts.undoBurst(GROUP);
		expect(bursts.add(GROUP, ['z'], NOW - 60_001, NOW, settings())).toBeUndefined();
		expect(bursts.add(GROUP, ['y'], NOW - 60_000, NOW, settings())).toEqual({ participantIds: ['y', 'a', 'b', 'c'], time: NOW });
	});

	test('of an earlier burst still applies after a later one is undone', () => {
		const bursts = new JoinBursts();
		const add = (id: string, time: number, quiet: number) =>
			bursts.add(GROUP, [id], NOW + time, NOW, settings({ threshold: 1, quiet }));
		expect(add('a', 0, 10_000)).toBeDefined();
		expect(add('b', 10_000, 10_000)).toBeDefined();
		bursts.undoBurst(GROUP);
		expect(add('c', 9_999, 10_000)).toMatchObject({ time: NOW + 10_000 });
		bursts.undoBurst(GROUP);
		expect(bursts.lastBurst(GROUP)).toBe(NOW);
	});

	test('of one group does not affect another group', () => {
		const bursts = new JoinBursts();
		const fill = (groupId: `${string}@g.us`) =>
			['a', 'b', 'c'].map((id) => bursts.add(groupId, [id], NOW, NOW, settings())).at(-1);
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
	expect(bursts.add(GROUP, ['a', 'b', 'c', 'd'], NOW, NOW, settings())?.participantIds).toEqual(['a', 'b', 'c', 'd']);
});

test('an empty list makes no burst', () => {
	expect(new JoinBursts().add(GROUP, [], NOW, NOW, settings())).toBeUndefined();
});

describe('memory', () => {
	/** All people join at the same time, so only the capacity limits the memory. */
	const fill = (bursts: JoinBursts, groupId: `${string}@g.us`, people: number, threshold = 1_000) =>
		Array.from({ length: people }, (_, at) => bursts.add(groupId, [`${at}`], NOW, NOW, settings({ threshold }))).at(-1);

	test('holds as many joins as its capacity', () => {
		const bursts = new JoinBursts(10);
		for (let group = 0; group < 10; group++) fill(bursts, `${group}@g.us`, 1);
		expect(bursts.size).toEqual({ groups: 10, joins: 10 });
	});

	test('drops the oldest joins of a group that fills it alone', () => {
		const bursts = new JoinBursts(10);
		fill(bursts, GROUP, 12);
		expect(bursts.size).toEqual({ groups: 1, joins: 10 });
		expect(fill(bursts, GROUP, 1, 2)?.participantIds).toEqual(['3', '4', '5', '6', '7', '8', '9', '10', '11', '0']);
	});

	test('keeps the joins of a group that uses at most half of it, and drops the group with the oldest delivery', () => {
		const bursts = new JoinBursts(10);
		for (let group = 0; group < 6; group++) fill(bursts, `other-${group}@g.us`, 1);
		fill(bursts, GROUP, 5);
		expect(bursts.size).toEqual({ groups: 6, joins: 10 });
	});

	test('drops an old join once no late event can need it', () => {
		const bursts = new JoinBursts();
		for (let second = 0; second < 1_000; second++) {
			const time = NOW + second * 1_000;
			bursts.add(GROUP, [`${second}`], time, time, settings({ threshold: 1_000 }));
		}
		expect(bursts.size.joins).toBe(361);
	});

	test('drops a group without new joins', () => {
		const bursts = new JoinBursts();
		for (let group = 0; group < 500; group++) {
			const time = NOW + group * 10_000;
			bursts.add(`${group}@g.us`, ['a'], time, time, settings());
		}
		expect(bursts.size).toEqual({ groups: 91, joins: 91 });
	});

	test('stays within its capacity, however many groups and joins come at once', () => {
		const bursts = new JoinBursts(100);
		for (let at = 0; at < 2_000; at++) {
			bursts.add(`${at % 300}@g.us`, [`${at}`], NOW, NOW, settings({ threshold: 100 }));
			bursts.add('9999@g.us', [`${at}`], NOW, NOW, settings({ threshold: 100_000 }));
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

	/** Checks every window that ends with a known join, one by one. */
	function model(
		known: Array<{ id: string; time: number }>,
		joined: number,
		last: number,
		chosen: BurstSettings,
	): Burst | undefined {
		const candidates = known
			.map(({ time: end }) => ({
				end,
				ids: new Set(known.filter(({ time }) => end - time >= 0 && end - time <= chosen.window).map(({ id }) => id)),
			}))
			.filter(
				({ end, ids }) =>
					end >= joined && end - joined <= chosen.window && end - last >= chosen.quiet && ids.size >= chosen.threshold,
			)
			.sort((one, other) => other.ids.size - one.ids.size || other.end - one.end);
		const [best] = candidates;
		return best && { participantIds: [...best.ids].sort(), time: best.end };
	}

	test('the bursts match the model for any joins in any order', () => {
		expectProperty(
			fc.property(joinsArbitrary, settingsArbitrary, (joins, chosen) => {
				const bursts = new JoinBursts();
				const known: typeof joins = [];
				let last = -Infinity;
				for (const join of joins) {
					known.push(join);
					const expected = model(known, join.time, last, chosen);
					const burst = bursts.add(GROUP, [join.id], join.time, NOW, chosen);
					expect(burst && { ...burst, participantIds: [...burst.participantIds].sort() }).toEqual(expected);
					last = burst?.time ?? last;
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
					return list.filter(({ id, time }) => bursts.add(GROUP, [id], time, NOW, { ...chosen, quiet: 1_000 })).length;
				};
				expect(count(shuffled.map(({ join }) => join))).toBe(count(joins));
			}),
		);
	});
});
