import type { Account } from '../../../../nodes/wawp/transport/account';
import { accountPace, AccountPace, type Spacing } from '../../../../nodes/wawp/transport/accountPace';

const ACCOUNT: Account = { baseUrl: 'https://a.example', instanceId: 'i', accessToken: 't', webhookSecret: '', place: 'body' };

test('an account has one pace in the process, wherever its credentials are sent', () => {
	expect(accountPace({ ...ACCOUNT, place: 'header' })).toBe(accountPace(ACCOUNT));
});

test.each<Partial<Account>>([{ baseUrl: 'https://b.example' }, { instanceId: 'j' }, { accessToken: 'u' }])(
	'another account has another pace: %j',
	(change) => {
		expect(accountPace({ ...ACCOUNT, ...change })).not.toBe(accountPace(ACCOUNT));
	},
);

test('the least recently used of more than 1,000 accounts is dropped', () => {
	const first = accountPace({ ...ACCOUNT, instanceId: 'first' });
	const used = accountPace({ ...ACCOUNT, instanceId: 'used' });
	for (let at = 0; at < 999; at++) accountPace({ ...ACCOUNT, instanceId: `other ${at}` });
	expect(accountPace({ ...ACCOUNT, instanceId: 'used' })).toBe(used);
	accountPace({ ...ACCOUNT, instanceId: 'one more' });
	expect(accountPace({ ...ACCOUNT, instanceId: 'first' })).not.toBe(first);
});

const SPACING = { action: 'message', gap: 60_000 } as const;

test('a sender has a line of its own, and shares one with the others of the account, where the gap is short', () => {
	const pace = new AccountPace();
	const gapsOf = (spacing: Spacing) => pace.linesOf(spacing).map(([, gap]) => gap);
	expect(gapsOf({ ...SPACING, sender: 'a' })).toEqual([60_000, 1_000]);
	expect(gapsOf({ ...SPACING, gap: 10, sender: 'a' })).toEqual([10, 10]);
	expect(gapsOf(SPACING)).toEqual([60_000]);
	const linesOf = (sender: string) => pace.linesOf({ ...SPACING, sender }).map(([line]) => line);
	expect(linesOf('a')[0]).toBe(linesOf('a')[0]);
	expect(linesOf('b')[0]).not.toBe(linesOf('a')[0]);
	expect(linesOf('b')[1]).toBe(linesOf('a')[1]);
});
