/**
 * What one call said about the code. A refusal proves that nothing was done; after the unknown and the unreadable the
 * change may have been made: NOWEB and WEBJS revoke first and may fail to read afterwards (inferred from WAHA).
 */
export type CallResult =
	| { kind: 'code'; code: string }
	/** `final`: for a reason that would refuse every other call on this group too. */
	| { kind: 'refused'; final: boolean }
	/** `late`: nobody waited for the end, so that a change may still come. */
	| { kind: 'unknown'; final: boolean; late: boolean }
	| { kind: 'unreadable' | 'rateLimited' | 'notSent' };

/** How long to wait before a call: a backoff, or until a late change would have come. */
export type Wait = 'none' | 'backoff' | 'overdue';

/** A call to make. All but `revoke` read the code. */
export type Call = { do: 'readBefore' | 'revoke' | 'check'; wait: Wait } | { do: 'confirm'; candidate: string; wait: Wait };

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
	readonly doubt: 'unchanged' | 'unclear' | 'late' | 'finally refused';
	/** Whether `before` was read only after a revoke that ended unseen, and so may be a new code itself. */
	readonly mayBeNew: boolean;
	/** Whether an earlier revoke may still take effect, although it had not when the code was read. */
	readonly overdue: boolean;
	/** Calls repeated so far after an outcome that settled nothing. */
	readonly retries: number;
	/** Rate limits waited out so far. */
	readonly waits: number;
	/** The bound of `retries`, and of `waits`. */
	readonly maxRetries: number;
}

export interface RotationStart {
	/** Whether to read the code first, to prove that it changed. */
	verify: boolean;
	maxRetries: number;
	/** Whether an earlier rotation of the same run ended unclear. */
	afterUnclear?: boolean;
}

export function beginRotation({ verify, maxRetries, afterUnclear = false }: RotationStart): Rotation {
	return {
		next: { do: verify ? 'readBefore' : 'revoke', wait: 'none' },
		before: null,
		doubt: 'unclear',
		mayBeNew: afterUnclear,
		overdue: afterUnclear,
		retries: 0,
		waits: 0,
		maxRetries,
	};
}

/** The rotation after the call it asked for came back. */
export function advance(rotation: Rotation, call: Call, result: CallResult): Rotation {
	if (result.kind === 'rateLimited' && rotation.waits < rotation.maxRetries) {
		// The wait itself is the shared gate's, which the answer has closed.
		return { ...rotation, waits: rotation.waits + 1, next: { ...call, wait: 'none' } };
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
	if (stopped) return failForSure(rotation, 'refused', 'read');
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
			return check(rotation, result.final ? 'finally refused' : result.late ? 'late' : 'unclear');
		default:
			return failForSure(rotation, 'refused', 'revoke');
	}
}

function afterCheck(rotation: Rotation, call: Call, result: CallResult): Rotation {
	const { before, doubt } = rotation;
	if (result.kind !== 'code') {
		// To an account that can't read codes some engines answer nothing, for ever; one that could read before will again.
		const passing = (result.kind === 'unknown' && !result.final) || (result.kind === 'unreadable' && before !== null);
		if (passing && mayRetry(rotation)) return retry(rotation, call);
		if (doubt === 'unchanged') return failForSure(rotation, 'unchanged', 'revoke');
		const bothRefused = doubt === 'finally refused' && 'final' in result && result.final;
		return bothRefused ? failForSure(rotation, 'refused', 'revoke') : fail(rotation, 'unclear', 'read', before);
	}
	const overdue = rotation.overdue || doubt === 'late';
	// Somebody else may have made it while our own revoke is still under way.
	if (before !== null && result.code !== before) return settle({ ...rotation, overdue }, result.code);
	if (before !== null && doubt === 'finally refused') return failForSure(rotation, 'refused', 'revoke');
	// Where nothing was read before, only a second revoke can tell: its code must differ from this one.
	const mayBeNew = rotation.mayBeNew || before === null;
	const known = { ...rotation, before: result.code, mayBeNew, overdue };
	return mayRetry(rotation) ? retry(known, REVOKE) : failForSure(known, 'unchanged', 'revoke');
}

function afterConfirm(rotation: Rotation, call: Call & { do: 'confirm' }, result: CallResult): Rotation {
	if (result.kind === 'code' && result.code === call.candidate) return succeed(rotation, result.code);
	// An overdue revoke came through: its code is the live one, unless yet another follows.
	const replaced = result.kind === 'code' && result.code !== rotation.before;
	const candidate = replaced ? result.code : call.candidate;
	if (mayRetry(rotation) && !('final' in result && result.final)) return retry(rotation, { ...call, candidate });
	return replaced ? succeed(rotation, candidate) : fail(rotation, 'unconfirmed', 'read', candidate);
}

const REVOKE = { do: 'revoke', wait: 'none' } as const;

const mayRetry = ({ retries, maxRetries }: Rotation) => retries < maxRetries;

const retry = (rotation: Rotation, call: Call): Rotation => ({
	...rotation,
	retries: rotation.retries + 1,
	next: { ...call, wait: 'backoff' },
});

const check = (rotation: Rotation, doubt: Rotation['doubt']): Rotation => ({
	...rotation,
	doubt,
	next: { do: 'check', wait: 'none' },
});

/** A new code is the live one at once, unless an earlier revoke may still replace it. */
const settle = (rotation: Rotation, code: string): Rotation =>
	rotation.overdue ? { ...rotation, next: { do: 'confirm', candidate: code, wait: 'overdue' } } : succeed(rotation, code);

const succeed = (rotation: Rotation, code: string): Rotation => ({ ...rotation, next: { do: 'succeed', code } });

/** What the last calls say holds for all of them only if no earlier revoke ended unseen. */
const failForSure = (rotation: Rotation, because: 'refused' | 'unchanged', by: 'read' | 'revoke'): Rotation =>
	fail(rotation, rotation.overdue || rotation.mayBeNew ? 'unclear' : because, by, rotation.before);

const fail = (rotation: Rotation, because: Impasse, by: 'read' | 'revoke', code?: string | null): Rotation => ({
	...rotation,
	next: { do: 'fail', because, by, ...(code && { code }) },
});
