/**
 * What the result of one call proves. `refused`, `rateLimited` and `notSent` prove that nothing was done. After `unknown` and
 * `unreadable`, the change may have been made: NOWEB and WEBJS revoke first, and the read afterwards may fail (inferred from
 * WAHA).
 */
export type CallResult =
	/** `isDoubtful`: it could be a word. It counts only if the revoke and a read return the same. */
	| { kind: 'code'; code: string; isDoubtful?: boolean }
	/** `final`: the reason would also refuse all other calls on this group. */
	| { kind: 'refused'; final: boolean }
	/** `late`: the call may still be in flight, and may still take effect. */
	| { kind: 'unknown'; final: boolean; late: boolean }
	/** `final`: the run sends no more requests. */
	| { kind: 'notSent'; final?: boolean }
	/** `final`: as for `refused`, but under a 2xx, which proves nothing about a revoke. */
	| { kind: 'unreadable'; final?: boolean }
	/** A code that is known to be dead: the response comes from a cache. */
	| { kind: 'outdated' }
	| { kind: 'rateLimited' };

/** The wait before a call: none, a backoff, the time that a cache may need, or the time after which a late revoke no longer counts. */
export type Wait = 'none' | 'backoff' | 'outdated' | 'overdue';

/** A call to make. All but `revoke` read the code. */
export type Call = { do: 'readBefore' | 'revoke' | 'check'; wait: Wait } | { do: 'confirm'; candidate: string; wait: Wait };

export type Ending =
	| { do: 'succeed'; code: string }
	/** `by`: the kind of call whose last outcome explains the failure. `code`: the code that must not be lost. `returned`: a doubtful one. */
	| { do: 'fail'; because: RotationFailure; by: 'read' | 'revoke'; code?: string; returned?: string };

/**
 * refused: nothing was changed · unchanged: the old link still works · unclear: it is unknown whether the old link works ·
 * unconfirmed: the old link is dead, but an overdue revoke may still replace the new code
 */
export type RotationFailure = 'refused' | 'unchanged' | 'unclear' | 'unconfirmed';

/** The state of one rotation: a state machine without I/O and without a clock. docs/reliability.md has the diagram. */
export interface Rotation {
	readonly next: Call | Ending;
	/** The code that a new code must differ from. Null until a code is read. */
	readonly before: string | null;
	/** Why the last revoke must be checked. */
	readonly doubt: 'unchanged' | 'unclear' | 'late' | 'finally refused';
	/** The code of the last revoke that was doubtful; null if there was none. */
	readonly suspect: string | null;
	/** Whether `before` may itself be a new code, because it was read after a revoke with an unknown outcome. */
	readonly mayBeNew: boolean;
	/** Whether an earlier revoke may still take effect. It had not when the code was read. */
	readonly overdue: boolean;
	/** Whether the unchanged code was read twice after the last revoke: the first response may come from a cache. */
	readonly lookedTwice: boolean;
	/** Whether an earlier revoke with an unknown outcome counts as not done only because of one such read. */
	readonly lookedOnce: boolean;
	/** The number of calls repeated so far, not counting rate limits. */
	readonly retries: number;
	/** The number of rate limits so far. */
	readonly waits: number;
	/** The maximum of `retries`, and of `waits`. */
	readonly maxRetries: number;
}

export interface RotationStart {
	/** Whether to read the code first, which proves later that it changed. */
	verify: boolean;
	maxRetries: number;
	/** Whether an earlier rotation of this group in the same run ended unclear. */
	afterUnclear?: boolean;
}

/** The first state of a rotation. */
export function beginRotation({ verify, maxRetries, afterUnclear = false }: RotationStart): Rotation {
	return {
		next: { do: verify ? 'readBefore' : 'revoke', wait: 'none' },
		before: null,
		doubt: 'unclear',
		suspect: null,
		mayBeNew: afterUnclear,
		overdue: afterUnclear,
		lookedTwice: false,
		lookedOnce: false,
		retries: 0,
		waits: 0,
		maxRetries,
	};
}

/**
 * The next state of a rotation.
 *
 * @param call the call from `rotation.next`
 * @param result the result of that call
 */
export function advance(rotation: Rotation, call: Call, result: CallResult): Rotation {
	if (result.kind === 'rateLimited' && rotation.waits < rotation.maxRetries) {
		// The pacing already delays the next request, so this call needs no backoff.
		return { ...rotation, waits: rotation.waits + 1, next: { ...call, wait: 'none' } };
	}
	if (result.kind === 'notSent' && !result.final && mayRetry(rotation)) return retry(rotation, call, result);
	if (result.kind === 'code' && isDoubtful(rotation, call, result) && result.code !== rotation.suspect) {
		return call.do === 'revoke'
			? check({ ...rotation, suspect: result.code }, 'unclear')
			: advance(rotation, call, { kind: 'unreadable' });
	}
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
	if (stopped) return failForSure(rotation, 'refused', 'read');
	// One retry, to be able to prove the change. After that, a person under attack prefers a revoke without a proof.
	const mayPass = result.kind === 'unknown' || result.kind === 'outdated';
	return mayPass && rotation.retries === 0 && mayRetry(rotation) ? retry(rotation, call, result) : { ...rotation, next: REVOKE };
}

