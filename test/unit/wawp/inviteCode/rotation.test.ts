import {
	advance,
	beginRotation,
	type Call,
	type CallResult,
	type Ending,
	type RotationFailure,
	type Rotation,
	type RotationStart,
} from '../../../../nodes/wawp/inviteCode/rotation';

const code = (text: string): CallResult => ({ kind: 'code', code: text });
const OLD = code('OLD');
const NEW = code('NEW');
const NEWER = code('NEWER');
const refused: CallResult = { kind: 'refused', final: false };
const refusedForGood: CallResult = { kind: 'refused', final: true };
const unknown: CallResult = { kind: 'unknown', final: false, late: false };
const late: CallResult = { kind: 'unknown', final: false, late: true };
const finalUnknown: CallResult = { kind: 'unknown', final: true, late: false };
const lateFinalUnknown: CallResult = { kind: 'unknown', final: true, late: true };
const unreadable: CallResult = { kind: 'unreadable' };
const rateLimited: CallResult = { kind: 'rateLimited' };
const outdated: CallResult = { kind: 'outdated' };
const notSent: CallResult = { kind: 'notSent' };

const isEnding = (next: Call | Ending): next is Ending => next.do === 'succeed' || next.do === 'fail';

/** Feeds the results to the machine one by one. Returns the calls with their waits, and the final state. */
function play(start: Partial<RotationStart>, ...results: CallResult[]) {
	let rotation = beginRotation({ verify: true, maxRetries: 3, ...start });
	const calls: string[] = [];
	for (const result of results) {
		const { next } = rotation;
		if (isEnding(next)) throw new Error(`ended after ${calls.join(', ')}`);
		calls.push(next.wait === 'none' ? next.do : `${next.wait}, ${next.do}`);
		rotation = advance(rotation, next, result);
	}
	return { calls, next: rotation.next, before: rotation.before };
}

const succeeded = (text: string): Ending => ({ do: 'succeed', code: text });

describe('a rotation', () => {
	test('reads, revokes, and succeeds with a changed code', () => {
		expect(play({}, OLD, NEW)).toEqual({ calls: ['readBefore', 'revoke'], next: succeeded('NEW'), before: 'OLD' });
	});

	test('revokes at once without verify', () => {
		expect(play({ verify: false }, NEW)).toEqual({ calls: ['revoke'], next: succeeded('NEW'), before: null });
	});

	test('checks the code if the revoke returned the old one', () => {
		expect(play({}, OLD, OLD, NEW)).toMatchObject({ calls: ['readBefore', 'revoke', 'check'], next: succeeded('NEW') });
	});

	test('revokes again if the code has not changed', () => {
		expect(play({}, OLD, OLD, OLD, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke'],
			next: succeeded('NEW'),
		});
	});

	test('fails as unchanged if the code never changes', () => {
		expect(play({ maxRetries: 2 }, OLD, OLD, OLD, OLD, OLD, OLD, OLD)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke', 'check', 'backoff, revoke', 'check'],
			next: { do: 'fail', because: 'unchanged', by: 'revoke', code: 'OLD' },
		});
	});

	test.each([
		['unknown', unknown],
		['unreadable', unreadable],
		['unknown and final', finalUnknown],
	])('succeeds if the code changed although the revoke was %s', (_name, result) => {
		expect(play({}, OLD, result, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check'],
			next: succeeded('NEW'),
			before: 'OLD',
		});
	});

	test('waits and confirms the code if the revoke was late, because the code may be from someone else', () => {
		expect(play({}, OLD, late, NEW, NEWER, NEWER)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'overdue, confirm', 'backoff, confirm'],
			next: succeeded('NEWER'),
			before: 'OLD',
		});
	});

	test.each([
		['unknown', unknown],
		['unreadable', unreadable],
	])('revokes again if the revoke was %s and the code is the same', (_name, result) => {
		expect(play({}, OLD, result, OLD, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke'],
			next: succeeded('NEW'),
		});
	});

	test('waits for an overdue revoke before it returns a later code', () => {
		expect(play({}, OLD, late, OLD, NEW, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke', 'overdue, confirm'],
			next: succeeded('NEW'),
		});
	});

	test('succeeds with the code of an overdue revoke after the server repeats it', () => {
		expect(play({}, OLD, late, OLD, NEW, NEWER, NEWER)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke', 'overdue, confirm', 'backoff, confirm'],
			next: succeeded('NEWER'),
		});
	});

	test('succeeds with the code of an overdue revoke if no retry is left to read it twice', () => {
		expect(play({ maxRetries: 1 }, OLD, late, OLD, NEW, NEWER)).toMatchObject({ next: succeeded('NEWER') });
	});

	test.each([
		['an unreadable response', unreadable],
		['no response', late],
		['the old code', OLD],
	])('names the new code if every confirmation gets %s', (_name, result) => {
		expect(play({ maxRetries: 2 }, OLD, late, OLD, NEW, result, result)).toMatchObject({
			next: { do: 'fail', because: 'unconfirmed', by: 'read', code: 'NEW' },
		});
	});

	test.each([
		['refused', refusedForGood],
		['unknown', finalUnknown],
	])('does not retry a confirmation that is final and %s', (_name, result) => {
		expect(play({}, OLD, late, OLD, NEW, result)).toMatchObject({
			next: { do: 'fail', because: 'unconfirmed', by: 'read', code: 'NEW' },
		});
	});

	test('names the last code read during the confirmation', () => {
		expect(play({ maxRetries: 3 }, OLD, late, OLD, NEW, NEWER, unknown, refusedForGood)).toMatchObject({
			next: { do: 'fail', because: 'unconfirmed', by: 'read', code: 'NEWER' },
		});
	});

	test('confirms every code after an earlier rotation of the run that ended unclear', () => {
		expect(play({ afterUnclear: true }, OLD, NEW, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'overdue, confirm'],
			next: succeeded('NEW'),
		});
	});

	test.each([refused, refusedForGood])('stays unclear after an unclear rotation if it is refused itself: %j', (result) => {
		expect(play({ afterUnclear: true }, OLD, result)).toMatchObject({
			next: { do: 'fail', because: 'unclear', by: 'revoke', code: 'OLD' },
		});
	});
});

