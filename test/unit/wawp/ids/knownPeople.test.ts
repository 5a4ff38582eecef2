import { isSamePerson, KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';
import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';

test('a person is completed by the other ID, the phone number first', () => {
	const known = new KnownPeople();
	known.learn(['9@lid', '1@c.us']);
	expect(known.complete(['9@lid'])).toEqual(['1@c.us', '9@lid']);
	expect(known.complete(['1@c.us'])).toEqual(['1@c.us', '9@lid']);
	expect(known.complete(['9@lid', '1@c.us'])).toEqual(['1@c.us', '9@lid']);
	expect(known.complete(['8@lid'])).toEqual(['8@lid']);
	expect(known.complete([])).toEqual([]);
});

test('one ID alone teaches nothing', () => {
	const known = new KnownPeople();
	known.learn(['1@c.us']);
	known.learn(['9@lid', '8@lid']);
	expect(known.version).toBe(0);
});

test('the newest pair counts, and the earlier partners stand alone', () => {
	const known = new KnownPeople();
	known.learn(['1@c.us', '9@lid']);
	known.learn(['2@c.us', '8@lid']);
	known.learn(['2@c.us', '9@lid']);
	expect(known.complete(['9@lid'])).toEqual(['2@c.us', '9@lid']);
	expect(known.complete(['1@c.us'])).toEqual(['1@c.us']);
	expect(known.complete(['8@lid'])).toEqual(['8@lid']);
});

test('the version changes with each new pair, and only then', () => {
	const known = new KnownPeople();
	const versions = (['1', '1', '2'] as const).map((id) => {
		known.learn([`${id}@c.us`, `9${id}@lid`]);
		return known.version;
	});
	expect(versions).toEqual([1, 1, 2]);
});

test('the account is known by each of its IDs, in whichever order they are learned', () => {
	const known = new KnownPeople();
	known.learn(['1@c.us', '9@lid']);
	known.learnOwn(['1@c.us']);
	known.learnOwn(['2@c.us']);
	known.learn(['2@c.us', '8@lid']);
	const ids: ParticipantId[] = ['1@c.us', '9@lid', '2@c.us', '8@lid', '3@c.us', '7@lid'];
	expect(ids.map((id) => known.isOwn([id]))).toEqual([true, true, true, true, false, false]);
});

test('at most 20 IDs of the account are remembered', () => {
	const known = new KnownPeople();
	known.learnOwn(Array.from({ length: 21 }, (_, at): ParticipantId => `${at}@c.us`));
	expect([known.isOwn(['19@c.us']), known.isOwn(['20@c.us'])]).toEqual([true, false]);
});

test('the oldest of 50,001 pairs is forgotten', () => {
	const known = new KnownPeople();
	for (let at = 0; at <= 50_000; at++) known.learn([`${at}@c.us`, `${at}@lid`]);
	expect([0, 1].map((at) => known.complete([`${at}@lid`]).length)).toEqual([1, 2]);
});

test.each<[ParticipantId[], ParticipantId[], boolean | undefined]>([
	[['1@c.us'], ['1@c.us', '9@lid'], true],
	[['9@lid'], ['1@c.us', '9@lid'], true],
	[['2@c.us'], ['1@c.us'], false],
	[['8@lid'], ['1@c.us', '9@lid'], false],
	[['9@lid'], ['1@c.us'], undefined],
	[['1@c.us'], [], undefined],
])('%j and %j are the same person: %s', (one, other, expected) => {
	expect(isSamePerson(one, other)).toBe(expected);
	expect(isSamePerson(other, one)).toBe(expected);
});
