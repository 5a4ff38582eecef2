import { KnownCodes } from '../../../../nodes/wawp/inviteCode/knownCodes';

const GROUP = 'group';

/** Takes what a process learns, one after another. */
function after(...events: Array<(codes: KnownCodes) => void>): KnownCodes {
	const codes = new KnownCodes();
	for (const event of events) event(codes);
	return codes;
}

const rotated = (code: string, previousCode: string | null) => (codes: KnownCodes) => {
	codes.rotated(GROUP, code, previousCode);
};
const saw = (code: string) => (codes: KnownCodes) => {
	codes.saw(GROUP, code, codes.changes(GROUP));
};

type Event = (codes: KnownCodes) => void;

describe('a response with a code', () => {
	test.each<[string, Event[], Record<string, string>]>([
		['nothing is known', [], { X: 'live' }],
		['a revoke replaced a code that was read', [rotated('Y', 'X')], { X: 'dead', Y: 'live', Z: 'live' }],
		['a revoke replaced a code that was not read', [rotated('Y', null)], { X: 'doubtful', Y: 'live' }],
		['a read showed the new code afterwards', [rotated('Y', null), saw('Y')], { Y: 'live', Z: 'live' }],
		['a read kept showing another one', [rotated('Y', null), saw('Z')], { Y: 'live', Z: 'live' }],
		['a later read showed another code', [saw('X'), saw('Z')], { X: 'dead', Z: 'live' }],
		['a later read showed another code than a revoke', [rotated('Y', 'X'), saw('Z')], { X: 'dead', Y: 'dead', Z: 'live' }],
		['a revoke replaced the code of an earlier read', [saw('X'), rotated('Y', null)], { X: 'dead', Y: 'live' }],
		['a revoke changed nothing', [saw('X'), rotated('X', null)], { X: 'live', Z: 'live' }],
		['a revoke changed nothing twice', [rotated('X', null), rotated('X', null)], { X: 'live', Z: 'doubtful' }],
		['a read saw the new code before the revoke ended', [saw('X'), saw('Y'), rotated('Y', 'X')], { X: 'dead', Y: 'live' }],
	])('if %s', (_what, events, expected) => {
		const codes = after(...events);
		expect(Object.fromEntries(Object.keys(expected).map((code) => [code, codes.credibility(GROUP, code)]))).toEqual(expected);
		expect(codes.credibility('another group', 'X')).toBe('live');
	});

	test('of a read that began before the newest code changed kills nothing', () => {
		const codes = after(saw('X'));
		const since = codes.changes(GROUP);
		codes.rotated(GROUP, 'Y', 'X');
		codes.saw(GROUP, 'W', since);
		expect(codes.credibility(GROUP, 'Y')).toBe('live');
		expect(codes.ownCode(GROUP)).toBe('Y');
	});
});

test('the own code is the one of the last revoke, until a read shows another one', () => {
	expect(after().ownCode(GROUP)).toBeUndefined();
	expect(after(saw('X')).ownCode(GROUP)).toBeUndefined();
	expect(after(rotated('Y', 'X'), saw('Y')).ownCode(GROUP)).toBe('Y');
	expect(after(rotated('Y', 'X'), saw('Z')).ownCode(GROUP)).toBeUndefined();
});

test('the memory is bounded: the newest groups, and the newest dead codes of each', () => {
	const codes = new KnownCodes(2);
	for (const group of ['a', 'b', 'c']) codes.rotated(group, 'Y', 'X');
	expect(codes.size).toBe(2);
	expect(['a', 'b', 'c'].map((group) => codes.credibility(group, 'X'))).toEqual(['live', 'dead', 'dead']);
	for (let count = 1; count <= 30; count++) codes.rotated('c', `Y${count}`, null);
	expect(['X', 'Y9', 'Y10', 'Y29'].map((code) => codes.credibility('c', code))).toEqual(['doubtful', 'doubtful', 'dead', 'dead']);
});
