import type { EventParticipant } from './eventParticipants';

export interface Person {
	/** The ID with the phone number if known, otherwise the masked ID. */
	id: string;
	ids: Set<string>;
}

/** The people who joined a group. An event may know a person by the phone number, by the masked ID, or by both. */
export class PeopleInGroup {
	private readonly byId = new Map<string, Person>();

	/**
	 * Finds a person by any ID, and remembers the others.
	 *
	 * @returns the person, and those who turn out to be the same person
	 */
	find({ id, ids }: EventParticipant): { person: Person; replaced: Person[] } {
		const known = [...new Set(ids.flatMap((one) => this.byId.get(one) ?? []))];
		const [person = { id, ids: new Set<string>() }, ...replaced] = known;
		for (const one of [...ids, ...replaced.flatMap((other) => [...other.ids])]) {
			person.ids.add(one);
			this.byId.set(one, person);
		}
		person.id = [...person.ids].find((one) => one.endsWith('@c.us')) ?? person.id;
		return { person, replaced };
	}

	/** Forgets all other people. */
	keep(people: ReadonlySet<Person>): void {
		for (const [id, person] of this.byId) if (!people.has(person)) this.byId.delete(id);
	}
}