describe('without an earlier code', () => {
	test.each(['unknown', 'late', 'unreadable'])('a second revoke follows a first one that was %s', (name) => {
		const result = { unknown, late, unreadable }[name]!;
		const { calls, before } = play({ verify: false }, result, OLD, NEW);
		expect(calls).toEqual(['revoke', 'check', 'backoff, revoke']);
		expect(before).toBe('OLD');
	});

	test('the second revoke succeeds if its code differs', () => {
		expect(play({ verify: false }, unknown, OLD, NEW).next).toEqual(succeeded('NEW'));
	});

	test('the second revoke is checked if its code is the same', () => {
		expect(play({ verify: false }, unknown, OLD, OLD, NEW).calls.at(-1)).toBe('check');
		expect(play({ verify: false }, unknown, OLD, OLD, NEW).next).toEqual(succeeded('NEW'));
	});

	test('the last code read may be new, so the failure names it if the second revoke is refused', () => {
		expect(play({ verify: false }, unknown, NEW, refused).next).toEqual({
			do: 'fail',
			because: 'unclear',
			by: 'revoke',
			code: 'NEW',
		});
	});

	test('the last code read may be new, so the failure names it if no second revoke is allowed', () => {
		expect(play({ verify: false, maxRetries: 0 }, unreadable, NEW).next).toEqual({
			do: 'fail',
			because: 'unclear',
			by: 'revoke',
			code: 'NEW',
		});
	});

	test('a check is not retried after an unreadable response', () => {
		expect(play({ verify: false }, unreadable, unreadable)).toMatchObject({
			calls: ['revoke', 'check'],
			next: { do: 'fail', because: 'unclear', by: 'read' },
		});
		expect(play({ verify: false }, unreadable, unreadable).next).not.toHaveProperty('code');
	});
});

