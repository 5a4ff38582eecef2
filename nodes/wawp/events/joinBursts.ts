import { KnownPeople } from '../ids/knownPeople';
import { setNewest } from '../transport/newestEntries';
import { findBurst, type Burst, type Limit } from './burstWindow';
import type { EventParticipant } from './eventParticipants';
import { JoinList, type Joined } from './joinList';
import { withBurst, type BurstOfWave, type Pattern, type Wave } from './wave';

/** What makes a burst of one group. */
export interface BurstSettings {
	/** The first one that matches counts. */
	patterns: ReadonlyArray<Limit & { pattern: Pattern }>;
	/** ms after a burst before the group can have another one. A burst exactly at the end is possible. */
	quiet: number;
}

export interface FoundBurst extends Burst {
	pattern: Pattern;
	/** The length of its window, in ms. */
	window: number;
	/** The wave that it begins or goes on with. */
	wave: Wave;
}

// How much later than others an event may arrive: Wawp retries for half a minute and does not keep the order.
const MAX_LATE_MS = 300_000;

/**
 * Detects when many people join a group within a short time. Windows slide along the times of the events, so the order of arrival
 * does not matter.
 */
export class JoinBursts {
	/** With the time when a join of the group was last received, in ms since 1970; sorted by it. */
	private readonly groups = new Map<string, { list: JoinList<string>; lastReceived: number }>();
	/** The last wave of each group, and the state before its last burst. Kept when the joins are forgotten. */
	private readonly waves = new Map<string, { wave: Wave; before: Wave | undefined }>();
	private total = 0;

	/**
	 * @param known which IDs belong to the same person. It may learn more between two joins
	 * @param capacity the maximum number of joins to remember, over all groups
	 * @param maxWaves the maximum number of groups whose last wave is remembered
	 */
	constructor(
		private readonly known = new KnownPeople(),
		private readonly capacity = 50_000,
		private readonly maxWaves = 1_000,
	) {}

	/** How many groups and joins are remembered. */
	get size(): { groups: number; joins: number } {
		return { groups: this.groups.size, joins: this.total };
	}

	/**
	 * Adds people who joined a group at the same time.
	 *
	 * @param key what is counted together, e.g. the group
	 * @param now when the join was received, in ms since 1970
	 * @returns the burst that these joins complete, if any; of several windows, the one with the most people
	 */
	add(key: string, joined: Joined, now: number, { patterns, quiet }: BurstSettings): FoundBurst | undefined {
		const { list } = this.groups.get(key) ?? { list: new JoinList<string>() };
		this.groups.delete(key);
		this.groups.set(key, { list, lastReceived: now });
		list.add(key, joined, now);
		this.total += joined.people.length;
		const kept = timeToKeep(patterns, quiet);
		this.total -= list.forgetOld(kept, this.tooMany(list));
		const wave = this.lastWave(key);
		const find = () => firstFound(patterns, (limit) => findBurst(list.joins, wave, joined.time, { ...limit, quiet }));
		const candidate = find();
		// Two of these people may have turned out to be the same person. It is checked only now, because it takes time in a large group.
		const burst = candidate && list.unite(this.known) ? find() : candidate;
		this.forgetGroups(now, kept);
		return burst && { ...burst, wave: this.begin(key, burst, { window: burst.window, quiet, found: now }) };
	}

	/** Notes a burst. @param times the length of its window and of the quiet time in ms, and when it was found */
	begin(key: string, burst: BurstOfWave, times: { window: number; quiet: number; found: number }): Wave {
		const before = this.lastWave(key);
		const wave = withBurst(before, burst, times);
		setNewest(this.waves, key, { wave, before }, this.maxWaves);
		return wave;
	}

	/** Stops counting somebody who turns out to have been added to the group. */
	discount(key: string, participant: EventParticipant): void {
		this.total -= this.groups.get(key)?.list.discount(key, participant) ?? 0;
	}

	/**
	 * Makes joins doubtful whose times may be wrong.
	 *
	 * @param since in ms since 1970: joins that were received earlier stay as they are
	 */
	doubt(since: number): void {
		for (const { list } of this.groups.values()) list.doubt(since);
	}

	/** @returns the last wave of a group that is still remembered */
	lastWave(key: string): Wave | undefined {
		return this.waves.get(key)?.wave;
	}

	/** Undoes the last burst if it could not be reported. The next join in its window then completes it again. */
	undoBurst(key: string): void {
		const before = this.waves.get(key)?.before;
		if (before) this.waves.set(key, { wave: before, before: undefined });
		else this.waves.delete(key);
	}

	/** One group may fill half of the memory. */
	private tooMany({ size }: JoinList<string>): number {
		return size > this.capacity / 2 ? Math.min(this.total - this.capacity, size - this.capacity / 2) : 0;
	}

	/** Forgets groups whose joins are too old for a burst and, while there are too many joins, the groups that are idle for longest. */
	private forgetGroups(now: number, kept: number): void {
		for (const [key, { list, lastReceived }] of this.groups) {
			if (this.total <= this.capacity && now - lastReceived <= kept) return;
			this.groups.delete(key);
			this.total -= list.size;
		}
	}
}

/** In ms. A burst of a wave that goes on lists everybody since the last one. */
function timeToKeep(patterns: readonly Limit[], quiet: number): number {
	const window = Math.max(...patterns.map((one) => one.window));
	return window + Math.max(MAX_LATE_MS, window + quiet);
}

function firstFound(patterns: BurstSettings['patterns'], find: (limit: Limit) => Burst | undefined) {
	for (const { pattern, ...limit } of patterns) {
		const burst = find(limit);
		if (burst) return { ...burst, pattern, window: limit.window };
	}
	return undefined;
}
