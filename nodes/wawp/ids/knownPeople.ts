import type { ParticipantId } from './participantId';

/** Several times the people in the groups of a busy account. */
const MAX_PAIRS = 50_000;

// An account has a phone number and a masked ID. Others may remain after a change of the number.
const MAX_OWN_IDS = 20;

/**
 * Which phone number and which masked ID belong to the same person, and which IDs the account itself has. One engine names a person by
 * one of them, another engine by both, and WEBJS never reports the masked ID of the account (seen in WAHA 2026.2.1).
 */
export class KnownPeople {
	private readonly partners = new Map<ParticipantId, ParticipantId>();
	private readonly own = new Set<ParticipantId>();
	private learned = 0;

	/** Another number after each new pair. */
	get version(): number {
		return this.learned;
	}

	/** @param ids all IDs of one person that an event, a list or a result contains */
	learn(ids: readonly ParticipantId[]): void {
		const [number, masked] = [numberAmong(ids), maskedAmong(ids)];
		if (number === undefined || masked === undefined || this.partners.get(masked) === number) return;
		this.learned++;
		for (const id of [number, masked]) {
			// After a change of the number, the newest pair counts.
			const earlier = this.partners.get(id);
			if (earlier) this.partners.delete(earlier);
			this.partners.delete(id);
		}
		this.partners.set(masked, number);
		this.partners.set(number, masked);
		for (const oldest of this.partners.keys()) {
			if (this.partners.size <= 2 * MAX_PAIRS) return;
			this.partners.delete(oldest);
		}
	}

	/** @returns the IDs of a person and the known other ones, the phone number first */
	complete(ids: readonly ParticipantId[]): ParticipantId[] {
		const all = new Set(ids.flatMap((id) => [id, this.partners.get(id) ?? id]));
		return [...all].sort((one, other) => Number(isMasked(one)) - Number(isMasked(other)));
	}

	/** @param ids IDs of the account itself */
	learnOwn(ids: readonly ParticipantId[]): void {
		this.learn(ids);
		for (const id of ids) if (this.own.size < MAX_OWN_IDS) this.own.add(id);
	}

	/** All known IDs of the account itself. */
	get ownIds(): ParticipantId[] {
		return this.complete([...this.own]);
	}

	/** Whether a person is the account itself. */
	isOwn(ids: readonly ParticipantId[]): boolean {
		return this.complete(ids).some((id) => this.own.has(id));
	}
}

const isMasked = (id: ParticipantId): boolean => id.endsWith('@lid');
const numberAmong = (ids: readonly ParticipantId[]) => ids.find((id) => !isMasked(id));
const maskedAmong = (ids: readonly ParticipantId[]) => ids.find(isMasked);

/**
 * Whether two people are the same one. IDs of different kinds cannot be compared.
 *
 * @param one all IDs of a person
 * @param other all IDs of a person
 * @returns undefined if this is unknown
 */
export function isSamePerson(one: readonly ParticipantId[], other: readonly ParticipantId[]): boolean | undefined {
	if (one.some((id) => other.includes(id))) return true;
	const isComparable = [numberAmong, maskedAmong].some((among) => among(one) !== undefined && among(other) !== undefined);
	return isComparable ? false : undefined;
}
