import type { IExecuteFunctions } from 'n8n-workflow';
import { verdictOf, type Attempts } from '../../../wawp/outcome/attempts';
import type { Outcome } from '../../../wawp/outcome/outcome';
import { protectionOf, type Protection } from '../../../wawp/groups/protection';
import { NOT_STATED, type ParticipantResult } from '../../../wawp/groups/participantResult';
import { participantResultsFrom } from '../../../wawp/groups/participantResults';
import { seeCompleteList, seeParticipants, seeResults } from '../../../wawp/groups/seenPeople';
import { rightsBehind } from '../../../wawp/groups/ownRights';
import { listParticipants } from '../../../wawp/groups/groupCalls';
import { mayShowFormerMembers, type Participant } from '../../../wawp/groups/participantList';
import { showsChange, verifiedResult } from '../../../wawp/groups/verifiedResult';
import { describeFailure, lacksRights } from '../../../wawp/outcome/describeFailure';
import { describeUnclear } from '../../../wawp/outcome/describeUnclear';
import { badInput, isUnclear, type WawpFailure } from '../../../wawp/outcome/wawpFailure';
import type { GroupId } from '../../../wawp/ids/groupId';
import { changeCall, type ParticipantChange } from '../../../wawp/groups/participantChange';
import type { ParticipantId } from '../../../wawp/ids/participantId';
import { recentlyAdded } from '../../../shared/recentlyAdded';
import { clock } from '../../../wawp/transport/clock';
import { requestChange, requestWithRetry } from '../../../wawp/transport/retry';
import type { Wawp, WawpCall } from '../../../wawp/transport/request';
import { endsRun } from '../eachItem';
import { retryMemory } from '../retryMemory';

/** Results by group and person. People whom the run did not reach are missing. */
export type ChangeResults = Map<string, ParticipantResult | Error>;

export const resultKey = (groupId: GroupId, participantId: ParticipantId) => `${groupId} ${participantId}`;

// whatsapp-web.js processes one person after another, with a pause of up to half a second. A larger batch could exceed the timeout.
const BATCH = 20;

// WhatsApp bans numbers that change many participants in a short time. No safe pace is known. A longer gap would
// let a wave of bots go on, because each late joiner is removed by an execution of its own.
const GAP_MS = 250;

// WEBJS keeps its own list, and updates it when WhatsApp reports the change (inferred).
const LOOK_AGAIN_MS = 2_000;

const WORDS: Record<ParticipantChange, { done: string; preposition: 'in' | 'from' | 'to' }> = {
	add: { done: 'added', preposition: 'to' },
	remove: { done: 'removed', preposition: 'from' },
	promote: { done: 'promoted', preposition: 'in' },
	demote: { done: 'demoted', preposition: 'in' },
};

/** The people to change in one group. */
export interface GroupChange {
	people: Set<ParticipantId>;
	/** Whether to compare the results with the list of participants. */
	verify: boolean;
	/** With more people than this, nobody is changed. 0: no limit */
	maximumPeople: number;
	protection: Protection;
}

interface Look {
	participants: Participant[];
	/** Whether the list may show people who have left. */
	mayShowFormer: boolean;
}

