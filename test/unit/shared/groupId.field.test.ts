import { groupIdField, lastingGroupIdField, resolveGroupId } from '../../../nodes/shared/groupId.field';
import type { GroupId } from '../../../nodes/wawp/ids/groupId';

const GROUP = '120363000000000001@g.us';
const LINK = 'https://chat.whatsapp.com/NEW456DEF';
const byLink = (value: unknown) => ({ __rl: true, mode: 'link', value });

/** Finds the same group for each code. */
const finder = () => jest.fn<Promise<GroupId>, [string]>(async () => await Promise.resolve(GROUP));

test.each([
	['a link in its mode', byLink(LINK)],
	['a code in its mode', byLink('NEW456DEF')],
	['a bare link', LINK],
])('%s is found by its code', async (_what, parameter) => {
	const find = finder();
	expect(await resolveGroupId(parameter, find)).toBe(GROUP);
	expect(find.mock.calls).toEqual([['NEW456DEF']]);
});

test('what the search for the group throws is passed on', async () => {
	const failure = new Error('revoked');
	await expect(resolveGroupId(LINK, async () => await Promise.reject(failure))).rejects.toBe(failure);
});

test.each<[string, unknown]>([
	['a link in its mode', byLink(LINK)],
	['a bare link', LINK],
	['a link in the mode for IDs', { __rl: true, mode: 'id', value: LINK }],
])('without a search for groups, %s is rejected with the way to the ID', async (_what, parameter) => {
	await expect(resolveGroupId(parameter)).rejects.toMatchObject({
		kind: 'badInput',
		message: `"${LINK}" is not a group ID`,
		nextStep: expect.stringContaining('"Get Join Info" of the Wawp Groups node shows the ID behind a link') as string,
	});
});

test('the trigger offers no mode for links', () => {
	expect(lastingGroupIdField.modes?.map(({ name }) => name)).toEqual(['list', 'id']);
	expect(groupIdField.modes?.map(({ name }) => name)).toEqual(['list', 'id', 'link']);
});
