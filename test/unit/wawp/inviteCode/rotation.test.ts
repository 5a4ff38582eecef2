import {
	advance,
	beginRotation,
	type Call,
	type CallResult,
	type Ending,
	type Impasse,
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
const saidNo: CallResult = { kind: 'unknown', final: true, late: false };
const lateNo: CallResult = { kind: 'unknown', final: true, late: true };
const unreadable: CallResult = { kind: 'unreadable' };
const rateLimited: CallResult = { kind: 'rateLimited' };
const notSent: CallResult = { kind: 'notSent' };

const isEnding = (next: Call | Ending): next is Ending => next.do === 'succeed' || next.do === 'fail';

/** Hands the results to the machine one by one: what it asked for, with the waits, and where it stands in the end. */
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
	test('reads, revokes, and takes a code that changed', () => {
		expect(play({}, OLD, NEW)).toEqual({ calls: ['readBefore', 'revoke'], next: succeeded('NEW'), before: 'OLD' });
	});

	test('revokes at once where nothing is to be proven', () => {
		expect(play({ verify: false }, NEW)).toEqual({ calls: ['revoke'], next: succeeded('NEW'), before: null });
	});

	test('asks the server itself when the revoke brought the old code back', () => {
		expect(play({}, OLD, OLD, NEW)).toMatchObject({ calls: ['readBefore', 'revoke', 'check'], next: succeeded('NEW') });
	});

	test('tries again when the code has not changed', () => {
		expect(play({}, OLD, OLD, OLD, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke'],
			next: succeeded('NEW'),
		});
	});

	test('says that the old link works when the code never changes', () => {
		expect(play({ maxRetries: 2 }, OLD, OLD, OLD, OLD, OLD, OLD, OLD)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke', 'check', 'backoff, revoke', 'check'],
			next: { do: 'fail', because: 'unchanged', by: 'revoke', code: 'OLD' },
		});
	});

	test.each([
		['unknown', unknown],
		['unreadable', unreadable],
		['a final no that is no proof', saidNo],
	])('is finished when the code changed although the revoke was %s', (_name, result) => {
		expect(play({}, OLD, result, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check'],
			next: succeeded('NEW'),
			before: 'OLD',
		});
	});

	test('waits and looks once more when the revoke was late, for the code may be of somebody else', () => {
		expect(play({}, OLD, late, NEW, NEWER, NEWER)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'overdue, confirm', 'backoff, confirm'],
			next: succeeded('NEWER'),
			before: 'OLD',
		});
	});

	test.each([
		['unknown', unknown],
		['unreadable', unreadable],
	])('is begun again when the revoke was %s and the code is the same', (_name, result) => {
		expect(play({}, OLD, result, OLD, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke'],
			next: succeeded('NEW'),
		});
	});

	test('waits for the end of a revoke that nobody saw before it calls a later code live', () => {
		expect(play({}, OLD, late, OLD, NEW, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke', 'overdue, confirm'],
			next: succeeded('NEW'),
		});
	});

	test('takes the code of an overdue revoke once the server repeats it', () => {
		expect(play({}, OLD, late, OLD, NEW, NEWER, NEWER)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, revoke', 'overdue, confirm', 'backoff, confirm'],
			next: succeeded('NEWER'),
		});
	});

	test('takes the code of an overdue revoke when no retry is left to see it twice', () => {
		expect(play({ maxRetries: 1 }, OLD, late, OLD, NEW, NEWER)).toMatchObject({ next: succeeded('NEWER') });
	});

	test.each([
		['nothing readable', unreadable],
		['nothing', late],
		['the old code', OLD],
	])('names the new code when confirming brings %s until the end', (_name, result) => {
		expect(play({ maxRetries: 2 }, OLD, late, OLD, NEW, result, result)).toMatchObject({
			next: { do: 'fail', because: 'unconfirmed', by: 'read', code: 'NEW' },
		});
	});

	test.each([
		['refused', refusedForGood],
		['unknown', saidNo],
	])('does not go on confirming against a final no that was %s', (_name, result) => {
		expect(play({}, OLD, late, OLD, NEW, result)).toMatchObject({
			next: { do: 'fail', because: 'unconfirmed', by: 'read', code: 'NEW' },
		});
	});

	test('names the last code seen while confirming', () => {
		expect(play({ maxRetries: 3 }, OLD, late, OLD, NEW, NEWER, unknown, refusedForGood)).toMatchObject({
			next: { do: 'fail', because: 'unconfirmed', by: 'read', code: 'NEWER' },
		});
	});

	test('confirms whatever comes after another rotation of the run that ended unclear', () => {
		expect(play({ afterUnclear: true }, OLD, NEW, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'overdue, confirm'],
			next: succeeded('NEW'),
		});
	});

	test.each([refused, refusedForGood])('stays unclear after an unclear one when it is refused itself: %j', (result) => {
		expect(play({ afterUnclear: true }, OLD, result)).toMatchObject({
			next: { do: 'fail', because: 'unclear', by: 'revoke', code: 'OLD' },
		});
	});
});