describe('a refusal', () => {
	test.each([
		['the revoke', [OLD, refused]],
		['the revoke, for good', [OLD, refusedForGood]],
	])('of %s ends the rotation, and nothing was changed', (_name, results) => {
		expect(play({}, ...results).next).toEqual({ do: 'fail', because: 'refused', by: 'revoke', code: 'OLD' });
	});

	test.each([
		['refused', refusedForGood],
		['unknown', finalUnknown],
		['unknown and late', lateFinalUnknown],
	])('of the first read for good (%s) ends the rotation before a revoke', (_name, result) => {
		expect(play({}, result)).toEqual({
			calls: ['readBefore'],
			next: { do: 'fail', because: 'refused', by: 'read' },
			before: null,
		});
	});

	test('of the first read that may not apply to the revoke does not prevent the revoke', () => {
		expect(play({}, refused, NEW)).toEqual({ calls: ['readBefore', 'revoke'], next: succeeded('NEW'), before: null });
	});

	test('inside a server error counts after an unchanged code is read, without a second revoke', () => {
		expect(play({}, OLD, finalUnknown, OLD, OLD)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'outdated, check'],
			next: { do: 'fail', because: 'refused', by: 'revoke', code: 'OLD' },
		});
	});

	test.each([refusedForGood, finalUnknown])(
		'inside a server error proves nothing if the read is refused, too: the reset may come before the refused read: %j',
		(result) => {
			expect(play({ verify: false }, finalUnknown, result).next).toEqual({ do: 'fail', because: 'unclear', by: 'read' });
			expect(play({}, OLD, finalUnknown, result).next).toMatchObject({ because: 'unclear', by: 'read', code: 'OLD' });
		},
	);

	test('of the read after an unknown revoke proves nothing', () => {
		expect(play({}, OLD, unknown, refusedForGood).next).toEqual({ do: 'fail', because: 'unclear', by: 'read', code: 'OLD' });
		expect(play({}, OLD, unknown, refused).next).toEqual({ do: 'fail', because: 'unclear', by: 'read', code: 'OLD' });
	});

	test('of the revoke inside a server error proves nothing if the code cannot be read', () => {
		expect(play({ maxRetries: 0 }, OLD, finalUnknown, unknown).next).toMatchObject({ because: 'unclear', by: 'read' });
		expect(play({}, OLD, finalUnknown, refused).next).toMatchObject({ because: 'unclear', by: 'read' });
	});

	test('proves nothing about an earlier revoke with an unknown outcome', () => {
		expect(play({}, OLD, late, OLD, refused).next).toEqual({ do: 'fail', because: 'unclear', by: 'revoke', code: 'OLD' });
		expect(play({}, OLD, late, OLD, finalUnknown, OLD).next).toMatchObject({ because: 'unclear' });
	});

	test('of the check means that the old code is live if the revoke returned it', () => {
		expect(play({}, OLD, OLD, refused).next).toEqual({ do: 'fail', because: 'unchanged', by: 'revoke', code: 'OLD' });
	});

	test('inside a server error makes the next code read the one to change, if there is no earlier code', () => {
		expect(play({ verify: false }, finalUnknown, OLD, NEW).next).toEqual(succeeded('NEW'));
	});
});

describe('a retried read', () => {
	test('the first read is retried once, to be able to prove the change', () => {
		expect(play({}, unknown, OLD, NEW).calls).toEqual(['readBefore', 'backoff, readBefore', 'revoke']);
		expect(play({}, unknown, late, NEW).calls).toEqual(['readBefore', 'backoff, readBefore', 'revoke']);
	});

	test('the first read is not retried if there are no retries', () => {
		expect(play({ maxRetries: 0 }, unknown, NEW)).toMatchObject({ calls: ['readBefore', 'revoke'], next: succeeded('NEW') });
	});

	test('the first read is not retried after an unreadable response', () => {
		expect(play({}, unreadable, NEW).calls).toEqual(['readBefore', 'revoke']);
	});

	test('a check is retried while its result is unknown or unreadable', () => {
		expect(play({}, OLD, unknown, unknown, unreadable, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, check', 'backoff, check'],
			next: succeeded('NEW'),
		});
	});

	test('a check is not retried without a limit', () => {
		expect(play({ maxRetries: 1 }, OLD, late, unknown, unknown).next).toEqual({
			do: 'fail',
			because: 'unclear',
			by: 'read',
			code: 'OLD',
		});
	});

	test('a check that stays unknown means that the old link works if the revoke returned the old code', () => {
		expect(play({ maxRetries: 1 }, OLD, OLD, unknown, unknown).next).toMatchObject({ because: 'unchanged', code: 'OLD' });
	});
});

