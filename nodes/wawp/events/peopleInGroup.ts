import type { KnownPeople } from '../ids/knownPeople';
import type { ParticipantId } from '../ids/participantId';
import type { EventParticipant } from './eventParticipants';

export interface Person {
	/** The ID with the phone number if known, otherwise the masked ID. */
	id: ParticipantId;
	ids: Set<ParticipantId>;
}

/** The people who joined a group. An event may know a person by the phone number, by the masked ID, or by both. */
export class PeopleInGroup {
	private readonly byId = new Map<ParticipantId, Person>();

	/**
	 * Finds a person by any ID, and remembers the others.
	 *
	 * @returns the person, and those who turn out to be the same person
	 */
	find({ id, ids }: EventParticipant): { person: Person; replaced: Person[] } {
		const known = [...new Set(ids.flatMap((one) => this.byId.get(one) ?? []))];
		const [person = { id, ids: new Set<ParticipantId>() }, ...replaced] = known;
		for (const one of [...ids, ...replaced.flatMap((other) => [...other.ids])]) {
			person.ids.add(one);
			this.byId.set(one, person);
		}
		person.id = [...person.ids].find((one) => one.endsWith('@c.us')) ?? person.id;
		return { person, replaced };
	}

	/** Finds people who are known to be the same person by now. */
	unite(known: KnownPeople): void {
		for (const person of new Set(this.byId.values())) {
			const ids = known.complete([...person.ids]);
			this.find({ id: person.id, ids });
		}
	}

	/** The person as whom somebody counts now. */
	current(person: Person): Person {
		return this.byId.get(person.id) ?? person;
	}

	/** Forgets all other people. */
	keep(people: ReadonlySet<Person>): void {
		for (const [id, person] of this.byId) if (!people.has(person)) this.byId.delete(id);
	}
}