describe('without a code from before', () => {
	test.each(['unknown', 'late', 'unreadable'])('only a second revoke can tell what came of one that was %s', (name) => {
		const result = { unknown, late, unreadable }[name]!;
		const { calls, before } = play({ verify: false }, result, OLD, NEW);
		expect(calls).toEqual(['revoke', 'check', 'backoff, revoke']);
		expect(before).toBe('OLD');
	});

	test('the second revoke is finished when its code differs', () => {
		expect(play({ verify: false }, unknown, OLD, NEW).next).toEqual(succeeded('NEW'));
	});

	test('the second revoke is checked when its code is the same', () => {
		expect(play({ verify: false }, unknown, OLD, OLD, NEW).calls.at(-1)).toBe('check');
		expect(play({ verify: false }, unknown, OLD, OLD, NEW).next).toEqual(succeeded('NEW'));
	});

	test('the code read last may be new: it is named when the second revoke is refused', () => {
		expect(play({ verify: false }, unknown, NEW, refused).next).toEqual({
			do: 'fail',
			because: 'unclear',
			by: 'revoke',
			code: 'NEW',
		});
	});

	test('the code read last may be new: it is named when no second revoke is allowed', () => {
		expect(play({ verify: false, maxRetries: 0 }, unreadable, NEW).next).toEqual({
			do: 'fail',
			because: 'unclear',
			by: 'revoke',
			code: 'NEW',
		});
	});

	test('nothing is read again from a server that answers nothing to this account', () => {
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
	])('of %s ends it: nothing was changed', (_name, results) => {
		expect(play({}, ...results).next).toEqual({ do: 'fail', because: 'refused', by: 'revoke', code: 'OLD' });
	});

	test.each([
		['refused', refusedForGood],
		['unknown', saidNo],
		['unknown and late', lateNo],
	])('of the first read for good (%s) ends it before anything is revoked', (_name, result) => {
		expect(play({}, result)).toEqual({
			calls: ['readBefore'],
			next: { do: 'fail', because: 'refused', by: 'read' },
			before: null,
		});
	});

	test('of the first read that may not hold for the revoke does not save the link', () => {
		expect(play({}, refused, NEW)).toEqual({ calls: ['readBefore', 'revoke'], next: succeeded('NEW'), before: null });
	});

	test('that WhatsApp wraps into a server error counts once the code is seen unchanged, without a second revoke', () => {
		expect(play({}, OLD, saidNo, OLD)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check'],
			next: { do: 'fail', because: 'refused', by: 'revoke', code: 'OLD' },
		});
	});

	test.each([refusedForGood, saidNo])('counts where the read is refused for good too: %j', (result) => {
		expect(play({ verify: false }, saidNo, result).next).toEqual({ do: 'fail', because: 'refused', by: 'revoke' });
	});

	test('of only the read after an unknown revoke proves nothing', () => {
		expect(play({}, OLD, unknown, refusedForGood).next).toEqual({ do: 'fail', because: 'unclear', by: 'read', code: 'OLD' });
		expect(play({}, OLD, unknown, refused).next).toEqual({ do: 'fail', because: 'unclear', by: 'read', code: 'OLD' });
	});

	test('of only the revoke proves nothing while the code cannot be read', () => {
		expect(play({ maxRetries: 0 }, OLD, saidNo, unknown).next).toMatchObject({ because: 'unclear', by: 'read' });
		expect(play({}, OLD, saidNo, refused).next).toMatchObject({ because: 'unclear', by: 'read' });
	});

	test('proves nothing about a revoke before it whose end was not seen', () => {
		expect(play({}, OLD, late, OLD, refused).next).toEqual({ do: 'fail', because: 'unclear', by: 'revoke', code: 'OLD' });
		expect(play({}, OLD, late, OLD, saidNo, OLD).next).toMatchObject({ because: 'unclear' });
	});

	test('of the check leaves the old code for the live one when the revoke itself brought it back', () => {
		expect(play({}, OLD, OLD, refused).next).toEqual({ do: 'fail', because: 'unchanged', by: 'revoke', code: 'OLD' });
	});

	test('without a code from before leaves a code that was read after a no as the one to beat', () => {
		expect(play({ verify: false }, saidNo, OLD, NEW).next).toEqual(succeeded('NEW'));
	});
});

