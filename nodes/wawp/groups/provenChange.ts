import { isAccepted } from '../outcome/acceptedChange';
import type { GroupId } from '../ids/groupId';
import { describeFailure, explain, lacksRights, type Explanations, type FailureContext } from '../outcome/describeFailure';
import { failureKind } from '../outcome/failureKind';
import { isFinal, provesNothingDone } from '../outcome/failurePolicy';
import type { Outcome } from '../outcome/outcome';
import { WawpFailure } from '../outcome/wawpFailure';
import type { Wawp, WawpCall } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { rightsBehind } from './ownRights';

/** ms. An engine may show a change a moment later. */
const LOOK_AGAIN_MS = 2_000;

/** A change of a group, and how to see whether it is in effect. */
export interface Change {
	groupId: GroupId;
	call: WawpCall;
	/** Whether a second request does no harm. */
	idempotent: boolean;
	/** Whether the change is in effect. Undefined: this cannot be seen. */
	look: () => Promise<boolean | undefined>;
	words: ChangeWords;
}

export interface ChangeWords {
	/** What was attempted, as it follows "Could not", e.g. `leave`. */
	doing: string;
	preposition?: FailureContext['preposition'];
	/** What is true after the change, e.g. `the chat of group ... is deleted`. */
	result: (group: string) => string;
	/** What is true without it, e.g. `the account is in the group`. None if the engine may show an outdated state, which proves nothing. */
	asBefore?: string;
	/** How a person sees what is true, e.g. `look at the group in WhatsApp`. */
	check: string;
	/** How a person makes the change without this call, e.g. `Leave the group in WhatsApp`. */
	byHand: string;
	explanations?: Explanations;
}

/**
 * Makes a change, unless it is already in effect. A call that must not be repeated is made this way: an earlier try may have made it.
 *
 * @returns whether the state was seen. False: Wawp accepted the change, but does not show it
 * @throws WawpFailure if the change is not in effect, or if this is unknown (kind `unclear`)
 */
export const ensureChange = async (wawp: Wawp, change: Change): Promise<boolean> =>
	(await change.look()) === true || (await makeChange(wawp, change));

/** Makes a change and looks whether it took effect. Returns and throws the same as `ensureChange`. */
export async function makeChange(wawp: Wawp, change: Change): Promise<boolean> {
	const { call, idempotent, look, words } = change;
	const outcome = await requestWithRetry(wawp, call, { idempotent });
	const seen = isRefused(outcome) ? undefined : await lookTwice(wawp, look);
	if (seen === true) return true;
	if (isAccepted(outcome) && (seen === undefined || words.asBefore === undefined)) return false;
	throw await failureOf(wawp, change, outcome, seen === false);
}

async function lookTwice(wawp: Wawp, look: Change['look']): Promise<boolean | undefined> {
	const seen = await look();
	if (seen !== false) return seen;
	await wawp.pacing.pause(LOOK_AGAIN_MS);
	return (await look()) ?? seen;
}

/**
 * Whether a response proves that nothing changed. WhatsApp's refusals arrive as HTTP 500 (inferred from WAHA). They count as proof
 * here, because the change is a single step.
 */
const isRefused = (outcome: Outcome): boolean =>
	!isAccepted(outcome) && (provesNothingDone(outcome) || isFinal(outcome) || failureKind(outcome) === 'unsupported');

/** @param isUnchanged whether the look showed the state from before */
async function failureOf(wawp: Wawp, { groupId, words }: Change, outcome: Outcome, isUnchanged: boolean): Promise<WawpFailure> {
	const { doing, preposition = 'of', result, asBefore, check, explanations } = words;
	const byHand = `${words.byHand}. ${ASK_WAWP}`;
	const rights = await rightsBehind(wawp, groupId, outcome);
	const context = { doing, groupId, preposition, check, rights, explanations: { ...notOffered(byHand), ...explanations } };
	const isProvenUnchanged = isUnchanged && asBefore !== undefined;
	if (isProvenUnchanged && isAccepted(outcome) && !lacksRights(rights)) {
		const message = `Could not ${doing} ${preposition} group ${groupId}: Wawp accepted the request, but ${asBefore} as before`;
		return new WawpFailure('unchanged', message, `${byHand}. ${explain(outcome).said}`);
	}
	if (isProvenUnchanged) {
		return describeFailure(outcome, context).withNextStep(`The node looked afterwards: ${asBefore}`);
	}
	if (isRefused(outcome) || lacksRights(rights)) return describeFailure(outcome, context);
	const { kind, reason, nextStep, httpStatus } = explain(outcome, { ...context, check: '' });
	return new WawpFailure(
		kind === 'canceled' ? kind : 'unclear',
		`It is not known whether ${result(`group ${groupId}`)} now: ${reason}`,
		`${check.charAt(0).toUpperCase()}${check.slice(1)} before you try again. ${nextStep}`,
		httpStatus,
	);
}

const ASK_WAWP = 'Wawp does not document this call: ask Wawp whether your instance supports it';

/** Texts for a call that Wawp may not have. */
const notOffered = (byHand: string): Explanations => ({
	notFound: { reason: 'Wawp does not seem to offer this change', nextStep: byHand },
	unsupported: { reason: 'your Wawp instance does not support this change', nextStep: byHand },
	badRequest: {
		reason: 'Wawp did not accept this change',
		nextStep: `${byHand}. If it does, change "Send Credentials In" in the credential`,
	},
});
