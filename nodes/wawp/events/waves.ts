import type { GroupId } from '../ids/groupId';
import { KnownPeople } from '../ids/knownPeople';
import type { ParticipantId } from '../ids/participantId';
import type { Join, Limit } from './burstWindow';
import type { EventParticipant } from './eventParticipants';
import { JoinBursts, type FoundBurst } from './joinBursts';
import type { Joined } from './joinList';
import { ManyGroups } from './manyGroups';
import { isListed, isPartOf, waveId } from './wave';

/** What makes a wave. A pattern that is undefined is off. */
export interface WaveSettings {
	/** ms after a burst before the group can have another one. */
	quiet: number;
	fast: Limit;
	slow?: Limit | undefined;
	/** `groups`: how many groups they must join at least. */
	manyGroups?: (Limit & { groups: number }) | undefined;
	addedByOne?: Limit | undefined;
}

/** A burst that is to be reported. */
export interface ReportedBurst extends Omit<FoundBurst, 'wave'> {
	groupId: GroupId;
	waveId: string;
	/** Who added the people. Null if they joined by themselves. */
	actorId: ParticipantId | null;
}

/** Finds the waves of all groups of an account, and says who belongs to one. */
export class Waves {
	private readonly byLink: JoinBursts;
	/** One count for each group and each person who adds others to it. */
	private readonly byAdder: JoinBursts;
	private readonly manyGroups: ManyGroups;

	/** @param known which IDs belong to the same person. It may learn more between two joins */
	constructor(known = new KnownPeople()) {
		this.byLink = new JoinBursts(known);
		this.byAdder = new JoinBursts(known);
		this.manyGroups = new ManyGroups(known);
	}

	/** How many groups and joins are remembered. */
	get size(): { groups: number; joins: number } {
		const [byLink, byAdder] = [this.byLink.size, this.byAdder.size];
		return { groups: byLink.groups + byAdder.groups, joins: byLink.joins + byAdder.joins + this.manyGroups.size };
	}

	/**
	 * Adds people who joined a group by themselves, at the same time.
	 *
	 * @param now when this was received, in ms since 1970
	 * @param undo gets what takes the bursts back if they could not be reported
	 * @returns the bursts that these joins complete: of this group, or of several groups at once
	 */
	add(groupId: GroupId, joined: Joined, now: number, settings: WaveSettings, undo: Array<() => void>): ReportedBurst[] {
		const { quiet, fast, slow, manyGroups } = settings;
		const patterns = [{ pattern: 'fast' as const, ...fast }, ...(slow ? [{ pattern: 'slow' as const, ...slow }] : [])];
		const burst = this.byLink.add(groupId, joined, now, { patterns, quiet });
		if (burst) {
			undo.push(() => this.byLink.undoBurst(groupId));
			return [reported(groupId, burst, null)];
		}
		if (!manyGroups) return [];
		const { window } = manyGroups;
		const spread = { ...manyGroups, quiet, thresholdLater: fast.threshold };
		const bursts = this.manyGroups.add(groupId, joined, now, spread, (join) => this.isFree(join), undo);
		return bursts.map(({ groupId: ofGroup, ...found }) => {
			const wave = this.byLink.begin(ofGroup, found, { window, quiet, found: now });
			undo.push(() => this.byLink.undoBurst(ofGroup));
			return reported(ofGroup, { ...found, pattern: 'manyGroups', window, wave }, null);
		});
	}

	/** Adds people whom one person added to a group. Otherwise like `add`. */
	addByOne(
		groupId: GroupId,
		actorId: ParticipantId,
		joined: Joined,
		now: number,
		{ quiet, addedByOne }: WaveSettings,
		undo: Array<() => void>,
	): ReportedBurst[] {
		if (!addedByOne) return [];
		const key = adderKey(groupId, actorId);
		const burst = this.byAdder.add(key, joined, now, { patterns: [{ pattern: 'addedByOne', ...addedByOne }], quiet });
		if (!burst) return [];
		undo.push(() => this.byAdder.undoBurst(key));
		return [reported(groupId, burst, actorId)];
	}

	/**
	 * The wave to which somebody who joined belongs.
	 *
	 * @param time of the join, in ms since 1970
	 * @param now ms since 1970
	 * @param after how many ms after the last burst. 0: until the wave ends
	 * @param actorId who added the person, if it was added. Such people belong to the waves of this adder only
	 * @returns its `waveId`, or null
	 */
	of(
		groupId: GroupId,
		{ time, now, after }: { time: number; now: number; after: number },
		actorId?: ParticipantId,
	): string | null {
		const wave = actorId ? this.byAdder.lastWave(adderKey(groupId, actorId)) : this.byLink.lastWave(groupId);
		return wave && isPartOf(wave, time, now, after) ? waveId(groupId, wave, actorId && 'addedByOne') : null;
	}

	/** Stops counting somebody who turns out to have been added to the group. */
	discount(groupId: GroupId, participant: EventParticipant): void {
		this.byLink.discount(groupId, participant);
		this.manyGroups.discount(groupId, participant);
	}

	/** Makes joins doubtful whose times may be wrong. @param since in ms since 1970 */
	doubt(since: number): void {
		for (const one of [this.byLink, this.byAdder, this.manyGroups]) one.doubt(since);
	}

	/** Whether a join is part of no wave of its group. */
	private isFree({ group, person, time }: Join): boolean {
		const wave = this.byLink.lastWave(group);
		return !wave || (time > wave.until && !isListed(wave, person.ids, time));
	}
}

const adderKey = (groupId: GroupId, actorId: ParticipantId) => `${groupId} ${actorId}`;

const reported = (groupId: GroupId, { wave, ...burst }: FoundBurst, actorId: ParticipantId | null): ReportedBurst => ({
	...burst,
	groupId,
	actorId,
	waveId: waveId(groupId, wave, burst.pattern),
});
