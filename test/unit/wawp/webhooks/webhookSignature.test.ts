import { createHmac } from 'node:crypto';
import type { Account } from '../../../../nodes/wawp/transport/account';
import { isEqual, isSigned, derivedSecret, type Headers } from '../../../../nodes/wawp/webhooks/webhookSignature';
import { signatureHeaders, type Signing } from '../../../support/emulator/signing';

const SECRET = 'ab'.repeat(32);
const BODY = Buffer.from('{"event":"group.v2.join","text":"é 😀"}');
const hex = (algorithm: string, secret = SECRET, body: Buffer = BODY) => createHmac(algorithm, secret).update(body).digest('hex');

describe('accepts', () => {
	test.each<Signing>(['raw secret', 'hmac sha256', 'hmac sha512'])('a delivery of the emulator: %s', (signing) => {
		expect(isSigned(BODY, signatureHeaders(signing, SECRET, BODY.toString()), SECRET)).toBe(true);
	});

	test.each<[string, Headers]>([
		['the secret in the other header', { 'x-webhook-hmac': SECRET }],
		['SHA256 in the other header', { 'x-webhook-hmac': hex('sha256') }],
		['SHA512 in the other header', { 'x-wawp-signature': hex('sha512') }],
		['upper-case digits', { 'x-wawp-signature': hex('sha256').toUpperCase() }],
		['a prefix with the algorithm', { 'x-wawp-signature': `sha256=${hex('sha256')}` }],
		['surrounding spaces', { 'x-wawp-signature': ` ${SECRET} ` }],
		['one of two headers', { 'x-wawp-signature': 'x', 'x-webhook-hmac': hex('sha512') }],
		['a repeated header', { 'x-webhook-hmac': ['x', hex('sha512')] }],
	])('%s', (_what, headers) => {
		expect(isSigned(BODY, headers, SECRET)).toBe(true);
	});

	test('a chosen secret with capital letters, which Wawp sends as it is', () => {
		const secret = 'Abcdef-0123456789_XYZ';
		expect(isSigned(BODY, { 'x-wawp-signature': secret }, secret)).toBe(true);
		expect(isSigned(BODY, { 'x-wawp-signature': secret.toLowerCase() }, secret)).toBe(false);
	});

	test('a signed empty body', () => {
		const empty = Buffer.alloc(0);
		expect(isSigned(empty, { 'x-webhook-hmac': hex('sha512', SECRET, empty) }, SECRET)).toBe(true);
	});
});

describe('rejects', () => {
	test.each<[string, Headers]>([
		['no header', {}],
		['an empty header', { 'x-wawp-signature': '' }],
		['an undefined header', { 'x-wawp-signature': undefined }],
		['a number', { 'x-wawp-signature': 5 }],
		['another header', { authorization: SECRET }],
		['a truncated secret', { 'x-wawp-signature': SECRET.slice(0, -1) }],
		['the secret with a character appended', { 'x-wawp-signature': `${SECRET}0` }],
		['another secret', { 'x-wawp-signature': 'cd'.repeat(32) }],
		['an HMAC with another secret', { 'x-webhook-hmac': hex('sha512', 'old') }],
		['an HMAC of another body', { 'x-webhook-hmac': hex('sha512', SECRET, Buffer.from('{}')) }],
		['an HMAC with another algorithm', { 'x-webhook-hmac': hex('sha1') }],
		['the algorithm in the middle', { 'x-webhook-hmac': hex('sha256').replace(/^.{8}/, '$&sha256=') }],
		['an HMAC with an empty key', { 'x-webhook-hmac': createHmac('sha512', '').update(BODY).digest('hex') }],
	])('%s', (_what, headers) => {
		expect(isSigned(BODY, headers, SECRET)).toBe(false);
	});

	test('a body with one changed bit', () => {
		const headers = { 'x-webhook-hmac': hex('sha512') };
		const changed = Buffer.from(BODY);
		changed[3]! ^= 1;
		expect(isSigned(changed, headers, SECRET)).toBe(false);
	});
});

test('compares texts of any length', () => {
	expect([isEqual('a', 'a'), isEqual('a', 'b'), isEqual('a', 'aa'), isEqual('', 'a')]).toEqual([true, false, false, false]);
});

describe('the secret of a webhook', () => {
	const ACCOUNT: Account = {
		baseUrl: 'http://x',
		instanceId: 'instance-1',
		accessToken: 'token-1',
		webhookSecret: '',
		place: 'body',
	};

	test('is always the same and has 64 hexadecimal digits', () => {
		expect(derivedSecret(ACCOUNT, ['a'])).toBe(derivedSecret({ ...ACCOUNT }, ['a']));
		expect(derivedSecret(ACCOUNT, ['a'])).toMatch(/^[0-9a-f]{64}$/);
	});

	test('never changes between versions: Wawp stores it', () => {
		expect(derivedSecret(ACCOUNT, ['a'])).toBe('6184c819cc75548f977e01d1f176dc911f04c3fa97bf47e6eb649c8cb59bf9af');
	});

	test('differs by token, instance and each part of the purpose, even if the joined parts are equal', () => {
		const secrets = [
			derivedSecret(ACCOUNT, ['a', 'b']),
			derivedSecret(ACCOUNT, ['ab', '']),
			derivedSecret(ACCOUNT, ['ab']),
			derivedSecret({ ...ACCOUNT, accessToken: 'token-2' }, ['a', 'b']),
			derivedSecret({ ...ACCOUNT, instanceId: 'instance-2' }, ['a', 'b']),
		];
		expect(new Set(secrets).size).toBe(secrets.length);
	});

	test('does not depend on the base URL or on where the credentials are sent', () => {
		expect(derivedSecret({ ...ACCOUNT, baseUrl: 'http://y', place: 'header' }, [])).toBe(derivedSecret(ACCOUNT, []));
	});
});
