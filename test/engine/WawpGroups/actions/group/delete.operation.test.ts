import { deleteGroup } from '../../../../../nodes/WawpGroups/actions/group/delete.operation';
import type { Engine } from '../../../../support/emulator/world';
import { A, B, Bench } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const bench = new Bench('delete', 'group');

test('deletes the chat of a group, and looks at the list of groups', async () => {
	const { success, hints } = await bench.run();
	expect(success).toEqual([{ json: { groupId: A, deleted: true, verified: true }, pairedItem: { item: 0 } }]);
	expect(bench.account.groups.has(A)).toBe(false);
	expect(bench.emulator.callsOf('deleteGroup')).toMatchObject([
		{ method: 'DELETE', url: expect.stringMatching(/^\/v2\/groups\/120363000000000001%40g\.us/) as string },
	]);
	expect(hints).toEqual([]);
});

test('the texts say that the group goes on for the others, and the operation is marked as final', () => {
	expect(deleteGroup.description).toContain('from the account, while the group itself stays for everyone else');
	expect(deleteGroup.isFinal).toBe(true);
});

test.each<Engine>(['NOWEB', 'GOWS'])('%s cannot delete: the item fails and says what to do', async (engine) => {
	bench.account.engine = engine;
	const { error } = await bench.run();
	expect(error!.message).toBe(
		`Could not delete the chat of group ${A}: your Wawp instance does not support this change [item 0]`,
	);
	expect(error!.description).toContain('To end a group for everyone, remove all participants, then leave it');
	expect(bench.account.groups.has(A)).toBe(true);
});

test('an accepted request after which the list still shows the group is not verified', async () => {
	bench.account.undocumentedChanges = 'ignored';
	const { success, hints } = await bench.run();
	expect(success[0]!.json).toEqual({ groupId: A, deleted: true, verified: false });
	expect(hints).toEqual(['1 group deleted but not verified: look at WhatsApp']);
});

test('false (WEBJS: WhatsApp refused it) is no success', async () => {
	bench.emulator.faults.plan({ kind: 'status', status: 200, body: 'false', on: 'deleteGroup' });
	const { error } = await bench.run();
	expect(error!.message).toBe(`Could not delete the chat of group ${A}: WhatsApp refused this change [item 0]`);
	expect(bench.calls).toEqual(['deleteGroup']);
});

test('a lost response is settled by the list, and the request is not repeated', async () => {
	bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change', on: 'deleteGroup' });
	const { success } = await bench.run({ ids: [A, B, A] });
	expect(success.map(({ json }) => json.deleted)).toEqual([true, true, true]);
	expect(bench.emulator.callsOf('deleteGroup')).toHaveLength(2);
});
