import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';
import { OwnIds } from '../../../../nodes/wawp/events/ownIds';

const person = (...ids: ParticipantId[]) => ({ id: ids[0]!, ids });

test('the account is known by each ID in `me`', () => {
	const own = new OwnIds();
	expect(own.has(person('1@c.us'))).toBe(false);
	own.learn(['1@c.us', '9@lid'], []);
	expect([person('1@c.us'), person('9@lid'), person('7@lid', '1@c.us'), person('2@c.us')].map((one) => own.has(one))).toEqual([
		true,
		true,
		true,
		false,
	]);
});

test('a person with a known ID adds the other one, and nobody else is added', () => {
	const own = new OwnIds();
	own.learn(['1@c.us'], [person('9@lid', '1@c.us'), person('8@lid', '2@c.us')]);
	expect([person('9@lid'), person('8@lid'), person('2@c.us')].map((one) => own.has(one))).toEqual([true, false, false]);
});

test('at most 20 IDs are remembered', () => {
	const own = new OwnIds();
	own.learn(
		Array.from({ length: 21 }, (_, at): ParticipantId => `${at}@c.us`),
		[],
	);
	expect([person('19@c.us'), person('20@c.us')].map((one) => own.has(one))).toEqual([true, false]);
});