describe('a rate limit', () => {
	test.each([
		['the first read', [], ['readBefore', 'readBefore', 'revoke']],
		['the revoke', [OLD], ['readBefore', 'revoke', 'revoke']],
		['the check', [OLD, OLD], ['readBefore', 'revoke', 'check', 'check']],
	])('of %s repeats the call without its own backoff', (_name, before, calls) => {
		expect(play({}, ...before, rateLimited, ...(before.length === 0 ? [OLD, NEW] : [NEW]))).toMatchObject({
			calls,
			next: succeeded('NEW'),
		});
	});

	test('does not use up the retries', () => {
		expect(play({ maxRetries: 1 }, OLD, rateLimited, unknown, OLD, NEW).next).toEqual(succeeded('NEW'));
	});

	test('is allowed once per retry, over all calls', () => {
		expect(play({ maxRetries: 2 }, rateLimited, OLD, rateLimited, rateLimited).next).toEqual({
			do: 'fail',
			because: 'refused',
			by: 'revoke',
			code: 'OLD',
		});
		expect(play({ maxRetries: 0 }, rateLimited).next).toEqual({ do: 'fail', because: 'refused', by: 'read' });
	});

	test('that persists during the check makes the outcome unclear', () => {
		expect(play({ maxRetries: 0 }, OLD, unknown, rateLimited).next).toMatchObject({ because: 'unclear', by: 'read' });
	});

	test('keeps the code to confirm', () => {
		expect(play({}, OLD, late, OLD, NEW, rateLimited, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke', 'overdue, confirm', 'confirm'],
			next: succeeded('NEW'),
		});
	});
});

describe('a call that was not sent', () => {
	test.each([
		['the first read', [], ['readBefore', 'backoff, readBefore', 'revoke']],
		['the revoke', [OLD], ['readBefore', 'revoke', 'backoff, revoke']],
		['the check', [OLD, OLD], ['readBefore', 'revoke', 'check', 'backoff, check']],
	])('is repeated: %s', (_name, before, calls) => {
		expect(play({}, ...before, notSent, ...(before.length === 0 ? [OLD, NEW] : [NEW]))).toMatchObject({
			calls,
			next: succeeded('NEW'),
		});
	});

	test('fails as refused when no retries are left, because nothing was changed', () => {
		expect(play({ maxRetries: 1 }, OLD, notSent, notSent).next).toEqual({
			do: 'fail',
			because: 'refused',
			by: 'revoke',
			code: 'OLD',
		});
		expect(play({ maxRetries: 0 }, notSent).next).toEqual({ do: 'fail', because: 'refused', by: 'read' });
	});
});

/** Every possible result of a call. */
const RESULTS = [
	OLD,
	NEW,
	NEWER,
	refused,
	refusedForGood,
	unknown,
	late,
	finalUnknown,
	lateFinalUnknown,
	unreadable,
	outdated,
	rateLimited,
	notSent,
];

/** The knowledge of an observer who sees the calls and their results, but not the machine. */
interface Facts {
	calls: number;
	revokes: number;
	/** The number of rate limits. */
	limits: number;
	/** The first code that was read: the code to revoke. */
	first: string | null;
	/** Whether the first code was read before any revoke. */
	provable: boolean;
	last: string | null;
	/** The last code after a revoke that differs from the first code. */
	replacement: string | null;
	/** Whether the outcome of the last revoke is unknown, and why. */
	pending: 'no' | 'unknown' | 'late' | 'finally refused';
	/** Whether a revoke may still take effect at any time. */
	overdue: boolean;
	firstCall: Call['do'] | null;
	lastCall: Call['do'] | null;
}

