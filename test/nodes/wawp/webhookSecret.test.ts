import type { Account } from '../../../nodes/wawp/account';
import { webhookSecret } from '../../../nodes/wawp/webhookSecret';

const ACCOUNT: Account = { baseUrl: 'http://x', instanceId: 'instance-1', accessToken: 'token-1', place: 'body' };

test('is the same each time, and has 64 hexadecimal digits', () => {
	expect(webhookSecret(ACCOUNT, ['a'])).toBe(webhookSecret({ ...ACCOUNT }, ['a']));
	expect(webhookSecret(ACCOUNT, ['a'])).toMatch(/^[0-9a-f]{64}$/);
});

test('differs with the token, the instance and each part of the purpose, also when parts run together', () => {
	const secrets = [
		webhookSecret(ACCOUNT, ['a', 'b']),
		webhookSecret(ACCOUNT, ['ab', '']),
		webhookSecret(ACCOUNT, ['ab']),
		webhookSecret({ ...ACCOUNT, accessToken: 'token-2' }, ['a', 'b']),
		webhookSecret({ ...ACCOUNT, instanceId: 'instance-2' }, ['a', 'b']),
	];
	expect(new Set(secrets).size).toBe(secrets.length);
});

test('where the API is and how the credentials travel do not change it', () => {
	expect(webhookSecret({ ...ACCOUNT, baseUrl: 'http://y', place: 'header' }, [])).toBe(webhookSecret(ACCOUNT, []));
});
