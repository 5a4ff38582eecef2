import type { NoResponse, Outcome } from '../../../../nodes/wawp/outcome/outcome';
import type { Account } from '../../../../nodes/wawp/transport/account';
import { clock } from '../../../../nodes/wawp/transport/clock';
import type { Wawp, WawpCall } from '../../../../nodes/wawp/transport/request';
import { impatient, wasSilent } from '../../../../nodes/wawp/webhooks/patience';
import { noResponse, response } from '../../../support/outcomes';

let accounts = 0;
let now = 0;
beforeEach(() => {
	jest.spyOn(clock, 'now').mockImplementation(() => now);
});

/** A connection to a new account that gets these outcomes, and records the timeouts of its calls. */
function connection(outcomes: Outcome[], account = { instanceId: `instance-${++accounts}` } as Account) {
	const timeouts: unknown[] = [];
	const request = async ({ timeout }: WawpCall) => {
		timeouts.push(timeout);
		return await Promise.resolve(outcomes.shift() ?? response({}));
	};
	const wawp = impatient({ account, request } as Wawp);
	return { account, timeouts, send: async () => await wawp.request({ method: 'GET', path: '/', timeout: 10_000 }) };
}

const TIMEOUT = noResponse('timeout', true);

test('after a timeout, the next calls of the account have 2 seconds, until half a minute has passed', async () => {
	const { account, timeouts, send } = connection([TIMEOUT]);
	expect(await send()).toBe(TIMEOUT);
	now += 29_999;
	expect(wasSilent(account)).toBe(true);
	await send();
	now += 1;
	expect(wasSilent(account)).toBe(false);
	await send();
	expect(timeouts).toEqual([10_000, 2_000, 10_000]);
});

test('each timeout counts anew', async () => {
	const { account, send } = connection([TIMEOUT, TIMEOUT]);
	await send();
	now += 20_000;
	await send();
	now += 20_000;
	expect(wasSilent(account)).toBe(true);
});

test('all connections of an account share it, and other accounts do not', async () => {
	const one = connection([TIMEOUT]);
	const same = connection([], one.account);
	const other = connection([]);
	for (const { send } of [one, same, other]) await send();
	expect([same.timeouts, other.timeouts]).toEqual([[2_000], [10_000]]);
});

test.each<Outcome>([
	response('', 504),
	response({ message: 'Too many requests' }, 429),
	...(['canceled', 'certificate', 'dropped', 'refused', 'unresolved'] satisfies Array<NoResponse['reason']>).map((reason) =>
		noResponse(reason, true),
	),
])('only a timeout counts, since everything else takes no time: %j', async (outcome) => {
	const { account, send } = connection([outcome]);
	expect(await send()).toBe(outcome);
	expect(wasSilent(account)).toBe(false);
});