function observe(facts: Facts, call: Call, result: CallResult): Facts {
	const updated = { ...facts, calls: facts.calls + 1, firstCall: facts.firstCall ?? call.do, lastCall: call.do };
	if (call.do === 'revoke') {
		updated.revokes++;
		updated.pending = pendingAfter(result);
	}
	if (result.kind === 'rateLimited') updated.limits++;
	if (result.kind === 'code') {
		// With any code, the old one or one from someone else, a late revoke may still take effect.
		updated.overdue ||= call.do !== 'revoke' && facts.pending === 'late';
		if (call.do !== 'revoke') updated.pending = 'no';
		if (facts.first === null && (call.do === 'readBefore' || call.do === 'check')) {
			updated.provable = call.do === 'readBefore';
			updated.first = result.code;
		}
		updated.last = result.code;
		if (updated.revokes > 0 && result.code !== updated.first) updated.replacement = result.code;
	}
	return updated;
}

function pendingAfter(result: CallResult): Facts['pending'] {
	if (result.kind === 'unreadable' || result.kind === 'outdated') return 'unknown';
	if (result.kind !== 'unknown') return 'no';
	return result.final ? 'finally refused' : result.late ? 'late' : 'unknown';
}

interface Path {
	rotation: Rotation;
	facts: Facts;
}

/** Explores every path of a rotation. Paths with the same state of the machine and the observer count once. */
function explore(start: RotationStart): Array<{ ending: Ending; facts: Facts }> {
	const facts: Facts = {
		calls: 0,
		revokes: 0,
		limits: 0,
		first: null,
		provable: false,
		last: null,
		replacement: null,
		pending: 'no',
		overdue: start.afterUnclear ?? false,
		firstCall: null,
		lastCall: null,
	};
	const endings = new Map<string, { ending: Ending; facts: Facts }>();
	const known = new Set<string>();
	const open: Path[] = [{ rotation: beginRotation(start), facts }];
	for (let path = open.pop(); path; path = open.pop()) {
		const { next } = path.rotation;
		if (isEnding(next)) {
			endings.set(JSON.stringify([next, path.facts]), { ending: next, facts: path.facts });
			continue;
		}
		if (path.facts.calls > 100) throw new Error(`endless path: ${JSON.stringify(path)}`);
		for (const result of RESULTS) {
			const then = { rotation: advance(path.rotation, next, result), facts: observe(path.facts, next, result) };
			const key = JSON.stringify(then);
			if (!known.has(key)) open.push(then);
			known.add(key);
		}
	}
	return [...endings.values()];
}

/** Claims about every path, in terms of the facts that an observer knows. */
const CLAIMS: Record<string, (ending: Ending, facts: Facts, start: RotationStart) => boolean> = {
	'it ends after at most four calls (read, revoke, check, confirm), plus two per retry and one per rate limit': (
		_ending,
		{ calls },
		{ maxRetries },
	) => calls <= 4 + 2 * maxRetries + maxRetries,

	'it revokes at most once, plus once per retry and once per rate limit': (_ending, { revokes, limits }, { maxRetries }) =>
		revokes <= 1 + maxRetries + limits && limits <= 1 + 2 * maxRetries,

	'it reads first if and only if verify is on': (_ending, { firstCall }, { verify }) =>
		firstCall === (verify ? 'readBefore' : 'revoke'),

	'it succeeds only after a revoke, with the last code read, which differs from the code before': (
		ending,
		{ first, last, revokes, provable },
	) => ending.do === 'fail' || (revokes > 0 && ending.code === last && (!provable || ending.code !== first)),

	'it succeeds without an earlier code only with the response to a revoke, or with a later code that differs': (
		ending,
		{ replacement, provable },
	) => ending.do === 'fail' || provable || ending.code === replacement,

	'it succeeds while a revoke is overdue only after the wait and a confirmation': (ending, { overdue, lastCall }) =>
		ending.do === 'fail' || !overdue || lastCall === 'confirm',

	'it fails as "refused" only if no revoke has an unknown outcome': (ending, { pending, overdue, provable, first }) =>
		!failsAs('refused', ending) || (pending === 'no' && !overdue && (provable || first === null)),

	'it fails as "unchanged" only if the last code read is the code before and no revoke has an unknown outcome': (
		ending,
		{ first, last, provable, pending, overdue },
	) => !failsAs('unchanged', ending) || (provable && last === first && ending.code === last && pending === 'no' && !overdue),

	'it fails as "unconfirmed" only if a revoke is overdue, and names the new code': (ending, { overdue, lastCall, replacement }) =>
		!failsAs('unconfirmed', ending) || (overdue && lastCall === 'confirm' && ending.code === replacement),

	'it names the code that may be live if it fails after a revoke': (ending, { replacement, last, revokes }) =>
		ending.do === 'succeed' ||
		ending.because === 'refused' ||
		revokes === 0 ||
		[ending.code, ending.returned].includes(replacement ?? last ?? undefined),

	'it is explained by a call that was made': (ending, { revokes, calls }) =>
		ending.do === 'succeed' || (ending.by === 'revoke' ? revokes > 0 : calls > revokes),

	'it revokes nothing if the first read is refused': (ending, { revokes }) =>
		!failsAs('refused', ending) || ending.by === 'revoke' || revokes === 0,
};

