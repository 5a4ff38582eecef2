import type { Outcome } from '../outcome/outcome';
import { callResult } from './callResult';
import { describeFailure, explain, lacksRights, type Explanations, type OwnRights } from '../outcome/describeFailure';
import { rightsBehind } from '../groups/ownRights';
import { WawpFailure } from '../outcome/wawpFailure';
import type { GroupId } from '../ids/groupId';
import { readCodeCall, revokeCall } from './inviteCodeCalls';
import { knownCodes, OUTDATED_MS } from './knownCodes';
import { accountKey } from '../transport/account';
import type { Wawp } from '../transport/request';
import type { Slots } from '../transport/slots';
import { advance, beginRotation, type CallResult, type Ending, type RotationStart } from './rotation';

export interface RotationOptions extends RotationStart {
	/** The timeout of each request, in ms */
	timeout: number;
	/** Limits the revokes in flight. Default: no limit */
	revokes?: Slots;
}

export interface RotatedCode {
	/** The live code. */
	code: string;
	/** The code before the rotation. Null if it was not read. */
	previousCode: string | null;
}

/**
 * Replaces the invite code of a group. Makes the calls that the state machine in `rotation.ts` requires until it ends.
 *
 * @throws WawpFailure that says whether the old link still works, and names every code that may be live
 */
export async function rotateInviteCode(wawp: Wawp, groupId: GroupId, options: RotationOptions): Promise<RotatedCode> {
	const key = accountKey(wawp.account, groupId);
	let rotation = beginRotation(options);
	const last: Partial<Record<'read' | 'revoke', Outcome>> = {};
	while (rotation.next.do !== 'succeed' && rotation.next.do !== 'fail') {
		const call = rotation.next;
		if (call.wait === 'backoff') await wawp.pacing.backoff(rotation.retries);
		if (call.wait === 'outdated') await wawp.pacing.pause(OUTDATED_MS);
		if (call.wait === 'overdue') await wawp.pacing.pause(OVERDUE_MS);
		const by = call.do === 'revoke' ? 'revoke' : 'read';
		const request = (by === 'revoke' ? revokeCall : readCodeCall)(groupId);
		// After a revoke, a read must not be left out, or its code is lost.
		const evenIfStopped = call.do === 'check' || call.do === 'confirm';
		const send = async () =>
			await wawp.request({ ...request, timeout: options.timeout, ...(evenIfStopped && { evenIfStopped }) });
		const since = knownCodes.changes(key);
		const outcome = by === 'revoke' && options.revokes ? await options.revokes.run(send) : await send();
		if (outcome.kind === 'noResponse' && outcome.reason === 'canceled') {
			const revokeSent = last.revoke !== undefined || (by === 'revoke' && outcome.mayHaveArrived);
			throw canceled(groupId, outcome, revokeSent, call.do === 'confirm' ? call.candidate : undefined);
		}
		last[by] = outcome;
		const result = unlessOutdated(key, callResult(outcome));
		if (by === 'read' && result.kind === 'code' && !result.isDoubtful) knownCodes.saw(key, result.code, since);
		rotation = advance(rotation, call, result);
		// The next calls must not take the replaced code for a new one.
		if (rotation.next.do === 'confirm') knownCodes.rotated(key, rotation.next.candidate, rotation.before);
	}
	const { next, before } = rotation;
	if (next.do === 'succeed') {
		knownCodes.rotated(key, next.code, before);
		return { code: next.code, previousCode: before };
	}
	const outcome = last[next.by];
	if (!outcome) throw new TypeError('A rotation can only fail after a call');
	const look = { evenIfRefused: next.because === 'unclear' };
	const rights = callResult(outcome).kind === 'code' ? undefined : await rightsBehind(wawp, groupId, outcome, look);
	const isOutdated = unlessOutdated(key, callResult(outcome)).kind === 'outdated';
	throw failureOf(groupId, next, outcome, { rights, isOutdated });
}

/** A code that is known to be dead comes from a cache, whatever call returned it. */
const unlessOutdated = (key: string, result: CallResult): CallResult =>
	result.kind === 'code' && knownCodes.credibility(key, result.code) === 'dead' ? { kind: 'outdated' } : result;

// A revoke that has had no effect 30 s after the server stopped responding counts as not done.
const OVERDUE_MS = 30_000;

const GET = 'Get Invite Code';

function failureOf(
	groupId: GroupId,
	{ because, by, code, returned }: Ending & { do: 'fail' },
	outcome: Outcome,
	{ rights, isOutdated }: { rights: OwnRights | undefined; isOutdated: boolean },
): WawpFailure {
	const explanations = because === 'unclear' && !lacksRights(rights) ? refusedByWhatsApp(by) : {};
	const explained = explain(outcome, { check: '', rights, explanations });
	const { reason, nextStep, httpStatus } = isOutdated ? { ...explained, ...OUTDATED } : explained;
	const alsoReturned = returned ? `; the revoke returned ${returned}` : '';
	switch (because) {
		case 'refused':
			return describeFailure(outcome, { doing: 'revoke the invite code', groupId, rights });
		case 'unchanged':
			return new WawpFailure(
				'unchanged',
				`The old invite link of group ${groupId} still works: the code is still ${code ?? 'the same'}, ${callResult(outcome).kind === 'code' ? 'although Wawp reported success' : reason}${alsoReturned}`,
				'Reset the link on the phone (Group info > Invite to group via link > Reset link). If Wawp keeps reporting success, ask Wawp whether the engine of your instance can revoke links',
				httpStatus,
			);
		case 'unclear':
			return new WawpFailure(
				'unclear',
				`${
					lacksRights(rights)
						? `The invite code of group ${groupId} was probably not revoked`
						: `It is not known whether the invite code of group ${groupId} was revoked`
				}: ${reason}${code ? `; the last code read is ${code}` : ''}${alsoReturned}`,
				`Read the code with "${GET}" before you share a link. ${nextStep}`,
				httpStatus,
			);
		case 'unconfirmed':
			return new WawpFailure(
				'unconfirmed',
				`The old invite link of group ${groupId} is dead and its new code is probably ${code ?? 'unknown'}, but this could not be confirmed: ${reason}`,
				`An earlier revoke may have taken effect late and replaced the code again. Read the code with "${GET}" before you share a link. ${nextStep}`,
				httpStatus,
			);
	}
}

/** A refusal that does not say whether the code was revoked does not prove either what the account may do. */
function refusedByWhatsApp(by: 'read' | 'revoke'): Explanations {
	const reason = by === 'read' ? 'WhatsApp refused to show the code afterwards' : 'WhatsApp refused the request';
	const refused = { reason, nextStep: 'Check that the account is an admin of the group' };
	return { notAdmin: refused, notMember: refused, noSuchGroup: refused };
}

const OUTDATED = {
	reason: 'Wawp returned an outdated response, with a code that no longer works',
	nextStep: 'Run this again in a minute. If nothing changes, ask Wawp how long it caches this call',
};

const canceled = (groupId: GroupId, outcome: Outcome, revokeSent: boolean, newCode: string | undefined) =>
	revokeSent
		? new WawpFailure(
				'canceled',
				`The execution was canceled while the invite code of group ${groupId} was being revoked${newCode ? `: its new code is probably ${newCode}` : ''}`,
				`The old link ${newCode ? 'is dead' : 'may already be dead'}: read the code with "${GET}" before you share a link`,
			)
		: describeFailure(outcome, { doing: 'revoke the invite code', groupId });
