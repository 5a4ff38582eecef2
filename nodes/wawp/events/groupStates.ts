import type { GroupId } from '../ids/groupId';
import { setNewest } from '../transport/newestEntries';

/** Values of a group from an event, e.g. the subject. */
export interface GroupState {
	values: Readonly<Record<string, string>>;
	/** Whether the event repeats the state of the group. Otherwise it contains only what has changed. */
	isComplete: boolean;
	/** The names of values that have changed, as the engine says. Missing: it does not say it. */
	changed?: readonly string[];
}

interface Known {
	value: string;
	/** The time of the event, in ms since 1970. */
	time: number;
}

/**
 * The last known values of each group. WEBJS sends the current subject, description and invite link with every update, and NOWEB repeats
 * them for unchanged groups (both inferred from WAHA), so an event alone does not prove a change.
 */
export class GroupStates {
	private readonly groups = new Map<GroupId, ReadonlyMap<string, Known>>();

	/** @param capacity the maximum number of groups to remember */
	constructor(private readonly capacity = 5_000) {}

	get size(): number {
		return this.groups.size;
	}

	/**
	 * Remembers the values of an event.
	 *
	 * @param time of the event, in ms since 1970
	 * @returns whether one of them has changed. A value that is seen for the first time has changed, unless the event repeats the whole state
	 * and does not say what has changed. An event without values is a change, e.g. of a picture.
	 */
	learn(groupId: GroupId, { values, isComplete, changed = [] }: GroupState, time: number): boolean {
		const known = new Map(this.groups.get(groupId));
		const entries = Object.entries(values);
		let isChange = entries.length === 0;
		for (const [name, value] of entries) {
			const last = known.get(name);
			// An event that arrives late does not replace a newer value.
			if (last && time < last.time) continue;
			if (last ? last.value !== value : !isComplete || changed.includes(name)) isChange = true;
			known.set(name, { value, time });
		}
		setNewest(this.groups, groupId, known, this.capacity);
		return isChange;
	}

	/** What is remembered of a group. Pass it to `restore` to undo `learn`. */
	get(groupId: GroupId): ReadonlyMap<string, Known> | undefined {
		return this.groups.get(groupId);
	}

	restore(groupId: GroupId, known: ReadonlyMap<string, Known> | undefined): void {
		if (known) this.groups.set(groupId, known);
		else this.groups.delete(groupId);
	}
}