describe('reading again', () => {
	test('the first read has one more try, for the proof', () => {
		expect(play({}, unknown, OLD, NEW).calls).toEqual(['readBefore', 'backoff, readBefore', 'revoke']);
		expect(play({}, unknown, late, NEW).calls).toEqual(['readBefore', 'backoff, readBefore', 'revoke']);
	});

	test('the first read has no second try when there are no retries', () => {
		expect(play({ maxRetries: 0 }, unknown, NEW)).toMatchObject({ calls: ['readBefore', 'revoke'], next: succeeded('NEW') });
	});

	test('a first read without a readable answer is not repeated', () => {
		expect(play({}, unreadable, NEW).calls).toEqual(['readBefore', 'revoke']);
	});

	test('a check is repeated while the answers settle nothing', () => {
		expect(play({}, OLD, unknown, unknown, unreadable, NEW)).toMatchObject({
			calls: ['readBefore', 'revoke', 'check', 'backoff, check', 'backoff, check'],
			next: succeeded('NEW'),
		});
	});

	test('a check is not repeated for ever', () => {
		expect(play({ maxRetries: 1 }, OLD, late, unknown, unknown).next).toEqual({
			do: 'fail',
			because: 'unclear',
			by: 'read',
			code: 'OLD',
		});
	});

	test('a check that stays unknown leaves the old link alive where the revoke brought the old code', () => {
		expect(play({ maxRetries: 1 }, OLD, OLD, unknown, unknown).next).toMatchObject({ because: 'unchanged', code: 'OLD' });
	});
});

describe('a rate limit', () => {
	test.each([
		['the first read', [], ['readBefore', 'readBefore', 'revoke']],
		['the revoke', [OLD], ['readBefore', 'revoke', 'revoke']],
		['the check', [OLD, OLD], ['readBefore', 'revoke', 'check', 'check']],
	])('of %s is waited out by the gate, and the call made again', (_name, before, calls) => {
		expect(play({}, ...before, rateLimited, ...(before.length === 0 ? [OLD, NEW] : [NEW]))).toMatchObject({
			calls,
			next: succeeded('NEW'),
		});
	});

	test('does not use up the retries', () => {
		expect(play({ maxRetries: 1 }, OLD, rateLimited, unknown, OLD, NEW).next).toEqual(succeeded('NEW'));
	});

	test('is waited out as often as there are retries, over all calls', () => {
		expect(play({ maxRetries: 2 }, rateLimited, OLD, rateLimited, rateLimited).next).toEqual({
			do: 'fail',
			because: 'refused',
			by: 'revoke',
			code: 'OLD',
		});
		expect(play({ maxRetries: 0 }, rateLimited).next).toEqual({ do: 'fail', because: 'refused', by: 'read' });
	});

	test('that goes on during the check leaves it unclear', () => {
		expect(play({ maxRetries: 0 }, OLD, unknown, rateLimited).next).toMatchObject({ because: 'unclear', by: 'read' });
	});

	test('keeps what is to be confirmed', () => {
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
	])('is made again: %s', (_name, before, calls) => {
		expect(play({}, ...before, notSent, ...(before.length === 0 ? [OLD, NEW] : [NEW]))).toMatchObject({
			calls,
			next: succeeded('NEW'),
		});
	});

	test('is given up when the retries are used up: nothing was changed', () => {
		expect(play({ maxRetries: 1 }, OLD, notSent, notSent).next).toEqual({
			do: 'fail',
			because: 'refused',
			by: 'revoke',
			code: 'OLD',
		});
		expect(play({ maxRetries: 0 }, notSent).next).toEqual({ do: 'fail', because: 'refused', by: 'read' });
	});
});

/** Everything that a call may bring. */
const RESULTS = [OLD, NEW, NEWER, refused, refusedForGood, unknown, late, saidNo, lateNo, unreadable, rateLimited, notSent];

/** What an onlooker knows who sees the calls and what they brought, but not the machine. */
interface Facts {
	calls: number;
	revokes: number;
	/** Answers that named a rate limit. */
	limits: number;
	/** The first code that was read: the one that has to die. */
	first: string | null;
	/** Whether it was read before any revoke. */
	provable: boolean;
	last: string | null;
	/** The last code other than the first that was seen after a revoke. */
	replacement: string | null;
	/** Whether the end of the last revoke is still to be seen, and why. */
	pending: 'no' | 'unknown' | 'late' | 'said no';
	/** Whether a revoke may come through at any time. */
	overdue: boolean;
	firstCall: Call['do'] | null;
	lastCall: Call['do'] | null;
}