const failsAs = (because: RotationFailure, ending: Ending): ending is Ending & { do: 'fail' } =>
	ending.do === 'fail' && ending.because === because;

const starts = [true, false].flatMap((verify) =>
	[false, true].flatMap((afterUnclear) => [0, 1, 2].map((maxRetries) => ({ verify, afterUnclear, maxRetries }))),
);

describe('with any results', () => {
	// One test checks all claims, because exploring the paths takes longer than checking them.
	test.each(starts)('every path fulfills all claims: %j', (start) => {
		const paths = explore(start);
		const broken = Object.entries(CLAIMS).flatMap(([claim, holds]) => {
			const path = paths.find(({ ending, facts }) => !holds(ending, facts, start));
			return path ? [{ claim, ...path }] : [];
		});
		expect(broken).toEqual([]);
		const ends = new Set(paths.map(({ ending }) => (ending.do === 'fail' ? ending.because : ending.do)));
		expect([...ends]).toEqual(expect.arrayContaining(['succeed', 'unclear', ...(start.afterUnclear ? [] : ['refused'])]));
	});
});

describe('an outdated code', () => {
	test('is read again once before the revoke', () => {
		expect(play({}, outdated, OLD, NEW)).toMatchObject({
			calls: ['readBefore', 'outdated, readBefore', 'revoke'],
			next: succeeded('NEW'),
		});
		expect(play({}, outdated, outdated, NEW)).toMatchObject({ next: succeeded('NEW'), before: null });
		expect(play({ maxRetries: 0 }, outdated, NEW)).toMatchObject({ next: succeeded('NEW'), before: null });
	});

	test('proves nothing about a revoke', () => {
		expect(play({}, OLD, outdated, NEW)).toMatchObject({ calls: ['readBefore', 'revoke', 'check'], next: succeeded('NEW') });
		expect(play({ verify: false }, unknown, outdated, OLD, NEW)).toMatchObject({
			calls: ['revoke', 'check', 'outdated, check', 'backoff, revoke'],
			next: succeeded('NEW'),
		});
		expect(play({ maxRetries: 1 }, OLD, unknown, outdated, outdated).next).toMatchObject({ because: 'unclear', by: 'read' });
	});

	test('is seen at a second look before a failure says that the link was not revoked', () => {
		expect(play({}, OLD, finalUnknown, OLD, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'outdated, check'],
			next: succeeded('NEW'),
		});
		expect(play({ maxRetries: 0 }, OLD, unreadable, OLD, NEW).next).toEqual(succeeded('NEW'));
		expect(play({ maxRetries: 0 }, OLD, unreadable, OLD, unknown).next).toMatchObject({ because: 'unclear', code: 'OLD' });
		expect(play({ maxRetries: 0 }, OLD, unreadable, OLD, OLD).next).toMatchObject({ because: 'unchanged', code: 'OLD' });
	});

	test('is seen after a second revoke was refused', () => {
		const calls = ['readBefore', 'revoke', 'check', 'backoff, revoke', 'check'];
		expect(play({}, OLD, unknown, OLD, refused, NEW)).toMatchObject({ calls, next: succeeded('NEW') });
		expect(play({}, OLD, unknown, OLD, refused, OLD, OLD)).toMatchObject({
			calls: [...calls, 'outdated, check'],
			next: { because: 'refused', by: 'revoke', code: 'OLD' },
		});
	});

	test('needs no second look if the revoke itself returned the old code', () => {
		expect(play({ maxRetries: 0 }, OLD, OLD, OLD)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check'],
			next: { because: 'unchanged' },
		});
	});

	test('confirms nothing', () => {
		expect(play({}, OLD, late, NEW, outdated, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'overdue, confirm', 'outdated, confirm'],
			next: succeeded('NEW'),
		});
	});
});

