import type { IExecuteFunctions } from 'n8n-workflow';
import type { GroupId } from '../../../wawp/ids/groupId';
import { readInviteCode } from '../../../wawp/inviteCode/readInviteCode';
import { rotateInviteCode, type RotatedCode, type RotationOptions } from '../../../wawp/inviteCode/rotateInviteCode';
import { ledgerKey, RotationLedger, type LedgerAnswer } from '../../../wawp/inviteCode/rotationLedger';
import { isUnclear } from '../../../wawp/outcome/wawpFailure';
import { clock } from '../../../wawp/transport/clock';
import type { Wawp } from '../../../wawp/transport/request';
import { sharedCooldown } from './sharedCooldown';

export interface GroupOptions extends RotationOptions {
	/** ms; 0: none */
	cooldown: number;
}

/** The live code of a group, and whether this run made it. */
export type GroupCode = RotatedCode & { rotated: boolean };

/** By group: its code, or why it has none. Groups that were not begun are missing. */
export type GroupResults = Map<string, GroupCode | Error>;

const ledger = new RotationLedger(clock);

// Another worker may be about to replace the code that this one would read. A rotation rarely takes longer.
const SETTLE_MS = 3_000;

/** Rotates the groups of one run of the node, each once, however often Retry On Fail repeats the run. */
export class RotationRun {
	/** @param results of earlier tries; this run adds its own */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly wawp: Wawp,
		private readonly results: GroupResults,
	) {}

	/** Rotates several groups at a time. In a run that stops at a failure, no other group is begun after one. */
	async rotateAll(groups: ReadonlyMap<GroupId, GroupOptions>, maxConcurrency: number): Promise<void> {
		this.forgetSettledFailures();
		const waiting = groups.entries();
		let stopped = false;
		const work = async () => {
			for (const [groupId, options] of waiting) {
				if (stopped) return;
				try {
					this.results.set(groupId, await this.rotate(groupId, options));
				} catch (error) {
					this.results.set(groupId, error as Error);
					stopped = !this.context.continueOnFail();
				}
			}
		};
		await Promise.all(Array.from({ length: Math.min(maxConcurrency, groups.size) }, work));
	}

	/** After an unclear outcome the next try has to know about it; any other failure left nothing behind. */
	private forgetSettledFailures(): void {
		for (const [groupId, result] of this.results) {
			if (result instanceof Error && !isUnclear(result)) this.results.delete(groupId);
		}
	}

	/** @throws WawpFailure when the group has no code that is known to be live and new */
	private async rotate(groupId: GroupId, options: GroupOptions): Promise<GroupCode> {
		const earlier = this.results.get(groupId);
		if (earlier && !(earlier instanceof Error)) return earlier;
		const key = ledgerKey(this.wawp.account, groupId);
		const answer = await ledger.request({
			key,
			cooldown: options.cooldown,
			rotate: async () => await this.rotateUnlessHeldBack(key, groupId, { ...options, afterUnclear: earlier !== undefined }),
			signal: this.wawp.pacing.signal,
		});
		return answer.kind === 'rotated'
			? { code: answer.code, previousCode: answer.previousCode, rotated: true }
			: { code: answer.code ?? (await readInviteCode(this.wawp, groupId, options)), previousCode: null, rotated: false };
	}

	private async rotateUnlessHeldBack(key: string, groupId: GroupId, options: GroupOptions): Promise<LedgerAnswer> {
		const rotate = async () => await rotateInviteCode(this.wawp, groupId, options);
		if (options.cooldown === 0) return { kind: 'rotated', ...(await rotate()) };
		const shared = sharedCooldown(this.context, options.cooldown, clock);
		if (!(await shared.claim(key))) {
			await this.wawp.pacing.pause(SETTLE_MS);
			return { kind: 'heldBack' };
		}
		let rotated: RotatedCode | undefined;
		try {
			rotated = await rotate();
			return { kind: 'rotated', ...rotated };
		} finally {
			if (!rotated) await shared.release(key);
		}
	}
}
