/**
 * What one call said about the code. A refusal proves that nothing was done; after the unknown and the unreadable the
 * change may have been made: NOWEB and WEBJS revoke first and may fail to read afterwards (inferred from WAHA).
 */
export type CallResult =
	| { kind: 'code'; code: string }
	/** `final`: for a reason that would refuse every other call on this group too. */
	| { kind: 'refused' | 'unknown'; final: boolean }
	| { kind: 'unreadable' | 'rateLimited' | 'notSent' };

/** A call to make; `wait` asks for a backoff before it. All but `revoke` read the code. */
export type Call = { do: 'readBefore' | 'revoke' | 'check'; wait: boolean } | { do: 'confirm'; candidate: string; wait: boolean };

export type Ending =
	| { do: 'succeed'; code: string }
	/** `by`: the kind of call whose last answer explains it; `code`: one that the person must not lose. */
	| { do: 'fail'; because: Impasse; by: 'read' | 'revoke'; code?: string };

/**
 * refused: nothing was changed · unchanged: the old link still works · unclear: nobody knows whether it does ·
 * unconfirmed: it is dead, but an overdue attempt may still replace the new code
 */
export type Impasse = 'refused' | 'unchanged' | 'unclear' | 'unconfirmed';

/** One rotation of one group's code: a state machine without I/O and clock. docs/reliability.md draws it. */
export interface Rotation {
	readonly next: Call | Ending;
	/** The code that a new one must differ from; null until one was read. */
	readonly before: string | null;
	/** Why the last revoke has to be checked. */
	readonly doubt: 'unchanged' | 'unclear' | 'finally refused';
	/** Whether an earlier revoke may still take effect, because nobody saw how it ended. */
	readonly overdue: boolean;
	/** Calls repeated so far after an outcome that settled nothing. */
	readonly retries: number;
	/** Rate limits waited out so far. */
	readonly waits: number;
	/** The bound of `retries`, and of `waits`. */
	readonly maxRetries: number;
}

/** @param verify whether to read the code first, to prove that it changed */
export function beginRotation({ verify, maxRetries }: { verify: boolean; maxRetries: number }): Rotation {
	const next = { do: verify ? 'readBefore' : 'revoke', wait: false } as const;
	return { next, before: null, doubt: 'unclear', overdue: false, retries: 0, waits: 0, maxRetries };
}

/** The rotation after the call it asked for came back. */
export function advance(rotation: Rotation, call: Call, result: CallResult): Rotation {
	if (result.kind === 'rateLimited' && rotation.waits < rotation.maxRetries) {
		// The wait itself is the shared gate's, which the answer has closed.
		return { ...rotation, waits: rotation.waits + 1, next: { ...call, wait: false } };
	}
	if (result.kind === 'notSent' && mayRetry(rotation)) return retry(rotation, call);
	switch (call.do) {
		case 'readBefore':
			return afterReadBefore(rotation, call, result);
		case 'revoke':
			return afterRevoke(rotation, result);
		case 'check':
			return afterCheck(rotation, call, result);
		case 'confirm':
			return afterConfirm(rotation, call, result);
	}
}

function afterReadBefore(rotation: Rotation, call: Call, result: CallResult): Rotation {
	if (result.kind === 'code') return { ...rotation, before: result.code, next: REVOKE };
	const stopped = result.kind === 'rateLimited' || result.kind === 'notSent' || ('final' in result && result.final);
	if (stopped) return fail(rotation, 'refused', 'read');
	// One more try for the proof; after that a person under attack wants the link dead, proven or not.
	return result.kind === 'unknown' && rotation.retries === 0 && mayRetry(rotation)
		? retry(rotation, call)
		: { ...rotation, next: REVOKE };
}

function afterRevoke(rotation: Rotation, result: CallResult): Rotation {
	switch (result.kind) {
		case 'code':
			return result.code === rotation.before ? check(rotation, 'unchanged') : settle(rotation, result.code);
		case 'unreadable':
			return check(rotation, 'unclear');
		case 'unknown':
			return check(rotation, result.final ? 'finally refused' : 'unclear');
		default:
			return fail(rotation, rotation.overdue ? 'unclear' : 'refused', 'revoke', rotation.before);
	}
}

function afterCheck(rotation: Rotation, call: Call, result: CallResult): Rotation {
	const { before, doubt } = rotation;
	if (result.kind !== 'code') {
		// To an account that can't read codes some engines answer nothing, for ever; one that could read before will again.
		const passing = (result.kind === 'unknown' && !result.final) || (result.kind === 'unreadable' && before !== null);
		if (passing && mayRetry(rotation)) return retry(rotation, call);
		if (doubt === 'unchanged') return fail(rotation, 'unchanged', 'revoke', before);
		const bothRefused = doubt === 'finally refused' && 'final' in result && result.final;
		return bothRefused ? fail(rotation, 'refused', 'revoke') : fail(rotation, 'unclear', 'read', before);
	}
	if (before !== null && result.code !== before) return settle(rotation, result.code);
	if (before !== null && doubt === 'finally refused') return fail(rotation, 'refused', 'revoke');
	// Where nothing was read before, only a second revoke can tell: its code must differ from this one.
	if (!mayRetry(rotation)) return fail(rotation, before === null ? 'unclear' : 'unchanged', 'revoke', result.code);
	const overdue = rotation.overdue || doubt !== 'unchanged';
	return retry({ ...rotation, before: result.code, overdue }, REVOKE);
}

function afterConfirm(rotation: Rotation, call: Call & { do: 'confirm' }, result: CallResult): Rotation {
	if (result.kind === 'code' && result.code === call.candidate) return succeed(rotation, result.code);
	// An overdue revoke came through: its code is the live one, unless yet another follows.
	const replaced = result.kind === 'code' && result.code !== rotation.before;
	const candidate = replaced ? result.code : call.candidate;
	if (mayRetry(rotation) && !('final' in result && result.final)) return retry(rotation, { ...call, candidate });
	return replaced ? succeed(rotation, candidate) : fail(rotation, 'unconfirmed', 'read', candidate);
}

const REVOKE = { do: 'revoke', wait: false } as const;

const mayRetry = ({ retries, maxRetries }: Rotation) => retries < maxRetries;

const retry = (rotation: Rotation, call: Call): Rotation => ({
	...rotation,
	retries: rotation.retries + 1,
	next: { ...call, wait: true },
});

const check = (rotation: Rotation, doubt: Rotation['doubt']): Rotation => ({
	...rotation,
	doubt,
	next: { do: 'check', wait: false },
});

/** A new code is the live one at once, unless an earlier revoke may still replace it. */
const settle = (rotation: Rotation, code: string): Rotation =>
	rotation.overdue ? { ...rotation, next: { do: 'confirm', candidate: code, wait: true } } : succeed(rotation, code);

const succeed = (rotation: Rotation, code: string): Rotation => ({ ...rotation, next: { do: 'succeed', code } });

const fail = (rotation: Rotation, because: Impasse, by: 'read' | 'revoke', code?: string | null): Rotation => ({
	...rotation,
	next: { do: 'fail', because, by, ...(code && { code }) },
});
