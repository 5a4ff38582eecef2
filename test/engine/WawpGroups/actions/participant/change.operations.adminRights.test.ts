import type { Engine } from '../../../../support/emulator/world';
import { A, Bench } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';

describe.each([
	{ operation: 'promote', before: 'participant', after: 'admin', done: 'promoted' },
	{ operation: 'demote', before: 'admin', after: 'participant', done: 'demoted' },
] as const)('$operation', ({ operation, before, after, done }) => {
	const bench = new Bench(operation, 'participant');
	const change = async (participants: string) => await bench.run({ parameters: { participants } });

	beforeEach(() => {
		bench.a.addMember(P1, before);
	});

	test.each<Engine>(['GOWS', 'NOWEB', 'WEBJS'])('changes the rights with %s', async (engine) => {
		bench.account.engine = engine;
		const { success } = await change(P1);
		expect(success[0]!.json).toMatchObject({ groupId: A, participantId: P1, status: 'done', reason: null });
		expect(bench.a.members.get(P1)!.role).toBe(after);
		expect(bench.emulator.calls).toMatchObject([
			{
				method: 'POST',
				url: `/v2/groups/120363000000000001%40g.us/admin/${operation}`,
				body: { id: A, participants: [{ id: P1 }] },
			},
			{ method: 'GET', name: 'participants' },
		]);
	});

	test('reports a person who is not in the group, and the creator of the group', async () => {
		bench.account.engine = 'GOWS';
		bench.a.addMember(P1, 'superadmin');
		const { success } = await change(`${P1},${P2}`);
		expect(success.map(({ json }) => [json.status, json.reason])).toEqual([
			['failed', 'WhatsApp does not allow it, for example because the person created the group'],
			['failed', 'the person is not in the group'],
		]);
	});

	test('is retried after a dropped connection, because a second request changes nothing', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		const { success } = await change(P1);
		expect(success[0]!.json.status).toBe('done');
		expect(bench.calls).toEqual([operation, operation, 'participants']);
	});

	test('says that it was probably not made if the account is not an admin, although Wawp accepted it', async () => {
		bench.account.engine = 'NOWEB';
		bench.a.role = 'participant';
		bench.emulator.faults.plan({ kind: 'empty' });
		const { error } = await change(P1);
		expect(error!.message).toContain(`The participants were probably not ${done} in group ${A}`);
	});

	test('reports an unclear outcome', async () => {
		bench.emulator.faults.plan({ kind: 'drop', times: 99 });
		const { error } = await change(P1);
		expect(error!.message).toBe(
			`It is not known whether the participants were ${done} in group ${A}: Wawp did not respond [item 0]`,
		);
	});

	test('fails if the account is not an admin', async () => {
		bench.a.role = 'participant';
		const { error } = await change(P1);
		expect(error!.message).toContain(`Could not ${operation} participants in group ${A}: the WhatsApp account is not an admin`);
	});
});
