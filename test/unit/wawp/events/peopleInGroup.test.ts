import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';
import { PeopleInGroup } from '../../../../nodes/wawp/events/peopleInGroup';

const participant = (...ids: ParticipantId[]) => ({ id: ids[0]!, ids });

test('a person is found by each ID', () => {
	const people = new PeopleInGroup();
	const { person, replaced } = people.find(participant('9@lid', '1@c.us'));
	expect(replaced).toEqual([]);
	expect(person).toEqual({ id: '1@c.us', ids: new Set(['9@lid', '1@c.us']) });
	expect(people.find(participant('9@lid')).person).toBe(person);
	expect(people.find(participant('1@c.us')).person).toBe(person);
	expect(people.find(participant('2@c.us')).person).not.toBe(person);
});

test('a person without a number has the masked ID until the number is known', () => {
	const people = new PeopleInGroup();
	expect(people.find(participant('9@lid')).person.id).toBe('9@lid');
	expect(people.find(participant('9@lid', '1@c.us')).person.id).toBe('1@c.us');
});

test('two people who turn out to be the same are joined, with all IDs', () => {
	const people = new PeopleInGroup();
	const masked = people.find(participant('9@lid', '8@lid')).person;
	const numbered = people.find(participant('1@c.us', '7@lid')).person;
	const { person, replaced } = people.find(participant('9@lid', '1@c.us'));
	expect(person).toBe(masked);
	expect(replaced).toEqual([numbered]);
	expect(people.find(participant('7@lid')).person).toBe(masked);
	expect([...person.ids].sort()).toEqual(['1@c.us', '7@lid', '8@lid', '9@lid']);
});

test('only the people to keep are found again', () => {
	const people = new PeopleInGroup();
	const kept = people.find(participant('1@c.us', '9@lid')).person;
	const dropped = people.find(participant('2@c.us')).person;
	people.keep(new Set([kept]));
	expect(people.find(participant('9@lid')).person).toBe(kept);
	expect(people.find(participant('2@c.us')).person).not.toBe(dropped);
});
