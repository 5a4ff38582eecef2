import type { GroupId } from '../ids/groupId';
import { verdictOf, type Attempts } from '../outcome/attempts';
import { describeFailure, explain, lacksRights, type Explanations, type FailureContext } from '../outcome/describeFailure';
import { describeUnclear } from '../outcome/describeUnclear';
import type { Outcome } from '../outcome/outcome';
import { orFailure, WawpFailure } from '../outcome/wawpFailure';
import type { Wawp, WawpCall } from '../transport/request';
import { requestChange, requestWithRetry, type RetryOptions } from '../transport/retry';
import { rightsBehind } from './ownRights';

/** ms. An engine may show a change a moment later. */
const LOOK_AGAIN_MS = 2_000;

/** Reads for one look. A read that shows several changes is made once: NOWEB loads all groups of the account for it. */
export type Read = (call: WawpCall, options?: RetryOptions) => Promise<Outcome>;

/** A change of a group, and how to see whether it is in effect. */
export interface Change {
	groupId: GroupId;
	/** Names the change among those of the group, e.g. `subject=New`. */
	name: string;
	call: WawpCall;
	/** Whether a second request does no harm. */
	idempotent: boolean;
	/** Whether missing admin rights may explain a failure. */
	needsAdmin: boolean;
	/**
	 * Whether the change is in effect. Undefined: this cannot be seen.
	 *
	 * @param accepted whether Wawp accepted the change before
	 */
	look: (read: Read, accepted: boolean) => Promise<boolean | undefined>;
	/** Whether the response itself proves that the change is in effect, although it refuses the request. */
	isShownBy?: (outcome: Outcome) => boolean;
	/** Whether a look at an accepted change that showed the state from before may have been at a cache, which proves nothing. */
	mayBeOutdated?: (accepted: Outcome) => Promise<boolean>;
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

/** What the requests of each change have proved so far, by group and change. Retry On Fail hands it on to the next try. */
export type ChangeMemory = Map<string, Attempts>;

/** Whether a request of an earlier try may have made a change. */
export function mayBeMade(memory: ChangeMemory, groupId: GroupId, name: string): boolean {
	const attempts = memory.get(keyOf(groupId, name));
	return attempts !== undefined && verdictOf(attempts) !== 'refused';
}

/**
 * Makes a change and looks whether it took effect. A change that must not be repeated is only looked at, once a request may have made it.
 *
 * @param memory what earlier tries have proved; gets what this one proves
 * @returns whether the state was seen. False: Wawp accepted the change, but does not show it
 * @throws WawpFailure if the change is not in effect, or if this is unknown (kind `unclear`)
 */
export async function makeChange(wawp: Wawp, change: Change, memory: ChangeMemory): Promise<boolean> {
	const [result = false] = await makeChanges(wawp, [change], memory);
	if (result instanceof WawpFailure) throw result;
	return result;
}

/**
 * Makes several changes, and looks at all of them afterwards.
 *
 * @param whileAccepted whether to send no further change after one that Wawp did not accept
 * @returns for each change that was sent, what `makeChange` returns or throws
 */
export async function makeChanges(
	wawp: Wawp,
	changes: readonly Change[],
	memory: ChangeMemory,
	{ whileAccepted = false } = {},
): Promise<Array<boolean | WawpFailure>> {
	const made: MadeChange[] = [];
	for (const change of changes) {
		const attempts = await send(wawp, change, memory);
		made.push({ change, attempts, seen: change.isShownBy?.(attempts.last) === true ? true : undefined });
		if (whileAccepted && verdictOf(attempts) !== 'accepted') break;
	}
	const unsettled = made.filter(({ attempts, seen }) => seen === undefined && verdictOf(attempts) !== 'refused');
	await lookAt(wawp, unsettled);
	const unseen = unsettled.filter(({ seen }) => seen === false);
	if (unseen.length > 0) await wawp.pacing.pause(LOOK_AGAIN_MS);
	await lookAt(wawp, unseen);
	const results: Array<boolean | WawpFailure> = [];
	for (const each of made) results.push(await orFailure(resultOf(wawp, each)));
	return results;
}

async function send(wawp: Wawp, { groupId, name, call, idempotent }: Change, memory: ChangeMemory): Promise<Attempts> {
	const key = keyOf(groupId, name);
	const attempts = await requestChange(wawp, call, { idempotent }, memory.get(key));
	memory.set(key, attempts);
	return attempts;
}

const keyOf = (groupId: GroupId, name: string) => `${groupId} ${name}`;

interface MadeChange {
	change: Change;
	attempts: Attempts;
	/** Whether the change was seen in effect. False: the state from before was seen. */
	seen: boolean | undefined;
}

async function lookAt(wawp: Wawp, made: readonly MadeChange[]): Promise<void> {
	const read = reader(wawp);
	for (const each of made) each.seen = (await each.change.look(read, verdictOf(each.attempts) === 'accepted')) ?? each.seen;
}

function reader(wawp: Wawp): Read {
	const known = new Map<string, Outcome>();
	return async (call, options) => {
		const outcome = known.get(call.path) ?? (await requestWithRetry(wawp, call, options));
		known.set(call.path, outcome);
		return outcome;
	};
}

async function resultOf(wawp: Wawp, { change, attempts, seen }: MadeChange): Promise<boolean> {
	if (seen === true) return true;
	const provesNothing = seen === undefined || change.words.asBefore === undefined;
	const isAccepted = verdictOf(attempts) === 'accepted';
	if (isAccepted && (provesNothing || (await change.mayBeOutdated?.(attempts.last)) === true)) return false;
	throw await failureOf(wawp, change, attempts, seen === false);
}

/** @param isUnchanged whether the look showed the state from before */
async function failureOf(
	wawp: Wawp,
	{ groupId, needsAdmin, words }: Change,
	attempts: Attempts,
	isUnchanged: boolean,
): Promise<WawpFailure> {
	const { last } = attempts;
	const { doing, preposition = 'of', result, asBefore, check, explanations } = words;
	const byHand = `${words.byHand}. ${ASK_WAWP}`;
	const rights = needsAdmin ? await rightsBehind(wawp, groupId, last) : undefined;
	const context = { doing, groupId, preposition, check, rights, explanations: { ...notOffered(byHand), ...explanations } };
	const verdict = verdictOf(attempts);
	const isProvenUnchanged = isUnchanged && asBefore !== undefined;
	if (isProvenUnchanged && verdict === 'accepted' && !lacksRights(rights)) {
		const message = `Could not ${doing} ${preposition} group ${groupId}: Wawp accepted the request, but ${asBefore} as before`;
		return new WawpFailure('unchanged', message, `${byHand}. ${explain(last).said}`);
	}
	if (isProvenUnchanged) {
		return describeFailure(last, context).withNextStep(`The node looked afterwards: ${asBefore}`);
	}
	if (verdict === 'refused' || (lacksRights(rights) && attempts.open === last)) return describeFailure(last, context);
	const firstStep = `${check.charAt(0).toUpperCase()}${check.slice(1)} before you try again`;
	return describeUnclear(attempts, `It is not known whether ${result(`group ${groupId}`)} now`, { ...context, firstStep });
}

const ASK_WAWP = 'Wawp does not document this call: ask Wawp whether your instance supports it';

/** Texts for a call that Wawp may not have, or that WhatsApp refuses. */
const notOffered = (byHand: string): Explanations => ({
	notFound: { reason: 'Wawp does not seem to offer this change', nextStep: byHand },
	unsupported: { reason: 'your Wawp instance does not support this change', nextStep: byHand },
	badRequest: { reason: 'Wawp did not accept this change', nextStep: byHand },
	refusedByWhatsApp: { reason: 'WhatsApp refused this change', nextStep: byHand },
});
