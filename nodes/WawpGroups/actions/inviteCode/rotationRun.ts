import type { IExecuteFunctions } from 'n8n-workflow';
import type { GroupId } from '../../../wawp/ids/groupId';
import { readInviteCode } from '../../../wawp/inviteCode/readInviteCode';
import { rotateInviteCode, type RotatedCode, type RotationOptions } from '../../../wawp/inviteCode/rotateInviteCode';
import { ledgerKey, RotationLedger, type LedgerAnswer } from '../../../wawp/inviteCode/rotationLedger';
import { isUnclear, isUnconfirmed, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { GET_RATE_LIMITS, rateLimitsFrom } from '../../../wawp/session/rateLimits';
import { clock } from '../../../wawp/transport/clock';
import type { Wawp } from '../../../wawp/transport/request';
import { Slots } from '../../../wawp/transport/slots';
import { isToolCall } from '../toolCall';
import { sharedCooldown } from './sharedCooldown';

export interface GroupOptions extends RotationOptions {
	/** ms; 0 turns it off */
	cooldown: number;
}

/** The live code of a group, and whether this run created it. `generation`: the one of the ledger when the code was live. */
export type GroupCode = RotatedCode & { rotated: boolean; generation: number | undefined };

/** For each group ID, the code or the failure. Groups that were not started are missing. */
export type GroupResults = Map<string, GroupCode | Error>;

const ledger = new RotationLedger(clock);

// Another worker may still be replacing the code. Wait before reading it: a rotation rarely takes longer than this.
const SETTLE_MS = 3_000;

const MAX_REFRESHES = 5;

/** A run of fewer groups hardly meets a limit of the account. */
const MANY_GROUPS = 10;

/** Rotates the groups of one run of the node. Each group is rotated once, even if Retry On Fail repeats the run. */
export class RotationRun {
	/** The groups whose code was created or read by this try. */
	private readonly looked = new Set<GroupId>();
	/** What earlier tries reported of groups whose live code is unknown. */
	private readonly unsettled = new Map<string, WawpFailure>();

	/** @param results the results of earlier tries; this run adds its own */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly wawp: Wawp,
		private readonly results: GroupResults,
	) {}

	/**
	 * Rotates several groups at a time. With "On Error: Stop Workflow", no group is started after a failure.
	 *
	 * @param maxConcurrency how many revokes may be in flight. If it is more than 1, the codes of as many other groups are read meanwhile
	 */
	async rotateAll(groups: ReadonlyMap<GroupId, GroupOptions>, maxConcurrency: number): Promise<void> {
		this.forgetSettledFailures();
		const readsAhead = maxConcurrency > 1 && [...groups.values()].some(({ verify }) => verify);
		const inFlight = new Slots(readsAhead ? 2 * maxConcurrency : maxConcurrency);
		const revokes = new Slots(maxConcurrency);
		let stopped = false;
		const rotate = async (groupId: GroupId, options: GroupOptions) => {
			if (stopped) return;
			try {
				this.results.set(groupId, await this.rotate(groupId, { ...options, revokes }));
			} catch (error) {
				this.results.set(groupId, this.withUnsettled(groupId, error as Error));
				stopped = !this.context.continueOnFail();
			}
		};
		// Whatever it answers, an optional call must not end the run.
		if (groups.size >= MANY_GROUPS) this.keepToLimits(inFlight).catch(() => undefined);
		await Promise.all(
			[...groups].map(async ([groupId, options]) => await inFlight.run(async () => await rotate(groupId, options))),
		);
		await this.refreshAll(groups);
	}

	/** Asks Wawp for the limits of the account, and keeps to them. Nobody waits for the response: the link of a wave must die at once. */
	private async keepToLimits(inFlight: Slots): Promise<void> {
		const { groupCallsPerMinute, concurrent } = rateLimitsFrom(await this.wawp.request(GET_RATE_LIMITS));
		if (groupCallsPerMinute !== undefined) this.wawp.pacing.limitGroupCalls(groupCallsPerMinute);
		if (concurrent !== undefined) inFlight.limitTo(concurrent);
	}

	/** Removes the failures of earlier tries that prove that nothing was changed: only the others matter for the next try. */
	private forgetSettledFailures(): void {
		for (const [groupId, result] of this.results) {
			if (!(result instanceof Error)) continue;
			if (result instanceof WawpFailure && isUnsettled(result)) this.unsettled.set(groupId, result);
			else if (!isCanceled(result)) this.results.delete(groupId);
		}
	}

	/** A try that is refused or canceled learns nothing about the group. What an earlier try reported must not be lost. */
	private withUnsettled(groupId: GroupId, error: Error): Error {
		const earlier = this.unsettled.get(groupId);
		if (!earlier || !(error instanceof WawpFailure) || isUnsettled(error)) return error;
		const kind = isCanceled(error) ? error.kind : earlier.kind;
		return new WawpFailure(kind, `${earlier.message}; in the next try: ${error.message}`, error.nextStep, error.httpStatus);
	}

	/**
	 * Reads a code again if another execution of this process has replaced it, or if an earlier try of this run created it. While one
	 * code is read, another one may be replaced: the run ends when none is stale. Executions that keep replacing codes are waited for a
	 * few times only.
	 */
	private async refreshAll(groups: ReadonlyMap<GroupId, GroupOptions>): Promise<void> {
		for (let round = 0; round < MAX_REFRESHES; round++) {
			const stale = [...groups].filter(([groupId]) => this.isStale(groupId));
			if (stale.length === 0) return;
			for (const [groupId, options] of stale) await this.refresh(groupId, options);
		}
	}

	private isStale(groupId: GroupId): boolean {
		const result = this.results.get(groupId);
		if (!result || result instanceof Error) return false;
		const key = this.keyOf(groupId);
		if (!this.looked.has(groupId) || result.generation !== ledger.generation(key)) return true;
		return ledger.isRotating(key) && !this.wawp.pacing.canceled;
	}

	private async refresh(groupId: GroupId, options: GroupOptions): Promise<void> {
		const result = this.results.get(groupId);
		if (!result || result instanceof Error) return;
		const generation = await this.settledGeneration(groupId);
		this.looked.add(groupId);
		try {
			this.results.set(groupId, { ...result, code: await this.readCode(groupId, options), generation });
		} catch (error) {
			if (generation !== result.generation) this.results.set(groupId, replaced(groupId, error as Error));
		}
	}

	/** The generation of a code that is read next. */
	private async settledGeneration(groupId: GroupId): Promise<number | undefined> {
		const key = this.keyOf(groupId);
		await ledger.settled(key, this.wawp.pacing.signal);
		return ledger.generation(key);
	}

	private async readCode(groupId: GroupId, { timeout, maxRetries }: GroupOptions): Promise<string> {
		return await readInviteCode(this.wawp, groupId, { timeout, maxRetries, orOwnCode: true });
	}

	private keyOf(groupId: GroupId): string {
		return ledgerKey(this.wawp.account, groupId);
	}

	/**
	 * Rotates a group, or reads its code if a cooldown holds the group back.
	 *
	 * @throws WawpFailure if the rotation does not end with a new code that is known to be live, or the code cannot be read
	 */
	private async rotate(groupId: GroupId, options: GroupOptions): Promise<GroupCode> {
		const earlier = this.results.get(groupId);
		if (earlier && !(earlier instanceof Error)) return earlier;
		// One tool call revokes once. The model reads the failure and can call the tool again.
		if (earlier && isToolCall(this.context)) throw earlier;
		// n8n tries again after a cancel, too. Only the earlier try knows whether a revoke was in flight.
		if (earlier && isCanceled(earlier)) throw earlier;
		const key = this.keyOf(groupId);
		const result = await ledger.request({
			key,
			cooldown: options.cooldown,
			rotate: async () => await this.rotateUnlessHeldBack(key, groupId, { ...options, afterUnclear: earlier !== undefined }),
			signal: this.wawp.pacing.signal,
		});
		// A code is as old as the answer. If the next rotation has already started, the code is stale when that one ends.
		const generation = result.code === undefined ? await this.settledGeneration(groupId) : ledger.generation(key);
		this.looked.add(groupId);
		if (result.kind === 'rotated') return { code: result.code, previousCode: result.previousCode, rotated: true, generation };
		const code = result.code ?? (await this.readCode(groupId, options));
		// The cooldown may have begun with an earlier try of this run, which could not confirm its new code.
		return { code, previousCode: null, rotated: isUnconfirmed(this.unsettled.get(groupId)), generation };
	}

	private async rotateUnlessHeldBack(key: string, groupId: GroupId, options: GroupOptions): Promise<LedgerAnswer> {
		const rotate = async () => await rotateInviteCode(this.wawp, groupId, options);
		if (options.cooldown === 0) return { kind: 'rotated', ...(await rotate()) };
		const shared = sharedCooldown(this.context, options.cooldown, clock);
		if (!(await shared.claim(key))) {
			await this.wawp.pacing.pause(SETTLE_MS);
			// If the rotation of the other worker has failed, its claim is gone and the old link may still work.
			if (!(await shared.claim(key))) return { kind: 'heldBack' };
		}
		const rotation = rotate();
		// After an unconfirmed rotation, the old link is dead: it counts for the cooldown.
		const counts = await rotation.then(() => true, isUnconfirmed);
		if (!counts) await shared.release(key);
		return { kind: 'rotated', ...(await rotation) };
	}
}

const isUnsettled = (error: Error): boolean => isUnclear(error) || isUnconfirmed(error);

const isCanceled = (error: Error): boolean => error instanceof WawpFailure && error.kind === 'canceled';

const replaced = (groupId: GroupId, error: Error): WawpFailure =>
	new WawpFailure(
		'unconfirmed',
		`Another execution replaced the new invite code of group ${groupId}, and the live one is unknown. ${error.message}`,
		error instanceof WawpFailure ? error.nextStep : '',
	);
