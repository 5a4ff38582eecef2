import fc from 'fast-check';
import { groupNamesFrom, groupsFrom, lacksGroup } from '../../../../nodes/wawp/groups/groupList';
import { groupList } from '../../../support/emulator/groupShapes';
import { Instance, type Engine } from '../../../support/emulator/world';
import { expectProperty } from '../../../support/property';
import type { GroupId } from '../../../../nodes/wawp/ids/groupId';
import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { response, noResponse } from '../../../support/outcomes';

const FIRST = { id: '120363000000000001@g.us', name: 'Neighbours' };
const SECOND = { id: '201000000000-1400000000@g.us', name: 'Football' };

const gows = [
	{ JID: FIRST.id, OwnerJID: '1@s.whatsapp.net', Name: FIRST.name, Topic: '', Participants: [] },
	{ JID: SECOND.id, Name: SECOND.name },
];
const noweb = {
	[FIRST.id]: { id: FIRST.id, subject: FIRST.name, participants: [{ id: '1@c.us', admin: 'superadmin' }] },
	[SECOND.id]: { id: SECOND.id, subject: SECOND.name },
};
const webjs = [
	{ id: { server: 'g.us', _serialized: FIRST.id }, name: FIRST.name, groupMetadata: {} },
	{ id: { _serialized: SECOND.id }, name: SECOND.name },
];

/** The id and the name of each group. They are the same in the list of names. */
function idsAndNames(outcome: Outcome) {
	const groups = groupsFrom(outcome)?.map(({ id, name }) => ({ id, name }));
	expect(groupNamesFrom(outcome)).toEqual(groups);
	return groups;
}

describe('the groups', () => {
	test.each<[string, unknown]>([
		['an array with JID and Name (GOWS)', gows],
		['an object keyed by id (NOWEB)', noweb],
		[
			'an object keyed by id, without ids in its entries',
			{ [FIRST.id]: { subject: FIRST.name }, [SECOND.id]: { subject: SECOND.name } },
		],
		['an array of chats (WEBJS)', webjs],
		['an array of ids and subjects', [FIRST, SECOND].map(({ id, name }) => ({ id, subject: name }))],
		['data around an array', { data: gows }],
		['data around an object', { data: noweb }],
		['groups around an array', { status: 'success', groups: webjs }],
		['groups with data that is null', { data: null, groups: webjs }],
		['data around groups', { success: true, data: { count: 2, groups: gows } }],
	])('are read from %s', (_name, body) => {
		expect(idsAndNames(response(body))).toEqual([FIRST, SECOND]);
	});

	test.each<Engine>(['GOWS', 'NOWEB', 'WEBJS'])('are read from the response of the emulated %s engine', (engine) => {
		const instance = new Instance('emulated0001', 'emulated-access-token');
		instance.engine = engine;
		instance.addGroup(FIRST.id, FIRST.name);
		instance.addGroup(SECOND.id, SECOND.name).role = 'participant';
		expect(idsAndNames(response(groupList(instance).body))).toEqual([FIRST, SECOND]);
	});

	test.each<[string, unknown]>([
		['an empty array', []],
		['an empty object', {}],
		['empty data', { data: [] }],
		['an empty object in data', { data: {} }],
	])('can be an empty list: %s', (_name, body) => {
		expect(idsAndNames(response(body))).toEqual([]);
	});

	test('do not include other chats', () => {
		const chats = ['201000000000@c.us', '1@lid', '1@newsletter', 'status@broadcast', '', FIRST.id].map((id) => ({
			id,
			name: FIRST.name,
		}));
		const others = [null, 'x', 1, [], {}, { id: null }, { id: {} }, { id: { _serialized: 1 } }, { JID: ['1@g.us'] }];
		expect(idsAndNames(response([...chats, ...others]))).toEqual([FIRST]);
	});

	test.each<[string, object, string]>([
		['the trimmed name', { name: ' Neighbours ' }, 'Neighbours'],
		['the subject of the metadata', { name: '', groupMetadata: { subject: 'Neighbours' } }, 'Neighbours'],
		['the subject before the metadata', { subject: 'Neighbours', groupMetadata: { subject: 'Old' } }, 'Neighbours'],
		['the id if the name is blank', { name: '  ', subject: null, groupMetadata: null }, FIRST.id],
		['the id if the name is not text', { name: { text: 'x' }, Name: 1 }, FIRST.id],
		['the id if there is no name', {}, FIRST.id],
	])('have a name: %s', (_name, entry, name) => {
		expect(idsAndNames(response([{ id: FIRST.id, ...entry }]))).toEqual([{ id: FIRST.id, name }]);
	});
});

