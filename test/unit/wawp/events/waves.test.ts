import type { GroupId } from '../../../../nodes/wawp/ids/groupId';
import { KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';
import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';
import { Waves, type ReportedBurst, type WaveSettings } from '../../../../nodes/wawp/events/waves';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const GROUP = '1@g.us';
const SECOND = 1_000;
const MINUTE = 60_000;

const SETTINGS: WaveSettings = {
	quiet: MINUTE,
	fast: { threshold: 5, window: MINUTE },
	slow: { threshold: 8, window: 60 * MINUTE },
	manyGroups: { threshold: 10, window: MINUTE, groups: 4 },
};

const person = (id: string) => ({ id: `${id}@c.us` as const, ids: [`${id}@c.us`] as ParticipantId[] });

/** A group whose members join one after another. `at` is in ms after NOW. */
function account(settings: WaveSettings = SETTINGS, known = new KnownPeople()) {
	const waves = new Waves(known);
	let undo: Array<() => void> = [];
	const join = (id: string, at: number, groupId: GroupId = GROUP): ReportedBurst[] => {
		undo = [];
		return waves.add(groupId, { people: [person(id)], time: NOW + at }, NOW + at, settings, undo);
	};
	return {
		waves,
		join,
		undo: () => undo.reverse().forEach((step) => step()),
		/** People `name1`, `name2`, ... @param from ms @param apart ms */
		crowd: (name: string, count: number, from: number, apart: number, groupId?: GroupId) =>
			Array.from({ length: count }, (_, at) => join(`${name}${at + 1}`, from + at * apart, groupId)).flat(),
		/** The wave of somebody who joins. */
		of: (at: number, groupId: GroupId = GROUP) => waves.of(groupId, { time: NOW + at, now: NOW + at, after: 0 }),
	};
}

const shown = ({ pattern, number, participantIds }: ReportedBurst) => [pattern, number, participantIds.length];

describe('a slow burst', () => {
	test('is noticed when people join one after another for an hour', () => {
		const { crowd } = account();
		const bursts = crowd('a', 30, 0, 2 * MINUTE);
		expect(bursts.map(shown)).toEqual([
			['slow', 1, 8],
			['slow', 2, 8],
			['slow', 3, 8],
		]);
		expect(new Set(bursts.map(({ waveId }) => waveId)).size).toBe(1);
		expect(bursts[0]).toMatchObject({ window: 60 * MINUTE, time: NOW + 7 * 2 * MINUTE, isDoubtful: false, actorId: null });
	});

	test('lists nobody again whom a fast burst of an earlier wave lists', () => {
		const { crowd } = account();
		expect(crowd('a', 5, 0, SECOND).map(shown)).toEqual([['fast', 1, 5]]);
		// Seven more, and the five are within the hour: not enough.
		expect(crowd('b', 7, 5 * MINUTE, 2 * MINUTE)).toEqual([]);
		expect(crowd('c', 1, 20 * MINUTE, 0).map(shown)).toEqual([['slow', 1, 8]]);
	});

	test('goes on as the same wave when the bots become fast', () => {
		const { crowd } = account();
		const [slow] = crowd('a', 8, 0, 3 * MINUTE);
		const [fast] = crowd('b', 5, 40 * MINUTE, SECOND);
		expect(fast).toMatchObject({ pattern: 'fast', number: 2, waveId: slow!.waveId, window: MINUTE });
		expect(fast!.participantIds).toEqual(['b1', 'b2', 'b3', 'b4', 'b5'].map((id) => `${id}@c.us`));
	});

	test('has late joiners for as long as its window', () => {
		const { crowd, of } = account();
		const [{ waveId } = { waveId: 'none' }] = crowd('a', 8, 0, 3 * MINUTE);
		expect([21, 60, 82, 83].map((minute) => of(minute * MINUTE))).toEqual([waveId, waveId, waveId, null]);
	});

	test('is off without its settings', () => {
		expect(account({ ...SETTINGS, slow: undefined }).crowd('a', 30, 0, 2 * MINUTE)).toEqual([]);
	});

	test('needs the people within its time', () => {
		expect(account().crowd('a', 30, 0, 9 * MINUTE)).toEqual([]);
	});
});

describe('a burst over many groups', () => {
	const groups: GroupId[] = Array.from({ length: 50 }, (_, at): GroupId => `${at + 1}@g.us`);

	/** Four bots in each group, one group after another, a bot each second. */
	const raid = (one: ReturnType<typeof account>, count: number, from = 0) =>
		groups.slice(0, count).flatMap((groupId, at) => one.crowd(`g${at}b`, 4, from + at * 4 * SECOND, SECOND, groupId));

	test('is noticed although no group has enough people, with an item for each group', () => {
		const bursts = raid(account(), 4);
		expect(bursts.map(({ groupId, pattern, participantIds }) => [groupId, pattern, participantIds.length])).toEqual([
			['1@g.us', 'manyGroups', 4],
			['2@g.us', 'manyGroups', 4],
			['3@g.us', 'manyGroups', 4],
			['4@g.us', 'manyGroups', 1],
		]);
		expect(bursts[0]).toMatchObject({ number: 1, window: MINUTE, time: NOW + 3 * SECOND, waveId: `1-${NOW + 3 * SECOND}` });
	});

	test('leaves at most a handful of people out of 50 groups unnamed', () => {
		const one = account();
		const named = raid(one, 50).reduce((sum, { participantIds }) => sum + participantIds.length, 0);
		// The others join a group whose wave has been reported, so they are its late joiners.
		expect(groups.filter((groupId, at) => one.of((at * 4 + 3) * SECOND, groupId) === null).length).toBeLessThanOrEqual(1);
		expect(named).toBeGreaterThan(100);
	});

	test('names nobody twice', () => {
		const named = raid(account(), 50).flatMap(({ groupId, participantIds }) => participantIds.map((id) => `${groupId} ${id}`));
		expect(named).toHaveLength(new Set(named).size);
	});

	test.each<[string, (one: ReturnType<typeof account>) => ReportedBurst[]]>([
		['people in three groups', (one) => groups.slice(0, 3).flatMap((groupId) => one.crowd(groupId, 3, 0, SECOND, groupId))],
		['the same few people in all groups', (one) => groups.flatMap((groupId) => one.crowd('same', 3, 0, SECOND, groupId))],
		[
			'people in different minutes',
			(one) => groups.flatMap((groupId, at) => one.crowd(groupId, 1, at * 20 * SECOND, 0, groupId)),
		],
	])('is none of %s', (_what, join) => {
		expect(join(account({ ...SETTINGS, slow: undefined }))).toEqual([]);
	});

	test('is off without its settings', () => {
		expect(raid(account({ ...SETTINGS, manyGroups: undefined }), 50)).toEqual([]);
	});

	test('does not count the people of a wave that is reported already', () => {
		const one = account();
		expect(one.crowd('a', 9, 0, SECOND).map(shown)).toEqual([['fast', 1, 5]]);
		expect(groups.slice(1, 4).flatMap((groupId) => one.crowd(groupId, 1, 10 * SECOND, 0, groupId))).toEqual([]);
	});

	test('is doubtful if it needs joins that may be old', () => {
		const { waves } = account();
		const add = (groupId: GroupId, isDoubtful: boolean) => {
			const people = ['a', 'b', 'c'].map((name) => person(`${name}${groupId}`));
			return waves.add(groupId, { people, time: NOW, isDoubtful }, NOW, SETTINGS, []);
		};
		const bursts = [...add('1@g.us', false), ...add('2@g.us', false), ...add('3@g.us', false), ...add('4@g.us', true)];
		expect(bursts.map(({ isDoubtful }) => isDoubtful)).toEqual([true, true, true, true]);
	});

	test('counts a person once who is known by two IDs by now', () => {
		const known = new KnownPeople();
		const one = account(SETTINGS, known);
		for (const groupId of groups.slice(0, 3)) one.crowd(groupId, 3, 0, 0, groupId);
		one.waves.discount('3@g.us', person('3@g.us3'));
		one.waves.add('3@g.us', { people: [{ id: '9@lid', ids: ['9@lid'] }], time: NOW }, NOW, SETTINGS, []);
		known.learn(['31@c.us', '9@lid']);
		expect(one.join('31', 1, groups[3])).toEqual([]);
		expect(one.join('y', 1, groups[3])).not.toEqual([]);
	});

	test('that could not be reported is complete again with the same delivery', () => {
		const one = account();
		for (const groupId of groups.slice(0, 3)) one.crowd(groupId, 3, 0, 0, groupId);
		const first = one.join('z', SECOND, groups[3]);
		one.undo();
		expect(first).toHaveLength(4);
		expect(one.join('z', SECOND, groups[3])).toEqual(first);
	});

	test('does not count somebody who turns out to have been added', () => {
		const one = account();
		for (const groupId of groups.slice(0, 3)) one.crowd(groupId, 3, 0, 0, groupId);
		one.waves.discount('1@g.us', person('1@g.us1'));
		expect(one.join('z', SECOND, groups[3])).toEqual([]);
		expect(one.join('y', SECOND, groups[3])).toHaveLength(4);
	});
});

test('what is remembered stays small in an attack on many groups', () => {
	const one = account();
	for (let at = 0; at < 20_000; at++) one.join(String(at), at, `${at % 2_000}@g.us`);
	expect(one.waves.size.joins).toBeLessThanOrEqual(25_000);
});
