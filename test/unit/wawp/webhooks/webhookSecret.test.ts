import type { Account } from '../../../../nodes/wawp/transport/account';
import { webhookSecret } from '../../../../nodes/wawp/webhooks/webhookSecret';

const ACCOUNT: Account = { baseUrl: 'http://x', instanceId: 'instance-1', accessToken: 'token-1', place: 'body' };

test('is the same each time, and has 64 hexadecimal digits', () => {
	expect(webhookSecret(ACCOUNT, ['a'])).toBe(webhookSecret({ ...ACCOUNT }, ['a']));
	expect(webhookSecret(ACCOUNT, ['a'])).toMatch(/^[0-9a-f]{64}$/);
});

test('never changes from version to version: Wawp keeps it, and people have pasted it there', () => {
	expect(webhookSecret(ACCOUNT, ['a'])).toBe('6184c819cc75548f977e01d1f176dc911f04c3fa97bf47e6eb649c8cb59bf9af');
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
