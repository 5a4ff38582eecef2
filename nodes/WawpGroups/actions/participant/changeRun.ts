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
import type { Wawp } from '../../../wawp/transport/request';
import { endsRun } from '../eachItem';
import { retryMemory } from '../retryMemory';

/** By group and person; those whose turn did not come are missing. */
export type ChangeResults = Map<string, ParticipantResult | Error>;

export const resultKey = (groupId: GroupId, participantId: ParticipantId) => `${groupId} ${participantId}`;

// whatsapp-web.js works on one person after another, with a pause of up to half a second: more could take longer than the timeout.
const BATCH = 20;

const WORDS: Record<ParticipantChange, { done: string; preposition: 'in' | 'from' | 'to' }> = {
	add: { done: 'added', preposition: 'to' },
	remove: { done: 'removed', preposition: 'from' },
	promote: { done: 'promoted', preposition: 'in' },
	demote: { done: 'demoted', preposition: 'in' },
};

/** Makes one kind of change to the groups of one run of the node, group after group, several people at a time. */
export class ChangeRun {
	readonly results: ChangeResults;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly wawp: Wawp,
		private readonly change: ParticipantChange,
	) {
		this.results = new Map(retryMemory<ParticipantResult | Error>(context));
	}

	/** A run that stops at a failure makes no other request after one. */
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
		// A second invitation is a nuisance to whoever gets it; the other changes have no effect the second time.
		const idempotent = this.change !== 'add';
		const outcome = await requestWithRetry(this.wawp, changeCall(this.change, groupId, people), { idempotent });
		const results = participantResultsFrom(outcome, this.change, people);
		const failure = results ? undefined : this.failureOf(outcome, groupId);
		this.keep(groupId, people, results ?? failure);
		return failure !== undefined && endsRun(this.context, failure);
	}

	/** What is settled, and who may have been added, is not asked for again by Retry On Fail. */
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
			`Look at the participants of the group before you try again. ${nextStep}`,
			httpStatus,
		);
	}
}

/** Whether the failure proves that nothing was changed. WhatsApp's refusals come as HTTP 500 (WAHA), and here no other step follows. */
const isCertain = (outcome: Outcome) => provesNothingDone(outcome) || isFinal(outcome);
