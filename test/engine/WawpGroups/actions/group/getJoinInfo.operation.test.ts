import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('getJoinInfo', 'group');
const lookUp = async (codes: unknown[], run = {}) =>
	await bench.run({ ids: codes, parameters: { inviteCode: '={{ $json.id }}' }, ...run });

test.each<Engine>(['GOWS', 'NOWEB', 'WEBJS'])('the group of a code, with %s', async (engine) => {
	bench.account.engine = engine;
	bench.a.role = 'none';
	bench.a.description = 'Be kind';
	bench.a.adminsOnly['info-admin-only'] = true;
	bench.a.addMember('201234567890@c.us');
	const { success } = await lookUp(['TheOldInviteCodeGroupA']);
	expect(success).toEqual([
		{
			json: {
				groupId: A,
				code: 'TheOldInviteCodeGroupA',
				subject: 'Group A',
				description: 'Be kind',
				ownerId: bench.account.me.id,
				isAdmin: null,
				participantCount: 1,
				onlyAdminsCanSend: false,
				onlyAdminsCanEdit: true,
				createdAt: '2024-05-01T12:00:00.000Z',
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('a link is sent as its bare code', async () => {
	const { success } = await lookUp(['https://chat.whatsapp.com/TheOldInviteCodeGroupB?mode=ac_t']);
	expect(success[0]!.json).toMatchObject({ groupId: B, code: 'TheOldInviteCodeGroupB' });
	expect(bench.emulator.callsOf('joinInfo')[0]!.query).toMatchObject({ code: 'TheOldInviteCodeGroupB' });
});

test('the participants in the response are not counted, because they are not all', async () => {
	const body = JSON.stringify({ id: A, participants: [{ id: '201234567890@c.us' }] });
	bench.emulator.faults.plan({ kind: 'status', status: 200, body });
	expect((await lookUp(['TheOldInviteCodeGroupA'])).success[0]!.json).toMatchObject({ groupId: A, participantCount: null });
});

test.each<[string, number]>([
	['item-not-found', 404],
	['gone', 410],
	['not-acceptable', 406],
])('a dead code fails the item after one try, and says so: %s', async (...deadLink) => {
	bench.account.deadLink = deadLink;
	bench.a.rotate();
	const { error } = await lookUp(['TheOldInviteCodeGroupA']);
	expect(error!.message).toBe(
		'Could not look up the invite code TheOldInviteCodeGroupA: WhatsApp finds no group for this invite code, so the link was probably revoked [item 0]',
	);
	expect(error!.description).toContain('the link was revoked');
	expect(bench.calls).toEqual(['joinInfo']);
});

test.each(['empty', 'undefined', 'html', 'error under 200'] as const)('%s instead of a group fails the item', async (kind) => {
	bench.emulator.faults.plan({ kind, times: 99 });
	const result = await lookUp(['TheOldInviteCodeGroupA'], { settings: { onError: 'continueErrorOutput' } });
	expect(errorsOf(result)).toEqual([
		expect.stringMatching(/^Could not look up the invite code TheOldInviteCodeGroupA: .*\[item 0\]$/),
	]);
	expect(result.success).toEqual([]);
});

test('temporary failures are retried', async () => {
	bench.emulator.faults.plan({ kind: 'rate limit', retryAfter: '60' }, { kind: 'drop' }, { kind: 'status', status: 502 });
	expect((await lookUp(['TheOldInviteCodeGroupA'])).success).toHaveLength(1);
});

test.each(['', 'https://example.org/TheOldInviteCodeGroupA', 'not a code', 12, null])(
	'%p is rejected before any request',
	async (code) => {
		const result = await lookUp([code], { settings: { onError: 'continueErrorOutput' } });
		expect(errorsOf(result)).toEqual([expect.stringContaining('[item 0]')]);
		expect(bench.calls).toEqual([]);
	},
);
