import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { CallName } from '../support/emulator/routes';
import { A, Bench } from '../support/engine/bench';
import { useFastClock } from '../support/engine/fastClock';
import { PROJECT } from '../support/folders';

useFastClock();

const bench = new Bench('getAll', 'group');
const PERSON = '201234567891@c.us';
const CODE = 'TheOldInviteCodeGroupA';
const file = { data: Buffer.from('picture').toString('base64'), mimeType: 'image/jpeg' };

/** An operation that a cell names, and the calls of the API that prove it. */
interface Proof {
	resource: string;
	operation: string;
	parameters?: INodeParameters;
	calls: CallName[];
	/** The field of the output that has the answer. */
	output?: string;
}

const lock: Proof = { resource: 'group', operation: 'lock', calls: ['changeSend', 'changeEdit'] };
const unlock: Proof = { resource: 'group', operation: 'unlock', calls: ['changeSend', 'changeEdit'] };
const group = (operation: string, calls: CallName[], parameters: INodeParameters = {}): Proof => ({
	resource: 'group',
	operation,
	parameters,
	calls,
});
const update = (fields: INodeParameters, calls: CallName[]) => group('update', calls, { updateFields: fields });
const participant = (operation: string, call: CallName): Proof => ({
	resource: 'participant',
	operation,
	parameters: { participants: PERSON },
	calls: [call],
});

/** For each row of the table, the operations of its last cell. */
const PROOFS: Record<string, Record<string, Proof>> = {
	'List groups': { 'Get Many (Group)': group('getAll', ['groups']) },
	'Count groups': { 'Get Many (Group)': group('getAll', ['groups'], { returnAll: true }) },
	'Refresh groups': { 'Refresh Groups': { ...group('refresh', ['refresh']), output: 'refreshed' } },
	'Create group': { 'Create Group': group('create', ['create'], { subject: 'Neighbours', participants: PERSON }) },
	'Get group': { 'Get Group': group('get', ['group']) },
	'Delete group': { 'Delete Group': group('delete', ['deleteGroup']) },
	'Leave group': { 'Leave Group': group('leave', ['leave']) },
	'Preview an invite': { 'Get Join Info': group('getJoinInfo', ['joinInfo'], { inviteCode: CODE }) },
	'Join by invite': { 'Join Group': group('join', ['join'], { inviteCode: CODE }) },
	'Get picture': { 'Get Group': { ...group('get', ['readPicture'], { includePicture: true }), output: 'pictureUrl' } },
	'Set picture by URL': { 'Update Group': update({ pictureUrl: 'https://example.com/a.jpg' }, ['picture']) },
	'Set picture from a file': { 'Update Group': update({ pictureFile: 'photo' }, ['picture']) },
	'Delete picture': { 'Update Group': update({ removePicture: true }, ['removePicture']) },
	'Update subject': { 'Update Group': update({ subject: 'New Name' }, ['subject']) },
	'Update description': { 'Update Group': update({ description: 'Be kind' }, ['description']) },
	'Get who can edit the info': { 'Get Group': { ...group('get', ['group']), output: 'onlyAdminsCanEdit' } },
	'Set who can edit the info': {
		'Lock Group': lock,
		'Unlock Group': unlock,
		'Update Group': update({ onlyAdminsCanEdit: true }, ['changeEdit']),
	},
	'Get who can send messages': { 'Get Group': { ...group('get', ['group']), output: 'onlyAdminsCanSend' } },
	'Set who can send messages': {
		'Lock Group': lock,
		'Unlock Group': unlock,
		'Update Group': update({ onlyAdminsCanSend: true }, ['changeSend']),
	},
	'Get invite code': { 'Get Invite Code': { resource: 'inviteCode', operation: 'get', calls: ['get'] } },
	'Revoke invite code': { 'Revoke Invite Code': { resource: 'inviteCode', operation: 'revoke', calls: ['revoke'] } },
	'List participants': { 'Get Many (Participant)': { resource: 'participant', operation: 'getAll', calls: ['participants'] } },
	'Add participants': { 'Add Participants': participant('add', 'addParticipants') },
	'Remove participants': { 'Remove Participants': participant('remove', 'removeParticipants') },
	'Promote to admin': { 'Promote Participants': participant('promote', 'promote') },
	'Demote from admin': { 'Demote Participants': participant('demote', 'demote') },
};

const [table = ''] = readFileSync(join(PROJECT, 'docs/comparison.md'), 'utf8').split('## Calls that Wawp is not known to have');
const rows = [...table.matchAll(/^\| (.+) \|$/gm)]
	.map(([, row]) => row!.split(' | ').map((cell) => cell.trim()))
	.filter(([call]) => call !== 'Call' && !/^-+$/.test(call!));

test('each cell of this package has a proof, and names the operations of the proof', () => {
	const cells = Object.fromEntries(rows.map((row): [string, string[]] => [row[0]!, row.at(-1)!.replace(/:.*$/, '').split(', ')]));
	expect(cells).toEqual(Object.fromEntries(Object.entries(PROOFS).map(([call, proofs]) => [call, Object.keys(proofs)])));
});

const proofs = Object.entries(PROOFS).flatMap(([call, all]) =>
	Object.entries(all).map(([name, proof]) => ({ call, name, ...proof })),
);

test.each(proofs)('$call: $name', async ({ resource, operation, parameters = {}, calls, output }) => {
	const { account, a, emulator } = bench;
	a.addMember(PERSON);
	if (operation === 'join') a.role = 'none';
	if (operation === 'unlock') Object.assign(a.adminsOnly, { 'messages-admin-only': true, 'info-admin-only': true });
	const { success, error } = await bench.run({
		ids: [A],
		parameters: { resource, operation, ...parameters },
		binaries: [{ photo: file }],
	});
	expect(error).toBeUndefined();
	expect(success.length).toBeGreaterThan(0);
	expect(Object.keys(success[0]!.json)).toContain(output ?? 'groupId');
	expect(bench.calls).toEqual(expect.arrayContaining(calls));
	expect(emulator.calls.every(({ body, query }) => [body.instance_id, query.instance_id].includes(account.id))).toBe(true);
});
