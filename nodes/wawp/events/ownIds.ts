import type { ParticipantId } from '../ids/participantId';
import type { EventParticipant } from './eventParticipants';

// An account has a phone number and a masked ID. Others may remain after a change of the number.
const MAX_IDS = 20;

/**
 * The IDs of the linked account. `me` of a delivery may lack the masked ID (inferred); a list in which the account appears with both IDs
 * then shows it.
 */
export class OwnIds {
	private readonly ids = new Set<ParticipantId>();

	/**
	 * @param me the IDs in `me` of a delivery
	 * @param people the people in the same delivery
	 */
	learn(me: readonly ParticipantId[], people: readonly EventParticipant[]): void {
		for (const id of me) this.add(id);
		for (const { ids } of people.filter((person) => this.has(person))) for (const id of ids) this.add(id);
	}

	/** Whether a person is the account itself. */
	has({ ids }: EventParticipant): boolean {
		return ids.some((id) => this.ids.has(id));
	}

	private add(id: ParticipantId): void {
		if (this.ids.size < MAX_IDS) this.ids.add(id);
	}
}
