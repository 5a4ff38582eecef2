import { current, RULE, storedContract } from '../support/contract/contract';
import { differences, inLines } from '../support/contract/differences';

const stored = storedContract();

const ADDITION = '"npm run contract:record" stores what is new. From the next release on it stays as it is.';

/** Jest's own message has no room for what to do about it. */
function expectSame(before: unknown, after: unknown): void {
	const found = differences(before, after);
	if (found.length === 0) return;
	const advice = found.every(({ kind }) => kind === 'added') ? ADDITION : RULE;
	throw new Error([advice, '', '- released, + now', ...inLines(found)].join('\n'));
}

test('saved parameters keep their names, values and defaults', async () => {
	expectSame(stored.descriptions, await current.descriptions());
});

test('the items of each operation keep the fields that expressions read', async () => {
	expectSame(stored.operations, await current.operations());
}, 30_000);

test('the items of each event keep the fields that expressions read', async () => {
	expectSame(stored.events, await current.events());
}, 30_000);

describe('a difference between two contracts is', () => {
	const parameter = { type: 'options', default: 'a', values: ['a', 'b'] };

	test.each<[string, object, string[]]>([
		['a removed parameter', {}, ['removed: - p: {"type":"options","default":"a","values":["a","b"]}']],
		['an added parameter', { p: parameter, q: { type: 'string' } }, ['added: + q: {"type":"string"}']],
		['a changed default', { p: { ...parameter, default: 'b' } }, ['changed: - p > default: "a"', 'changed: + p > default: "b"']],
		['a removed value', { p: { ...parameter, values: ['b'] } }, ['removed: - p > values: "a"']],
		['an added value', { p: { ...parameter, values: ['b', 'a', 'c'] } }, ['added: + p > values: "c"']],
		[
			'a new condition',
			{ p: { ...parameter, required: true } },
			['changed: - p > required: not set', 'changed: + p > required: true'],
		],
		['not the order of values', { p: { ...parameter, values: ['b', 'a'] } }, []],
	])('%s', (_what, after, expected) => {
		const found = differences({ p: parameter }, after);
		expect(found.flatMap((difference) => inLines([difference]).map((line) => `${difference.kind}: ${line}`))).toEqual(expected);
	});
});
