import { peopleIn } from '../../../../nodes/wawp/events/eventParticipants';

const numbersIn = (value: unknown) => peopleIn(value).map((ids) => ids.find((id) => id.endsWith('@c.us')));

describe('reads people in every shape of the engines', () => {
	test.each<[string, unknown]>([
		['an array of ids (documented)', ['201@c.us', '202@c.us']],
		['a map keyed by index (documented)', { 0: '201@c.us', 1: '202@c.us' }],
		['objects with an id (WAHA)', [{ id: '201@c.us', role: 'participant' }, { id: '202@c.us' }]],
		['a map of objects', { 0: { id: '201@c.us' }, 1: { id: '202@c.us' } }],
		[
			'masked ids with phone numbers (WAHA)',
			[
				{ id: '9@lid', pn: '201@c.us' },
				{ id: '8@lid', pn: '202@c.us' },
			],
		],
		['wrapped ids (WEBJS)', [{ id: { _serialized: '201@c.us' } }, { id: { _serialized: '202@c.us' } }]],
		['a map keyed by id', { '201@c.us': {}, '202@c.us': { admin: null } }],
		['capital keys (GOWS)', [{ JID: '9@lid', PhoneNumber: '201@s.whatsapp.net' }, { JID: '202@s.whatsapp.net' }]],
		["the engines' own server, with a device", ['201:17@s.whatsapp.net', '202.0:3@s.whatsapp.net']],
		['surrounding spaces', [' 201@c.us', '202@c.us\n']],
	])('%s', (_shape, value) => {
		expect(numbersIn(value)).toEqual(['201@c.us', '202@c.us']);
	});

	test.each<[string, unknown]>([
		['text', '201@c.us'],
		['an object', { id: '201@c.us', role: 'participant' }],
	])('a single person, as %s', (_shape, value) => {
		expect(numbersIn(value)).toEqual(['201@c.us']);
	});
});

test('an object with several IDs is one person', () => {
	expect(peopleIn({ id: '9@lid', pn: '201@c.us' })).toEqual([['9@lid', '201@c.us']]);
});

test.each<[string, unknown]>([
	['undefined', undefined],
	['null', null],
	['an empty list', []],
	['an empty map', {}],
	['a group', ['120363000000000001@g.us']],
	['a newsletter', ['1@newsletter']],
	['bare digits', ['201']],
	['numbers', [201, 202]],
	['a word', ['undefined']],
	['an ID with markup', ['<b>201@c.us</b>']],
	['too many digits', [`${'1'.repeat(33)}@c.us`]],
	['nested lists', [[['201@c.us']]]],
	['__proto__ keys', JSON.parse('{"__proto__":{"id":"201@g.us"}}')],
])('finds no person in %s', (_what, value) => {
	expect(peopleIn(value)).toEqual([]);
});
