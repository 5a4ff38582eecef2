import { textOf, toItems } from '../../../../nodes/wawp/waves/lists';
import { thrownBy } from '../../../support/outcomes';

describe('items of another node', () => {
	test.each<[string, unknown, unknown[]]>([
		['undefined', undefined, []],
		['null', null, []],
		['an empty text', '', []],
		['a blank text', '   ', []],
		['null as JSON', 'null', []],
		['an empty list', [], []],
		['an empty list as JSON', '[]', []],
		['objects', [{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 2 }]],
		['one object', { a: 1 }, [{ a: 1 }]],
		["n8n's items", [{ json: { a: 1 }, pairedItem: 0 }, { json: {} }], [{ a: 1 }, {}]],
		["one of n8n's items", { json: { a: 1 } }, [{ a: 1 }]],
		['a column that is called json', [{ json: 'text', a: 1 }, { json: null }], [{ json: 'text', a: 1 }, { json: null }]],
		['JSON with spaces around it', ' [{"a":1}]\n', [{ a: 1 }]],
		['one object as JSON', '{"json":{"a":1}}', [{ a: 1 }]],
	])('are read from %s', (_what, value, expected) => {
		expect(toItems(value, 'Rows')).toEqual(expected);
	});

	const expectRefused = (value: unknown) =>
		expect(thrownBy(() => toItems(value, 'Rows'))).toMatchObject({
			kind: 'badInput',
			message: '"Rows" is not a list of items',
			nextStep: 'Use an expression such as {{ $(\'A Node\').all().map((item) => item.json) }} in "Rows"',
		});

	test.each<[string, unknown]>([
		['a number as JSON', '5'],
		['a text as JSON', '"Mona"'],
		['a number', 5],
		['false', false],
		['a list of numbers', [1]],
		['a list of numbers as JSON', '[1]'],
		['a list with an empty place', [{ a: 1 }, null]],
		['a list with a text', [{ a: 1 }, 'b']],
		['a list of lists', [[{ a: 1 }]]],
		['a text', 'Mona'],
		['half a JSON', '[{"a":1}'],
	])('are not read from %s', (_what, value) => {
		expectRefused(value);
	});
});

test.each<[unknown, string]>([
	[' a b ', 'a b'],
	['', ''],
	[null, ''],
	[undefined, ''],
	[5, ''],
	[['a'], ''],
	[{ a: 'b' }, ''],
])('the text of %j is %j', (value, expected) => {
	expect(textOf(value)).toBe(expected);
});
