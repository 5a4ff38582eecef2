import { groupNamesOf } from '../../../nodes/shared/groupNames';
import { toAccount } from '../../../nodes/wawp/transport/account';

const accountOf = (index: number) => toAccount({ instanceId: `instance-${index}`, accessToken: 'emulated-access-token' });

test('the lists of the last 20 accounts are remembered', async () => {
	const requested: number[] = [];
	const search = async (index: number) =>
		await groupNamesOf(accountOf(index), async () => {
			requested.push(index);
			return await Promise.resolve([]);
		});
	for (let index = 1; index <= 21; index++) await search(index);
	requested.length = 0;
	await search(21);
	await search(2);
	await search(1);
	expect(requested).toEqual([1]);
});
