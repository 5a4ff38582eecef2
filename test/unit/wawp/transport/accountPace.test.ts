import type { Account } from '../../../../nodes/wawp/transport/account';
import { accountPace, AccountPace } from '../../../../nodes/wawp/transport/accountPace';

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

test('the calls of a run that does not know the limit count between those that wait for it', () => {
	const pace = new AccountPace();
	// Two calls, and one that waits for the first of them to be a minute old.
	expect([0, 0, 0].map((now) => pace.reserveGroupCall(2, now))).toEqual([0, 0, 60_000]);
	expect(pace.reserveGroupCall(Infinity, 30_000)).toBe(30_000);
	// Within the minute before 90 s are the calls of 30 s and 60 s.
	expect(pace.reserveGroupCall(2, 61_000)).toBe(90_000);
});

test('a clock that is set back delays nobody longer than before', () => {
	const pace = new AccountPace();
	const HOUR = 3_600_000;
	expect([pace.reserve('message', 1_000, HOUR), pace.reserve('message', 1_000, HOUR)]).toEqual([HOUR, HOUR + 1_000]);
	expect(pace.reserve('message', 1_000, 0)).toBe(2_000);
	expect(pace.reserveGroupCall(1, 0)).toBe(0);
	expect(pace.reserveGroupCall(1, HOUR)).toBe(HOUR);
	expect(pace.reserveGroupCall(1, 10_000)).toBe(70_000);
});