/** Makes one kind of change in all groups of a run, one group after another, with several people per request. */
export class ChangeRun {
	readonly results: ChangeResults;
	/** The outcomes of requests that may have changed a person, although no response says so. */
	private readonly open: Map<string, Outcome>;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly wawp: Wawp,
		private readonly change: ParticipantChange,
	) {
		this.results = new Map(retryMemory<ParticipantResult | Error>(context));
		this.open = retryMemory(context, 'open');
	}

	/** Changes all groups. Sends no request after a failure that ends the run, except to verify what was changed before. */
	async changeAll(groups: ReadonlyMap<GroupId, GroupChange>): Promise<void> {
		for (const [groupId, group] of groups) {
			const waiting = [...group.people].filter((id) => !this.results.has(resultKey(groupId, id)));
			await this.changeGroup(groupId, await this.unprotected(groupId, group, waiting));
			if (group.verify) await this.verify(groupId, waiting);
			if (waiting.some((id) => this.endsRun(this.results.get(resultKey(groupId, id))))) return;
		}
	}

	/** @returns whom of these people the group's options allow to change. The others get their results */
	private async unprotected(
		groupId: GroupId,
		{ people, maximumPeople, protection }: GroupChange,
		waiting: ParticipantId[],
	): Promise<ParticipantId[]> {
		const keepAll = (failure: WawpFailure): ParticipantId[] => {
			for (const id of waiting) this.keep(groupId, id, failure);
			return [];
		};
		if (maximumPeople > 0 && people.size > maximumPeople) return keepAll(tooMany(groupId, people.size, maximumPeople));
		if (waiting.length === 0 || !(protection.admins || protection.people.length > 0)) return waiting;
		const outcome = await requestWithRetry(this.wawp, listParticipants(groupId));
		const participants = seeParticipants(this.wawp, outcome);
		if (!participants) return keepAll(await this.unreadable(groupId, outcome, waiting));
		return waiting.filter((id) => {
			const result = protectionOf(id, protection, participants, this.wawp.people);
			this.keep(groupId, id, result);
			return result === undefined;
		});
	}

	/** The failure if nobody knows who is protected. An earlier try may have changed somebody. */
	private async unreadable(groupId: GroupId, outcome: Outcome, people: readonly ParticipantId[]): Promise<WawpFailure> {
		const earlier = this.attemptsBefore(groupId, people);
		if (earlier) return await this.failureOf({ ...earlier, last: outcome }, groupId);
		const context = { doing: 'read who must not be removed', groupId, preposition: 'from', check: '' } as const;
		return describeFailure(outcome, context).withNextStep('Nobody was removed');
	}

	private async changeGroup(groupId: GroupId, people: ParticipantId[]): Promise<void> {
		for (let at = 0; at < people.length; at += BATCH) {
			const batch = people.slice(at, at + BATCH);
			// A second invitation would bother the person. The other changes have no effect the second time.
			const idempotent = this.change !== 'add';
			const call: WawpCall = { ...changeCall(this.change, groupId, batch), spacing: { action: 'change', gap: GAP_MS } };
			this.announce(groupId, batch);
			const attempts = await requestChange(this.wawp, call, { idempotent }, this.attemptsBefore(groupId, batch));
			seeResults(this.wawp, attempts.last);
			const results = participantResultsFrom(attempts.last, this.change, batch);
			const failure = results ? undefined : await this.failureOf(attempts, groupId);
			this.noteOpen(groupId, batch, results ? undefined : attempts.open);
			for (const id of batch) this.keep(groupId, id, results?.get(id) ?? failure);
			if (this.endsRun(failure)) return;
		}
	}

	/** What earlier tries of the run have proved of these people. One of them whom a request may have changed leaves all open. */
	private attemptsBefore(groupId: GroupId, people: readonly ParticipantId[]): Attempts | undefined {
		const open = people.map((id) => this.open.get(resultKey(groupId, id))).find((outcome) => outcome !== undefined);
		return open && { last: open, open };
	}

	private noteOpen(groupId: GroupId, people: readonly ParticipantId[], open: Outcome | undefined): void {
		for (const id of people) {
			if (open) this.open.set(resultKey(groupId, id), open);
			else this.open.delete(resultKey(groupId, id));
		}
	}

	/** Tells the trigger whom to expect. The join may be reported before the response arrives. */
	private announce(groupId: GroupId, people: readonly ParticipantId[]): void {
		if (this.change !== 'add') return;
		for (const id of people) recentlyAdded.add(this.wawp.account, groupId, id, clock.now());
	}

	/** Compares the results with the list of participants. If the list contradicts one, it is read once more a moment later. */
	private async verify(groupId: GroupId, people: ParticipantId[]): Promise<void> {
		const toVerify = people.filter((id) => mayBeDone(this.results.get(resultKey(groupId, id))));
		if (toVerify.length === 0) return;
		let seen = await this.look(groupId);
		if (seen && toVerify.some((id) => this.isContradicted(groupId, id, seen))) {
			await this.wawp.pacing.pause(LOOK_AGAIN_MS);
			seen = (await this.look(groupId)) ?? seen;
		}
		if (!seen) return;
		for (const id of toVerify) this.keep(groupId, id, this.verified(id, this.results.get(resultKey(groupId, id)), seen));
	}

	private isContradicted(groupId: GroupId, id: ParticipantId, seen: Look | undefined): boolean {
		const result = this.results.get(resultKey(groupId, id));
		const isFailed = result !== undefined && !(result instanceof Error) && result.status === 'failed';
		return seen !== undefined && !isFailed && this.shows(seen, id) === false;
	}

	private shows({ participants }: Look, id: ParticipantId): boolean | undefined {
		return showsChange(participants, this.change, this.wawp.people.complete([id]));
	}

	private verified(
		id: ParticipantId,
		result: ParticipantResult | Error | undefined,
		seen: Look,
	): ParticipantResult | Error | undefined {
		const follow = (stated: ParticipantResult) => verifiedResult(stated, this.change, this.shows(seen, id), seen.mayShowFormer);
		if (!(result instanceof Error)) return result && follow(result);
		// A request without a response may still take effect. So the list can confirm the change, but not rule it out.
		const confirmed = follow(NOT_STATED);
		return confirmed.status === 'done' ? confirmed : result;
	}

	/** @returns undefined if the list proves nothing */
	private async look(groupId: GroupId): Promise<Look | undefined> {
		const outcome = await requestWithRetry(this.wawp, listParticipants(groupId));
		const participants = seeCompleteList(this.wawp, outcome);
		return participants && { participants, mayShowFormer: mayShowFormerMembers(outcome) };
	}

	/** Stores results for Retry On Fail, so that it does not repeat settled changes or add people who may have been added. */
	private keep(groupId: GroupId, id: ParticipantId, result: ParticipantResult | Error | undefined): void {
		if (!result) return;
		this.results.set(resultKey(groupId, id), result);
		if (this.change === 'add' && !mayBeInEffect(result)) recentlyAdded.delete(this.wawp.account, groupId, id);
		const settled = !(result instanceof Error) || (this.change === 'add' && isUnclear(result));
		if (settled) retryMemory<ParticipantResult | Error>(this.context).set(resultKey(groupId, id), result);
	}

	private endsRun(result: ParticipantResult | Error | undefined): boolean {
		return result instanceof Error && endsRun(this.context, result);
	}

	private async failureOf(attempts: Attempts, groupId: GroupId): Promise<WawpFailure> {
		const { last, open } = attempts;
		const { done, preposition } = WORDS[this.change];
		const rights = await rightsBehind(this.wawp, groupId, last);
		if (verdictOf(attempts) === 'refused') {
			const check = 'look at the participants of the group';
			return describeFailure(last, { doing: `${this.change} participants`, groupId, preposition, check, rights });
		}
		const unknown =
			lacksRights(rights) && open === last
				? `The participants were probably not ${done}`
				: `It is not known whether the participants were ${done}`;
		const firstStep = 'Look at the participants of the group before you try again';
		return describeUnclear(attempts, `${unknown} ${preposition} group ${groupId}`, { rights, firstStep });
	}
}

/** Whether a change may be in effect. */
const mayBeInEffect = (result: ParticipantResult | Error): boolean =>
	result instanceof Error ? isUnclear(result) : result.status !== 'failed';

/** Whether a request may have changed the person. */
const mayBeDone = (result: ParticipantResult | Error | undefined): boolean =>
	result instanceof Error ? isUnclear(result) : result !== undefined && result.status !== 'protected';

const tooMany = (groupId: GroupId, count: number, maximum: number): WawpFailure =>
	badInput(
		`Nobody was removed from group ${groupId}: the items of this run name ${count} people, but "Maximum People" is ${maximum}`,
		'Check who is to be removed. If it is right, raise "Maximum People" under Options',
	);
