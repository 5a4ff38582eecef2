import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../../../wawp/outcome/outcome';
import { isFinal, provesNothingDone } from '../../../wawp/outcome/failurePolicy';
import { participantResultsFrom, type ParticipantResults } from '../../../wawp/groups/participantResults';
import { describeFailure, explain } from '../../../wawp/outcome/describeFailure';
import { isUnclear, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import type { GroupId } from '../../../wawp/ids/groupId';
import { changeCall, type ParticipantChange } from '../../../wawp/groups/participantChange';
import type { ParticipantId } from '../../../wawp/ids/participantId';
import { requestWithRetry } from '../../../wawp/transport/retry';
import type { ParticipantResult } from '../../../wawp/groups/participantResults';
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

const WORDS: Record<ParticipantChange, { done: string; preposition: 'in' | 'from' | 'to' }> = {
	add: { done: 'added', preposition: 'to' },
	remove: { done: 'removed', preposition: 'from' },
	promote: { done: 'promoted', preposition: 'in' },
	demote: { done: 'demoted', preposition: 'in' },
};

/** Makes one kind of change in all groups of a run, one group after another, with several people per request. */
export class ChangeRun {
	readonly results: ChangeResults;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly wawp: Wawp,
		private readonly change: ParticipantChange,
	) {
		this.results = new Map(retryMemory<ParticipantResult | Error>(context));
	}

	/** Changes all groups. Sends no request after a failure that ends the run. */
	async changeAll(groups: ReadonlyMap<GroupId, ReadonlySet<ParticipantId>>): Promise<void> {
		for (const [groupId, people] of groups) {
			const waiting = [...people].filter((id) => !this.results.has(resultKey(groupId, id)));
			for (let at = 0; at < waiting.length; at += BATCH) {
				const ended = await this.changeBatch(groupId, waiting.slice(at, at + BATCH));
				if (ended) return;
			}
		}
	}

	private async changeBatch(groupId: GroupId, people: ParticipantId[]): Promise<boolean> {
		// A second invitation would bother the person. The other changes have no effect the second time.
		const idempotent = this.change !== 'add';
		const call: WawpCall = { ...changeCall(this.change, groupId, people), spacing: { action: 'change', gap: GAP_MS } };
		const outcome = await requestWithRetry(this.wawp, call, { idempotent });
		const results = participantResultsFrom(outcome, this.change, people);
		const failure = results ? undefined : this.failureOf(outcome, groupId);
		this.keep(groupId, people, results ?? failure);
		return failure !== undefined && endsRun(this.context, failure);
	}

	/** Stores results for Retry On Fail, so that it does not repeat settled changes or add people who may have been added. */
	private keep(groupId: GroupId, people: ParticipantId[], results: ParticipantResults | Error | undefined): void {
		const memory = retryMemory<ParticipantResult | Error>(this.context);
		for (const id of people) {
			const result = results instanceof Map ? results.get(id) : results;
			if (!result) continue;
			this.results.set(resultKey(groupId, id), result);
			const settled = !(result instanceof Error) || (this.change === 'add' && isUnclear(result));
			if (settled) memory.set(resultKey(groupId, id), result);
		}
	}

	private failureOf(outcome: Outcome, groupId: GroupId): WawpFailure {
		const { done, preposition } = WORDS[this.change];
		const check = 'look at the participants of the group';
		if (isCertain(outcome))
			return describeFailure(outcome, { doing: `${this.change} participants`, groupId, preposition, check });
		const { kind, reason, nextStep, httpStatus } = explain(outcome, { check });
		return new WawpFailure(
			kind === 'canceled' ? kind : 'unclear',
			`It is not known whether the participants were ${done} ${preposition} group ${groupId}: ${reason}`,
			// Some explanations already say it.
			nextStep.includes(check) ? nextStep : `Look at the participants of the group before you try again. ${nextStep}`,
			httpStatus,
		);
	}
}

/**
 * Whether the failure proves that nothing changed. WhatsApp's refusals arrive as HTTP 500 (inferred from WAHA). They count as proof
 * here, because the change is a single step.
 */
const isCertain = (outcome: Outcome) => provesNothingDone(outcome) || isFinal(outcome);