describe('a group', () => {
	const only = (entry: object) => groupsFrom(response([{ id: FIRST.id, name: 'N', ...entry }]))![0]!;

	test.each<[string, object, string | null]>([
		['Topic (GOWS)', { Topic: 'Be kind' }, 'Be kind'],
		['an empty Topic', { Topic: '' }, ''],
		['desc (NOWEB)', { desc: 'Be kind' }, 'Be kind'],
		['the metadata (WEBJS)', { groupMetadata: { desc: 'Be kind' } }, 'Be kind'],
		['no field', {}, null],
		['null', { desc: null }, null],
	])('has a description from %s', (_name, entry, description) => {
		expect(only(entry).description).toBe(description);
	});

	test.each<[string, object, string[]]>([
		['the listed people', { participants: [{ id: '201234567890@c.us' }, { id: '1@lid' }] }, ['201234567890@c.us', '1@lid']],
		['an empty list if the engine only counts', { ParticipantCount: 9 }, []],
	])('has as participants %s', (_name, entry, ids) => {
		// toStrictEqual, because toEqual treats a list of undefined as an empty one.
		expect(only(entry).participants.map(({ id }) => id)).toStrictEqual(ids);
	});

	test.each<[string, object, number | null]>([
		['the listed people', { participants: [{ id: '201234567890@c.us' }, { id: '1@lid' }], size: 9 }, 2],
		['the people in the metadata', { groupMetadata: { participants: [{ id: { _serialized: '1@c.us' } }] } }, 1],
		['the size', { participants: [], size: 9 }, 9],
		['the count of GOWS', { Participants: null, ParticipantCount: 9 }, 9],
		['a zero, which means "not counted"', { ParticipantCount: 0 }, null],
		['no field', { groupMetadata: {} }, null],
	])('has a participant count from %s', (_name, entry, count) => {
		expect(only(entry).participantCount).toBe(count);
	});
});

describe('there are no groups', () => {
	test.each<[string, unknown]>([
		['an empty body', ''],
		['HTML', '<html></html>'],
		['text', 'undefined'],
		['a JSON text', '"x"'],
		['null', 'null'],
		['a number', '5'],
		['an error', { code: 'wawp_upstream_error', message: 'No' }],
		['an error around groups', { success: false, data: gows }],
		['an error inside data', { data: { error: 'No' } }],
		['a count', { count: 10 }],
		['an object whose keys are not ids', { config: { webhooks: {} } }],
		['data that is null', { data: null }],
		['one group', { id: FIRST.id, subject: FIRST.name }],
		['an object with groups and another key', { ...noweb, count: 2 }],
		['an object keyed by id without groups', { [FIRST.id]: null }],
		['very deep nesting', `${'{"data":'.repeat(100_000)}[]${'}'.repeat(100_000)}`],
	])('in %s', (_name, body) => {
		expect(groupsFrom(response(body))).toBeUndefined();
	});

	test.each([301, 401, 404, 500])('in a response with HTTP %d', (status) => {
		expect(groupsFrom(response(gows, status))).toBeUndefined();
	});

	test('without a response', () => {
		expect(groupsFrom(noResponse('dropped', true))).toBeUndefined();
	});
});

test('each group has an id and a name, for any body', () => {
	const key = fc.constantFrom('id', 'JID', 'Name', 'subject', 'name', 'groupMetadata', '_serialized', 'data', 'groups', FIRST.id);
	const value = fc.anything({ key, values: [fc.constantFrom<unknown>(FIRST.id, 'x', '', null, 1)] });
	expectProperty(
		fc.property(fc.oneof(value, fc.array(value), fc.dictionary(key, value)), (body) => {
			for (const { id, name } of groupsFrom(response({ data: body })) ?? []) {
				expect(id).toBe(FIRST.id);
				expect(name.trim()).not.toBe('');
			}
		}),
		{ numRuns: 1000 },
	);
});

describe('a list without a group', () => {
	const GONE = '120363000000000009@g.us' as GroupId;
	const other = { id: '120363000000000001@g.us', subject: 'Other' };

	test.each<[string, unknown, boolean | undefined]>([
		['with other groups', [other], true],
		['with the group', [other, { id: GONE }], false],
		['with the group in a shape that is not known', [other, { id: { user: '120363000000000009', server: 'g.us' } }], false],
		['that is empty', [], undefined],
		['that is an empty object', {}, undefined],
		['that is shortened', { groups: [other], total: 2 }, undefined],
		['that is none', 'x', undefined],
	])('%s: whether it proves that the group is gone', (_what, body, expected) => {
		expect(lacksGroup(response(body), GONE)).toBe(expected);
	});
});
