import type { IExecuteFunctions } from 'n8n-workflow';
import { changeSecurity, differencesOf, readSecurity, type FoundSettings } from '../../../wawp/groups/changeSecurity';
import { readGroupCall } from '../../../wawp/groups/groupCalls';
import { groupFrom } from '../../../wawp/groups/groupDetails';
import { heldLocks } from '../../../wawp/groups/heldLocks';
import { inviteLink } from '../../../wawp/inviteCode/inviteCode';
import { isUnclear, orFailure, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { within } from '../../../wawp/transport/within';
import type { Wawp } from '../../../wawp/transport/request';
import type { GroupPlan } from '../../../wawp/waves/plan';
import type { StopResult } from '../../../wawp/waves/stopResult';
import { RotationRun, type GroupCode, type GroupResults } from '../inviteCode/rotationRun';
import { retryMemory } from '../retryMemory';

/** ms. The admins hear what is known then. The requests go on, and the code is read anew before anybody gets it. */
const GIVE_UP_MS = 6_000;

const LOCKED = { onlyAdminsCanSend: true, onlyAdminsCanEdit: true };

const REVOKE = { verify: true, cooldown: 0, maxRetries: 3, timeout: 30_000 };

type Link = Pick<StopResult, 'link' | 'verified' | 'inviteLink' | 'linkError' | 'isNoAdmin'>;
type Lock = Pick<StopResult, 'lockState' | 'lockError' | 'onlyAdminsCanSend' | 'onlyAdminsCanEdit'>;

/** Revokes the links and locks the groups of a wave, all at the same time. */
export class StopRun {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly wawp: Wawp,
	) {}

	async stopAll(plans: readonly GroupPlan[]): Promise<StopResult[]> {
		const codes: GroupResults = retryMemory(this.context);
		const acting = plans.filter(({ act }) => act !== 'watch');
		const groups = new Map(acting.map(({ groupId }) => [groupId, REVOKE]));
		const revoking = new RotationRun(this.context, this.wawp, codes).rotateAll(groups, Math.max(1, groups.size));
		const locks = new Map<GroupPlan, Lock>();
		const locking = acting.map(async (plan) => {
			if (plan.lock) locks.set(plan, await this.lock(plan));
		});
		const names = new Map<GroupPlan, string>();
		const naming = plans.map(async (plan) => {
			if (plan.groupName === plan.groupId) names.set(plan, await this.nameOf(plan));
		});
		await within(GIVE_UP_MS, Promise.all([revoking, ...locking, ...naming]));
		return plans.map((plan) => ({
			...plan,
			groupName: names.get(plan) ?? plan.groupName,
			...(plan.act === 'watch' ? NO_LINK : linkOf(codes.get(plan.groupId))),
			...(plan.lock ? (locks.get(plan) ?? NOT_YET) : NO_LOCK),
		}));
	}

	/** The trigger does not know the name of every group, and people do not know its ID. */
	private async nameOf({ groupId }: GroupPlan): Promise<string> {
		const outcome = await requestWithRetry(this.wawp, readGroupCall(groupId), { maxRetries: 0 });
		return groupFrom(outcome, groupId)?.name ?? groupId;
	}

	private async lock({ groupId }: GroupPlan): Promise<Lock> {
		const current = await orFailure(readSecurity(this.wawp, groupId));
		if (current instanceof WawpFailure) return failedLock('failed', current, UNKNOWN);
		const found = heldLocks.add(this.wawp.account, groupId, current);
		// A lock of another wave looks like one from before, but it will be taken back.
		if (differencesOf(found, LOCKED).length === 0) return { lockState: 'lockedBefore', lockError: '', ...found };
		const result = await orFailure(changeSecurity(this.wawp, groupId, current, LOCKED, retryMemory(this.context, 'attempts')));
		if (result === true) return { lockState: 'locked', lockError: '', ...found };
		if (result === false)
			return { lockState: 'unknown', lockError: 'Wawp accepted the change, but n8n could not check it', ...found };
		return failedLock(isUnclear(result) ? 'unknown' : 'failed', result, found);
	}
}

const UNKNOWN: FoundSettings = { onlyAdminsCanSend: null, onlyAdminsCanEdit: null };

const NO_LINK: Link = { link: 'untouched', verified: false, inviteLink: null, linkError: '', isNoAdmin: false };
const NO_LOCK: Lock = { lockState: 'untouched', lockError: '', ...UNKNOWN };
const NOT_YET: Lock = { lockState: 'unknown', lockError: 'Wawp has not answered yet', ...UNKNOWN };

const failedLock = (lockState: 'failed' | 'unknown', { message, nextStep }: WawpFailure, found: FoundSettings): Lock => ({
	lockState,
	lockError: `${message}. ${nextStep}`,
	...found,
});

/** @param result undefined: Wawp has not answered in time */
function linkOf(result: GroupCode | Error | undefined): Link {
	if (!result) return { ...NO_LINK, link: 'unknown', linkError: 'Wawp has not answered yet' };
	if (!(result instanceof Error)) {
		const { code, previousCode } = result;
		const verified = previousCode !== null && previousCode !== code;
		return { ...NO_LINK, link: 'revoked', verified, inviteLink: inviteLink(code) };
	}
	const kind = result instanceof WawpFailure ? result.kind : 'unclear';
	const link = kind === 'unconfirmed' ? 'dead' : kind === 'unclear' ? 'unknown' : 'alive';
	const nextStep = result instanceof WawpFailure ? `. ${result.nextStep}` : '';
	return { ...NO_LINK, link, isNoAdmin: kind === 'notAdmin', linkError: result.message + nextStep };
}
