import type { IExecuteFunctions } from 'n8n-workflow';
import { callResult } from '../../../wawp/inviteCode/callResult';
import { clock } from '../../../wawp/transport/clock';
import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { WawpFailure } from '../../../wawp/outcome/wawpFailure';
import type { GroupId } from '../../../wawp/ids/groupId';
import { requestCode } from '../../../wawp/inviteCode/inviteCodeCalls';
import type { Pacing } from '../../../wawp/transport/pacing';
import type { Wawp } from '../../../wawp/transport/request';
import { rotateInviteCode, type RotatedCode, type RotationOptions } from '../../../wawp/inviteCode/rotateInviteCode';
import { ledgerKey, RotationLedger, type LedgerAnswer } from '../../../wawp/inviteCode/rotationLedger';
import { retryMemory } from '../retryMemory';
import { sharedCooldown } from './sharedCooldown';

export interface GroupOptions extends RotationOptions {
	/** ms; 0: none */
	cooldown: number;
}

/** The live code of a group, and whether this run made it. */
export type GroupCode = RotatedCode & { rotated: boolean };

export type GroupResults = Map<GroupId, GroupCode | Error>;

const ledger = new RotationLedger(clock);

// Another worker may be about to replace the code that this one would read: rotations rarely take longer.
const SETTLE_MS = 3_000;

/** Rotates the groups of one run of the node, each once, however often the run is repeated by Retry On Fail. */
export class RotationRun {
	private readonly done: Memory;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly wawp: Wawp,
		private readonly pacing: Pacing,
	) {
		this.done = retryMemory(context);
	}

	/** Rotates several groups at a time. In a run that stops at a failure, no other group is begun after one. */
	async rotateAll(groups: Map<GroupId, GroupOptions>, maxConcurrency: number): Promise<GroupResults> {
		const results: GroupResults = new Map();
		const waiting = groups.entries();
		let stopped = false;
		const work = async () => {
			for (const [groupId, options] of waiting) {
				if (stopped) return;
				try {
					results.set(groupId, await this.rotate(groupId, options));
				} catch (error) {
					results.set(groupId, error as Error);
					if (error instanceof WawpFailure && error.kind === 'unclear') this.done.set(this.keyOf(groupId), 'unclear');
					stopped = !this.context.continueOnFail();
				}
			}
		};
		await Promise.all(Array.from({ length: Math.min(maxConcurrency, groups.size) }, work));
		return results;
	}

	/** @throws WawpFailure when the group has no code that is known to be live and new */
	private async rotate(groupId: GroupId, options: GroupOptions): Promise<GroupCode> {
		const key = this.keyOf(groupId);
		const known = this.done.get(key);
		if (known && known !== 'unclear') return known;
		const answer = await ledger.request({
			key,
			cooldown: options.cooldown,
			rotate: async () => await this.rotateUnlessHeldBack(key, groupId, { ...options, afterUnclear: known === 'unclear' }),
			signal: this.context.getExecutionCancelSignal(),
		});
		const result =
			answer.kind === 'rotated'
				? { code: answer.code, previousCode: answer.previousCode, rotated: true }
				: { code: answer.code ?? (await this.readCode(groupId, options)), previousCode: null, rotated: false };
		this.done.set(key, result);
		return result;
	}

	private async rotateUnlessHeldBack(key: string, groupId: GroupId, options: GroupOptions): Promise<LedgerAnswer> {
		const rotate = async () => await rotateInviteCode(this.wawp, this.pacing, groupId, options);
		if (options.cooldown === 0) return { kind: 'rotated', ...(await rotate()) };
		const stored = sharedCooldown(this.context, options.cooldown, clock);
		if (!(await stored.claim(key))) {
			await clock.pause(SETTLE_MS, this.context.getExecutionCancelSignal());
			return { kind: 'heldBack' };
		}
		let rotated: RotatedCode | undefined;
		try {
			rotated = await rotate();
			return { kind: 'rotated', ...rotated };
		} finally {
			if (!rotated) await stored.release(key);
		}
	}

	private keyOf(groupId: GroupId): string {
		return ledgerKey(this.wawp.account, groupId);
	}

	/** The live code of a group that is not to be rotated now. */
	private async readCode(groupId: GroupId, { maxRetries, timeout }: GroupOptions): Promise<string> {
		for (let attempt = 0; ; attempt++) {
			const outcome = await requestCode(this.wawp, groupId, timeout);
			const result = callResult(outcome);
			if (result.kind === 'code') return result.code;
			const passing = result.kind !== 'unreadable' && !('final' in result && result.final);
			if (!passing || this.pacing.canceled || attempt >= maxRetries) {
				throw describeFailure(outcome, { doing: 'read the invite code', groupId });
			}
			if (result.kind !== 'rateLimited') await this.pacing.backoff(attempt);
		}
	}
}

/** What a run has found out per group: its code, or that nobody knows whether it was rotated. */
type Memory = Map<string, GroupCode | 'unclear'>;
