import type { INodeParameters } from 'n8n-workflow';
import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('update', 'group');
const CHANGES = new Set(['subject', 'description', 'picture', 'removePicture', 'changeSend', 'changeEdit']);
const changes = () => bench.calls.filter((name) => CHANGES.has(name));
const update = async (updateFields: INodeParameters | string, run = {}) =>
	await bench.run({ parameters: { updateFields }, ...run });

describe('changes the given fields only', () => {
	test.each<Engine>(['NOWEB', 'WEBJS', 'GOWS'])('with %s, and looks once at all of them', async (engine) => {
		bench.account.engine = engine;
		const { success, hints } = await update({ subject: ' New Name ', description: 'Be kind', onlyAdminsCanSend: true });
		expect(success).toEqual([
			{
				json: { groupId: A, changed: ['onlyAdminsCanSend', 'subject', 'description'], verified: true },
				pairedItem: { item: 0 },
			},
		]);
		expect(bench.a).toMatchObject({ name: 'New Name', description: 'Be kind' });
		expect(bench.a.adminsOnly).toEqual({ 'messages-admin-only': true, 'info-admin-only': false });
		expect(bench.calls).toEqual(['changeSend', 'subject', 'description', 'group']);
		expect(hints).toEqual([]);
	});

	test('with the calls that WAHA has', async () => {
		await update({ subject: 'New Name', description: 'Be kind' });
		expect(bench.emulator.calls.filter(({ method }) => method === 'PUT')).toMatchObject([
			{ url: '/v2/groups/120363000000000001%40g.us/subject', body: { subject: 'New Name', id: A } },
			{ url: '/v2/groups/120363000000000001%40g.us/description', body: { description: 'Be kind', id: A } },
		]);
	});

	test('an empty description, which GOWS does not take, is refused without advice about the credentials', async () => {
		bench.account.engine = 'GOWS';
		const { error } = await update({ description: '' });
		expect(error!.message).toContain('your Wawp instance does not support this change');
		expect(error!.description).toContain('Change the description in WhatsApp (Group info)');
		expect(error!.description).not.toMatch(/credential/i);
	});

	test('an empty description removes it', async () => {
		bench.a.description = 'Old';
		const { success } = await update({ description: '' });
		expect(success[0]!.json).toMatchObject({ changed: ['description'], verified: true });
		expect(bench.a.description).toBe('');
	});

	test('false opens a setting', async () => {
		bench.a.adminsOnly['info-admin-only'] = true;
		const { success } = await update({ onlyAdminsCanEdit: false });
		expect(success[0]!.json).toMatchObject({ changed: ['onlyAdminsCanEdit'], verified: true });
		expect(bench.a.adminsOnly['info-admin-only']).toBe(false);
	});

	test('the items may want different things of the same group', async () => {
		const { success } = await bench.run({
			input: [
				{ id: A, subject: 'First' },
				{ id: A, subject: 'Second' },
			],
			parameters: { updateFields: { subject: '={{ $json.subject }}' } },
		});
		expect(success).toHaveLength(2);
		expect(bench.a.name).toBe('Second');
	});
});

describe('the picture', () => {
	const withFile = (mimeType = 'image/jpeg') => ({
		binaries: [{ photo: { data: Buffer.from('picture').toString('base64'), mimeType, fileName: 'group.jpg' } }],
	});

	test('from a file of the input item; no call shows it, so it is not verified', async () => {
		const { success, hints } = await update({ pictureFile: 'photo' }, withFile());
		expect(success[0]!.json).toEqual({ groupId: A, changed: ['picture'], verified: false });
		expect(bench.a.picture).toEqual({
			mimetype: 'image/jpeg',
			filename: 'group.jpg',
			data: Buffer.from('picture').toString('base64'),
		});
		expect(hints).toEqual(['1 group changed but not verified: look at the group in WhatsApp']);
	});

	test('from a URL', async () => {
		await update({ pictureUrl: 'https://example.com/a.jpg' });
		expect(bench.a.picture).toEqual({ url: 'https://example.com/a.jpg' });
	});

	test('is removed', async () => {
		bench.a.picture = { url: 'https://example.com/a.jpg' };
		const { success } = await update({ removePicture: true });
		expect(success[0]!.json).toMatchObject({ changed: ['picture'], verified: false });
		expect(bench.a.picture).toBeUndefined();
	});

	test.each<[string, INodeParameters, string]>([
		['no such file', { pictureFile: 'other' }, 'The input item has no file in the field "other"'],
		['no field name', { pictureFile: '' }, 'The input item has no file in the field An empty value'],
		['no URL', { pictureUrl: 'photo.jpg' }, '"photo.jpg" is not the address of a picture'],
		['an empty URL', { pictureUrl: '' }, 'The "Picture URL" field is empty'],
		['two pictures', { pictureUrl: 'https://example.com/a.jpg', removePicture: true }, 'several fields for the picture'],
	])('%s is refused before any request', async (_what, fields, message) => {
		const { error } = await update(fields, withFile());
		expect(error!.message).toContain(message);
		expect(bench.calls).toEqual([]);
	});

	test.each([
		['that is not a picture', 'application/pdf', 'is not a picture'],
		['without a type', undefined, 'has no file type'],
	])('a file %s is refused before any request', async (_what, mimeType, reason) => {
		const binaries = [{ photo: { data: 'AAAA', mimeType: mimeType as string } }];
		const { error } = await update({ pictureFile: 'photo' }, { binaries });
		expect(error!.message).toBe(`The file in the field "photo" ${reason} [item 0]`);
		expect(bench.calls).toEqual([]);
	});
});