function afterRevoke(rotation: Rotation, result: CallResult): Rotation {
	switch (result.kind) {
		case 'code':
			return result.code === rotation.before ? check(rotation, 'unchanged') : settle(rotation, result.code);
		case 'unreadable':
		case 'outdated':
			return check(rotation, 'unclear');
		case 'unknown':
			return check(rotation, result.final ? 'finally refused' : result.late ? 'late' : 'unclear');
		default:
			return rotation.lookedOnce
				? check({ ...rotation, lookedOnce: false }, 'finally refused')
				: failForSure(rotation, 'refused', 'revoke');
	}
}

function afterCheck(rotation: Rotation, call: Call, result: CallResult): Rotation {
	const { before, doubt } = rotation;
	if (result.kind !== 'code') {
		// Some engines always return an empty response to an account that cannot read codes. If a code was read before, it can be
		// read again.
		const passing =
			result.kind === 'outdated' ||
			(result.kind === 'unknown' && !result.final) ||
			(result.kind === 'unreadable' && !result.final && before !== null);
		if (passing && mayRetry(rotation)) return retry(rotation, call, result);
		// A refused read says nothing about the revoke before it, even if that was refused, too: NOWEB and WEBJS revoke, then read, and
		// report a refused read as the failure of the whole call.
		return doubt === 'unchanged' ? failForSure(rotation, 'unchanged', 'revoke') : fail(rotation, 'unclear', 'read', before);
	}
	const overdue = rotation.overdue || doubt === 'late';
	// Someone else may have created this code while our own revoke is still in flight.
	if (before !== null && result.code !== before) return settle({ ...rotation, overdue }, result.code);
	// Without an earlier code, only a second revoke proves a change: its code must differ from this one.
	const mayBeNew = rotation.mayBeNew || before === null;
	// A failure that says what happened to the link needs a second look, unless it is unclear anyway.
	const lookedOnce = doubt !== 'unchanged' && !rotation.lookedTwice && !mayBeNew && !overdue;
	const known = { ...rotation, before: result.code, mayBeNew, overdue, lookedOnce };
	const isLast = doubt === 'finally refused' || !mayRetry(rotation);
	if (isLast && lookedOnce) return { ...known, lookedTwice: true, next: { ...call, wait: 'outdated' } };
	if (before !== null && doubt === 'finally refused') return failForSure(rotation, 'refused', 'revoke');
	return mayRetry(rotation) ? retry(known, REVOKE, result) : failForSure(known, 'unchanged', 'revoke');
}

function afterConfirm(rotation: Rotation, call: Call & { do: 'confirm' }, result: CallResult): Rotation {
	if (result.kind === 'code' && result.code === call.candidate) return succeed(rotation, result.code);
	// An overdue revoke took effect. Its code is the live one, unless another revoke follows.
	const replaced = result.kind === 'code' && result.code !== rotation.before;
	const candidate = replaced ? result.code : call.candidate;
	if (mayRetry(rotation) && !('final' in result && result.final)) return retry(rotation, { ...call, candidate }, result);
	return replaced ? succeed(rotation, candidate) : fail(rotation, 'unconfirmed', 'read', candidate);
}

const REVOKE = { do: 'revoke', wait: 'none' } as const;

/** The codes of a group usually have one length. Another one can come from a body that was cut short. */
const isDoubtful = ({ before }: Rotation, call: Call, { isDoubtful, code }: CallResult & { kind: 'code' }): boolean =>
	isDoubtful === true || (call.do === 'revoke' && before !== null && code.length !== before.length);

const mayRetry = ({ retries, maxRetries }: Rotation) => retries < maxRetries;

const retry = (rotation: Rotation, call: Call, { kind }: CallResult): Rotation => ({
	...rotation,
	retries: rotation.retries + 1,
	next: { ...call, wait: kind === 'outdated' ? 'outdated' : 'backoff' },
});

const check = (rotation: Rotation, doubt: Rotation['doubt']): Rotation => ({
	...rotation,
	doubt,
	lookedTwice: false,
	next: { do: 'check', wait: 'none' },
});

/** A new code ends the rotation, unless an earlier revoke may still replace the code. */
const settle = (rotation: Rotation, code: string): Rotation =>
	rotation.overdue ? { ...rotation, next: { do: 'confirm', candidate: code, wait: 'overdue' } } : succeed(rotation, code);

const succeed = (rotation: Rotation, code: string): Rotation => ({ ...rotation, next: { do: 'succeed', code } });

/** Fails with the given reason only if no earlier revoke has an unknown outcome. Otherwise the failure is unclear. */
const failForSure = (rotation: Rotation, because: 'refused' | 'unchanged', by: 'read' | 'revoke'): Rotation =>
	fail(rotation, rotation.overdue || rotation.mayBeNew ? 'unclear' : because, by, rotation.before);

const fail = (rotation: Rotation, because: RotationFailure, by: 'read' | 'revoke', code?: string | null): Rotation => ({
	...rotation,
	next: {
		do: 'fail',
		because,
		by,
		...(code && { code }),
		...(rotation.suspect !== null && because !== 'refused' && { returned: rotation.suspect }),
	},
});