function witness(facts: Facts, call: Call, result: CallResult): Facts {
	const seen = { ...facts, calls: facts.calls + 1, firstCall: facts.firstCall ?? call.do, lastCall: call.do };
	if (call.do === 'revoke') {
		seen.revokes++;
		seen.pending = pendingAfter(result);
	}
	if (result.kind === 'rateLimited') seen.limits++;
	if (result.kind === 'code') {
		// Whatever code is there, old or of somebody else: a late revoke may still come through.
		seen.overdue ||= call.do !== 'revoke' && facts.pending === 'late';
		if (call.do !== 'revoke') seen.pending = 'no';
		if (facts.first === null && (call.do === 'readBefore' || call.do === 'check')) {
			seen.provable = call.do === 'readBefore';
			seen.first = result.code;
		}
		seen.last = result.code;
		if (seen.revokes > 0 && result.code !== seen.first) seen.replacement = result.code;
	}
	if (call.do === 'check' && 'final' in result && result.final && facts.pending === 'said no') seen.pending = 'no';
	return seen;
}

function pendingAfter(result: CallResult): Facts['pending'] {
	if (result.kind === 'unreadable') return 'unknown';
	if (result.kind !== 'unknown') return 'no';
	return result.final ? 'said no' : result.late ? 'late' : 'unknown';
}

interface Path {
	rotation: Rotation;
	facts: Facts;
}

/** Every path of a rotation from start to end, told apart by what the machine and the onlooker know. */
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
		if (path.facts.calls > 100) throw new Error(`no end: ${JSON.stringify(path)}`);
		for (const result of RESULTS) {
			const then = { rotation: advance(path.rotation, next, result), facts: witness(path.facts, next, result) };
			const key = JSON.stringify(then);
			if (!known.has(key)) open.push(then);
			known.add(key);
		}
	}
	return [...endings.values()];
}

/** What holds for every path, told by what an onlooker knows. */
const CLAIMS: Record<string, (ending: Ending, facts: Facts, start: RotationStart) => boolean> = {
	'it ends after at most read, revoke, check and confirm, two calls per retry, and one per rate limit': (
		_ending,
		{ calls },
		{ maxRetries },
	) => calls <= 4 + 2 * maxRetries + maxRetries,

	'it revokes once, once more per retry, and once more per rate limit': (_ending, { revokes, limits }, { maxRetries }) =>
		revokes <= 1 + maxRetries + limits && limits <= 1 + 2 * maxRetries,

	'it reads first when it has to prove something, and only then': (_ending, { firstCall }, { verify }) =>
		firstCall === (verify ? 'readBefore' : 'revoke'),

	'it succeeds only after a revoke, with the code seen last, and that is not the one from before': (
		ending,
		{ first, last, revokes, provable },
	) => ending.do === 'fail' || (revokes > 0 && ending.code === last && (!provable || ending.code !== first)),

	'it succeeds without a code from before only by the answer to a revoke, or by a later code that differs': (
		ending,
		{ replacement, provable },
	) => ending.do === 'fail' || provable || ending.code === replacement,

	'it succeeds while a revoke is overdue only after the wait and another look': (ending, { overdue, lastCall }) =>
		ending.do === 'fail' || !overdue || lastCall === 'confirm',

	'it says "refused" only when the end of no revoke is unseen': (ending, { pending, overdue, provable, first }) =>
		!failsAs('refused', ending) || (pending === 'no' && !overdue && (provable || first === null)),

	'it says "unchanged" only when the code seen last is the one from before and the end of no revoke is unseen': (
		ending,
		{ first, last, provable, pending, overdue },
	) => !failsAs('unchanged', ending) || (provable && last === first && ending.code === last && pending === 'no' && !overdue),

	'it says "unconfirmed" only when a revoke is overdue, and names the new code': (ending, { overdue, lastCall, replacement }) =>
		!failsAs('unconfirmed', ending) || (overdue && lastCall === 'confirm' && ending.code === replacement),

	'it names the code that may be live when it fails after a revoke': (ending, { replacement, last, revokes }) =>
		ending.do === 'succeed' ||
		ending.because === 'refused' ||
		revokes === 0 ||
		ending.code === (replacement ?? last ?? undefined),

	'it is explained by a call that was made': (ending, { revokes, calls }) =>
		ending.do === 'succeed' || (ending.by === 'revoke' ? revokes > 0 : calls > revokes),

	'it revokes nothing when it is refused by the first read': (ending, { revokes }) =>
		!failsAs('refused', ending) || ending.by === 'revoke' || revokes === 0,
};

const failsAs = (because: Impasse, ending: Ending): ending is Ending & { do: 'fail' } =>
	ending.do === 'fail' && ending.because === because;

const starts = [true, false].flatMap((verify) =>
	[false, true].flatMap((afterUnclear) => [0, 1, 2].map((maxRetries) => ({ verify, afterUnclear, maxRetries }))),
);

describe('whatever each call brings', () => {
	// One test for all claims: to walk all paths takes longer than to judge them.
	test.each(starts)('no claim is broken on any path: %j', (start) => {
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
