import { listEntriesFrom } from '../../../../nodes/wawp/outcome/listEntries';
import { response } from '../../../support/outcomes';

const entries = (body: unknown) => listEntriesFrom(response(body), 'groups');

test.each([
	['a list', ['a'], ['a']],
	['a list in a wrapper', { data: { groups: ['a'] } }, ['a']],
	['a wrapper that counts its entries', { data: ['a', 'b'], total: 2, count: 2, hasMore: false, next: null }, ['a', 'b']],
	['an object keyed by ID', { '1@g.us': { subject: 'A' } }, [{ id: '1@g.us', subject: 'A' }]],
])('%s is read', (_what, body, expected) => {
	expect(entries(body)).toEqual(expected);
});

test.each<[string, object]>([
	['a total', { total: 2 }],
	['a count', { count: 2 }],
	['a size', { size: 2 }],
	['a flag', { hasMore: true }],
	['another flag', { has_more: true }],
	['the address of the next page', { next: '/groups?offset=1' }],
])('a list that is said to go on, by %s, ends with an entry that cannot be read', (_what, more) => {
	expect(entries({ groups: ['a'], ...more })).toEqual(['a', null]);
	expect(entries({ data: { groups: ['a'], ...more } })).toEqual(['a', null]);
});