describe('a code that could be a word', () => {
	const word: CallResult = { kind: 'code', code: 'word', isDoubtful: true };
	const other: CallResult = { kind: 'code', code: 'other', isDoubtful: true };

	test('is not compared with if it was read before', () => {
		expect(play({}, word, NEW)).toEqual({ calls: ['readBefore', 'revoke'], next: succeeded('NEW'), before: null });
	});

	test('counts if the revoke and a read return the same', () => {
		expect(play({}, OLD, word, word)).toMatchObject({ calls: ['readBefore', 'revoke', 'check'], next: succeeded('word') });
	});

	test('does not count if the read returns another code', () => {
		expect(play({}, OLD, word, NEW)).toMatchObject({ next: succeeded('NEW') });
		expect(play({}, OLD, word, other, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, check'],
			next: succeeded('NEW'),
		});
	});

	test('does not count if only a read returns it', () => {
		expect(play({}, OLD, late, word, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, check'],
			next: { do: 'confirm', candidate: 'NEW' },
		});
	});

	test('is never emitted if every call returns it', () => {
		const { next } = play({ verify: false, maxRetries: 1 }, word, word, word, word);
		expect(next).toMatchObject({ do: 'fail' });
	});
});

describe('a code of another length than the one before', () => {
	const cut: CallResult = { kind: 'code', code: 'NE' };

	test('counts if the revoke and a read return the same', () => {
		expect(play({}, OLD, cut, cut)).toMatchObject({ calls: ['readBefore', 'revoke', 'check'], next: succeeded('NE') });
	});

	test('does not count if the read returns another code', () => {
		expect(play({}, OLD, cut, NEW)).toMatchObject({ calls: ['readBefore', 'revoke', 'check'], next: succeeded('NEW') });
	});

	test('counts without a code to compare with', () => {
		expect(play({ verify: false }, cut)).toMatchObject({ calls: ['revoke'], next: succeeded('NE') });
	});

	test('is not lost if it cannot be read', () => {
		const { next } = play({ maxRetries: 0 }, OLD, cut, { kind: 'unknown', final: false, late: true });
		expect(next).toEqual({ do: 'fail', because: 'unclear', by: 'read', code: 'OLD', returned: 'NE' });
	});
});

describe('a run that sends no more requests', () => {
	const stopped: CallResult = { kind: 'notSent', final: true };

	test('ends a rotation before its revoke as refused, without a retry', () => {
		expect(play({}, stopped)).toMatchObject({ calls: ['readBefore'], next: { do: 'fail', because: 'refused' } });
		expect(play({}, OLD, stopped)).toMatchObject({ next: { do: 'fail', because: 'refused' } });
	});

	test('leaves a revoke that was sent unclear, also if it was refused for good', () => {
		for (const revoked of [late, unknown, finalUnknown, unreadable]) {
			expect(play({}, OLD, revoked, stopped)).toMatchObject({ next: { do: 'fail', because: 'unclear' } });
		}
	});

	test('leaves a new code unconfirmed', () => {
		expect(play({}, OLD, late, NEW, stopped)).toMatchObject({ next: { do: 'fail', because: 'unconfirmed', code: 'NEW' } });
	});
});

describe('an error of the account under 200', () => {
	const underOk: CallResult = { kind: 'unreadable', final: true };

	test('ends a rotation before its revoke', () => {
		expect(play({}, underOk)).toMatchObject({ calls: ['readBefore'], next: { do: 'fail', because: 'refused' } });
	});

	test('after a revoke is followed by one read, which decides', () => {
		expect(play({}, OLD, underOk, NEW)).toMatchObject({ next: succeeded('NEW') });
		expect(play({}, OLD, underOk, underOk)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check'],
			next: { do: 'fail', because: 'unclear' },
		});
	});
});