test('a file that n8n has lost fails the item, and the other changes are made and named', async () => {
	const binaries = [{ photo: { id: 'filesystem-v2:gone', data: 'filesystem-v2', mimeType: 'image/jpeg' } }];
	const { error } = await update({ pictureFile: 'photo', subject: 'New' }, { binaries });
	expect(error!.message).toContain('n8n cannot read the file in the field "photo": it may have been deleted');
	expect(error!.message).toContain('; already changed in this group: subject');
	expect(bench.a.name).toBe('New');
});

test('a picture that is not to be removed stays', async () => {
	const { success } = await update({ removePicture: false });
	expect(success[0]!.json).toEqual({ groupId: A, changed: [], verified: true });
	expect(bench.calls).toEqual([]);
});

describe('bad input is refused before any request', () => {
	test.each<[string, INodeParameters | string, string]>([
		['no field', {}, 'There is nothing to update'],
		['an empty subject', { subject: ' ' }, 'The "Subject" field is empty'],
		['a subject without a value', { subject: '={{ $json.missing }}' }, 'the expression gave no value'],
		['a description without a value', { description: '={{ $json.missing }}' }, 'the expression gave no value'],
		[
			'a setting that is neither true nor false',
			{ onlyAdminsCanSend: '={{ "yes" }}' },
			'"Only Admins Can Send" must be true or false',
		],
		['no object', '={{ "text" }}', 'There is nothing to update'],
	])('%s', async (_what, fields, message) => {
		const { error } = await update(fields);
		expect(error!.message).toContain(message);
		expect(changes()).toEqual([]);
	});
});

describe('a failed field', () => {
	const REFUSED = { kind: 'status', status: 400, body: '{"message":"No"}' } as const;

	test('does not keep the others from being changed, and each failure is named', async () => {
		bench.emulator.faults.plan({ ...REFUSED, on: 'subject' }, { ...REFUSED, on: 'changeSend' });
		const { error } = await update({ subject: 'New', description: 'Be kind', onlyAdminsCanSend: true });
		expect(error!.message).toContain(`Could not make sure that only admins can send messages in group ${A}`);
		expect(error!.description).toContain(`Could not change the subject of group ${A}: Wawp did not accept this change`);
		expect(error!.message).toContain('; already changed in this group: description');
		expect(bench.a).toMatchObject({ name: 'Group A', description: 'Be kind' });
	});

	test.each<Engine>(['NOWEB', 'WEBJS', 'GOWS'])('says that the account is not an admin, with %s', async (engine) => {
		bench.account.engine = engine;
		bench.a.role = 'participant';
		const { error } = await update({ subject: 'New' });
		expect(error!.message).toBe(
			`Could not change the subject of group ${A}: the WhatsApp account is not an admin of this group [item 0]`,
		);
	});

	test('goes to the error branch, and the other items continue', async () => {
		bench.emulator.faults.plan({ ...REFUSED, on: 'subject', group: A });
		const result = await update({ subject: 'New' }, { ids: [A, B], settings: { onError: 'continueErrorOutput' } });
		expect(errorsOf(result)).toEqual([expect.stringContaining(`of group ${A}`)]);
		expect(result.success.map(({ json }) => json.groupId)).toEqual([B]);
	});

	test('is not judged by the words of a text that the response repeats', async () => {
		const description = 'Who has exceeded the monthly limit is removed';
		bench.emulator.faults.plan({ kind: 'status', status: 400, body: JSON.stringify({ message: `No: ${description}` }) });
		const { error } = await update({ description });
		expect(error!.message).toContain('Wawp did not accept this change');
	});

	test('that ends the run names the groups that were updated', async () => {
		bench.emulator.faults.plan({ ...REFUSED, on: 'subject', group: B });
		const { error } = await update({ subject: 'New' }, { ids: [A, B] });
		expect(error!.description).toContain(`Already updated in this run: ${A}`);
	});
});

test('an accepted text that the group does not show is not verified, because an engine may answer from a cache', async () => {
	bench.account.undocumentedChanges = 'ignored';
	const { success } = await update({ subject: 'New' });
	expect(success[0]!.json).toEqual({ groupId: A, changed: ['subject'], verified: false });
	expect(bench.calls).toEqual(['subject', 'group', 'group']);
});

test('GOWS: an accepted setting that its cache does not show yet is not verified', async () => {
	bench.account.engine = 'GOWS';
	bench.a.cached = { 'messages-admin-only': false, 'info-admin-only': false };
	const { success } = await update({ onlyAdminsCanSend: true });
	expect(success[0]!.json).toEqual({ groupId: A, changed: ['onlyAdminsCanSend'], verified: false });
});

test('an accepted setting that the group does not show fails the item', async () => {
	bench.account.undocumentedChanges = 'ignored';
	const { error } = await update({ onlyAdminsCanSend: true });
	expect(error!.message).toContain('Wawp accepted the request, but everyone can send messages as before');
});

test('a lost response is settled by the read', async () => {
	bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'subject', times: 4 });
	const { success } = await update({ subject: 'New' });
	expect(success[0]!.json).toEqual({ groupId: A, changed: ['subject'], verified: true });
});

test('a lost response, and the old text in the group: unclear', async () => {
	bench.emulator.faults.plan({ kind: 'drop', on: 'subject', times: 4 });
	const { error } = await update({ subject: 'New' });
	expect(error!.message).toBe(
		`It is not known whether the new subject is shown in group ${A} now: Wawp did not respond [item 0]`,
	);
});
