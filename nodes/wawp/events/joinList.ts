import type { KnownPeople } from '../ids/knownPeople';
import { countUntil, type Join } from './burstWindow';
import { DistinctCount } from './distinctCount';
import type { EventParticipant } from './eventParticipants';
import { PeopleInGroup } from './peopleInGroup';

/** People who joined a group at the same time. */
export interface Joined {
	people: readonly EventParticipant[];
	/** When they joined, in ms since 1970. */
	time: number;
	/** Whether the engine says when they joined. Otherwise a reconnect that is reported later makes the join doubtful. */
	hasOwnTime?: boolean;
	/** Whether the join may be older than its time says, because it was received right after a reconnect. */
	isDoubtful?: boolean;
}

/** Joins in the order of their times, whatever the order in which they were received. */
export class JoinList<Group extends string> {
	joins: Array<Join<Group>> = [];
	/** How many different groups they are of. */
	readonly groups = new DistinctCount<Group>();
	private readonly people = new PeopleInGroup();
	/** How many joins were dropped since the people in no join were last forgotten. */
	private dropped = 0;
	/** The version of what was known when each person was counted once. */
	private united?: number;

	get size(): number {
		return this.joins.length;
	}

	/** @param now when the joins were received, in ms since 1970 */
	add(group: Group, { people, time, hasOwnTime = false, isDoubtful = false }: Joined, now: number): void {
		const { joins } = this;
		for (const participant of people) {
			const { person, replaced } = this.people.find(participant);
			if (replaced.length > 0) this.updatePeople();
			this.groups.change(group, 1);
			const join: Join<Group> = { group, person, time, isDoubtful, ...(!hasOwnTime && { receivedAt: now }) };
			// Almost all joins arrive in order.
			if ((joins.at(-1)?.time ?? -Infinity) <= time) joins.push(join);
			else
				joins.splice(
					countUntil(joins, (one) => one.time > time),
					0,
					join,
				);
		}
	}

	/**
	 * Forgets the joins that are more than `kept` ms older than the newest one, and at least the `beyond` oldest ones.
	 *
	 * @returns how many
	 */
	forgetOld(kept: number, beyond: number): number {
		const oldest = (this.joins.at(-1)?.time ?? 0) - kept;
		if (beyond <= 0 && (this.joins[0]?.time ?? Infinity) >= oldest) return 0;
		const old = countUntil(this.joins, ({ time }) => time >= oldest);
		const dropped = this.joins.splice(0, Math.max(old, Math.ceil(beyond)));
		for (const { group } of dropped) this.groups.change(group, -1);
		this.dropped += dropped.length;
		// In a long list, somebody is dropped with almost every join.
		if (this.dropped > this.joins.length) {
			this.people.keep(new Set(this.joins.map(({ person }) => person)));
			this.dropped = 0;
		}
		return dropped.length;
	}

	/** Forgets a person. @returns how many joins this were */
	discount(group: Group, { ids }: EventParticipant): number {
		const theirs = this.joins.filter((join) => join.group === group && ids.some((id) => join.person.ids.has(id)));
		this.drop(theirs);
		return theirs.length;
	}

	/** Forgets joins. @returns what takes them back */
	drop(dropped: ReadonlyArray<Join<Group>>): () => void {
		const isDropped = new Set(dropped);
		this.joins = this.joins.filter((join) => !isDropped.has(join));
		for (const { group } of dropped) this.groups.change(group, -1);
		return () => {
			this.joins = [...dropped, ...this.joins].sort((one, other) => one.time - other.time);
			for (const { group } of dropped) this.groups.change(group, 1);
		};
	}

	/** Makes joins doubtful that were received since this time, in ms since 1970, and have no time of their own. */
	doubt(since: number): void {
		for (const join of this.joins) if (join.receivedAt !== undefined && join.receivedAt >= since) join.isDoubtful = true;
	}

	/** Counts each person once. @returns whether something has been learned since the last time */
	unite(known: KnownPeople): boolean {
		if (this.united === known.version) return false;
		this.united = known.version;
		this.people.unite(known);
		this.updatePeople();
		return true;
	}

	private updatePeople(): void {
		for (const join of this.joins) join.person = this.people.current(join.person);
	}
}
