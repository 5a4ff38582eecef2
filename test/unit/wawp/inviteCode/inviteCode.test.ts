import fc from 'fast-check';
import { codeFromText, inviteCodeFrom, inviteLink } from '../../../../nodes/wawp/inviteCode/inviteCode';
import { codeShapes } from '../../../support/emulator/shapes';
import { expectProperty } from '../../../support/property';
import { response, noResponse } from '../../../support/outcomes';

const CODE = 'NEW456DEF';

/** Any code like those of WhatsApp, also in one case. */
const anyCode = fc
	.tuple(
		fc.stringMatching(/^[A-Za-z0-9_-]{16,24}$/),
		fc.constantFrom<(code: string) => string>(
			String,
			(code) => code.toLowerCase(),
			(code) => code.toUpperCase(),
		),
	)
	.map(([code, inCase]) => inCase(code))
	// A number alone is a status. JSON reads 1e5 as a number, too.
	.filter((code) => Number.isNaN(Number(code)) && /[A-Za-z]/.test(code));

/** Words that responses contain instead of a code. */
const words = [
	...['not-authorized', 'item-not-found', 'bad-request', 'rate-overlimit', 'instance-not-connected', 'ERR-401', 'STOPPED'],
	...[
		'Pending',
		'timeout',
		'unavailable',
		'Unauthorized',
		'SCAN_QR_CODE',
		'PASSKEY_CONFIRMATION_REQUIRED',
		'service-unavailable',
	],
	...['Error500', 'E-500', 'not_logged_in', 'session-not-found', 'connection-closed', 'internal-server-error', 'TooManyRequests'],
	...['subscription_required', 'wawp_upstream_error', 'missing-required-parameter', 'UNKNOWN', 'disconnected', 'undefined'],
];

/** Every supported form of a link. */
const LINKS: Record<string, (code: string) => string> = {
	'in its usual form': (code) => `https://chat.whatsapp.com/${code}`,
	'with http': (code) => `http://chat.whatsapp.com/${code}`,
	'without a scheme': (code) => `chat.whatsapp.com/${code}`,
	'with www': (code) => `https://www.chat.whatsapp.com/${code}`,
	'with www and without a scheme': (code) => `www.chat.whatsapp.com/${code}`,
	'with a trailing slash': (code) => `https://chat.whatsapp.com/${code}/`,
	'with a query': (code) => `https://chat.whatsapp.com/${code}?mode=ac_t&x=1`,
	'with a trailing slash and a query': (code) => `https://chat.whatsapp.com/${code}/?mode=ac_t`,
	'with a fragment': (code) => `https://chat.whatsapp.com/${code}#top`,
	'with a query and a fragment': (code) => `https://chat.whatsapp.com/${code}?a=b#c`,
	'with /invite/': (code) => `https://chat.whatsapp.com/invite/${code}`,
	'in capitals except the code': (code) => `HTTPS://CHAT.WHATSAPP.COM/${code}`,
	'with blanks around it': (code) => ` https://chat.whatsapp.com/${code}\r\n`,
};

/** Bodies with a code that the emulator does not send. */
const BODIES: Record<string, (code: string) => unknown> = {
	'bare text with a line break': (code) => `${code}\r\n`,
	'a JSON text with blanks': (code) => JSON.stringify(` ${code} `),
	'code with success': (code) => ({ success: true, code }),
	'code with a status word': (code) => ({ status: 'success', code }),
	'code with a status number': (code) => ({ status: 200, code }),
	'code with an empty message': (code) => ({ code, message: '' }),
	'a link in code': (code) => ({ code: inviteLink(code) }),
	'a success word, and the code in data': (code) => ({ code: 'success', message: 'Done', data: { code } }),
	'a number for success, and the code in data': (code) => ({ code: 200, message: 'OK', data: { inviteCode: code } }),
	'the new code with the old one': (code) => ({ code: 'OLD123ABC', inviteCode: 'OLD123ABC', newCode: code }),
	'empty keys before the key with the code': (code) => ({ inviteCode: null, inviteLink: '', code }),
	'eight levels': (code) => ({ data: { data: { data: { data: { data: { data: { data: { code } } } } } } } }),
};

describe('a code', () => {
	test.each(Object.entries(codeShapes))('is read from every known response: %s', (_name, shape) => {
		const { status, body } = shape(CODE);
		expect(inviteCodeFrom(response(body, status))).toBe(CODE);
	});

	test.each(Object.entries(BODIES))('is read from %s', (_name, body) => {
		expect(inviteCodeFrom(response(body(CODE)))).toBe(CODE);
	});

	test.each(Object.entries(LINKS))('is read from a link %s', (_name, link) => {
		expect(inviteCodeFrom(response(link(CODE)))).toBe(CODE);
		expect(inviteCodeFrom(response({ code: link(CODE) }))).toBe(CODE);
		expect(codeFromText(link(CODE))).toBe(CODE);
	});

	test.each([
		['22 characters', 'AbCdEfGhIjKlMnOpQrSt12'],
		['16 characters', 'AbCdEfGhIjKlMn12'],
		['64 characters', 'Ab1'.repeat(21) + 'Z'],
		['a hyphen', 'AbC-dEf-123'],
		['an underscore', 'AbC_dEf_123'],
		['a hyphen at each end', '-AbC123-'],
		['an underscore at each end', '_AbC123_'],
		['a tilde', 'AbC~123'],
		['a word at its start', 'nullAbC1-dEf2-GhI3'],
		['a word at its end', 'A1undefined'],
		['one case only', 'abcdefghijklmnopqrstuv'],
		['words by chance', 'abcd-efgh-null-ijklmnop'],
		['many digits', '1234567890123456789A'],
	])('can have %s', (_name, code) => {
		expect(inviteCodeFrom(response(code))).toBe(code);
		expect(inviteCodeFrom(response({ code }))).toBe(code);
		expect(inviteCodeFrom(response(inviteLink(code)))).toBe(code);
	});

	test.each([200, 201, 202, 299])('is read from HTTP %d', (status) => {
		expect(inviteCodeFrom(response({ code: CODE }, status))).toBe(CODE);
	});

	test('is read bare, for any code in any shape', () => {
		const shape = fc.constantFrom(
			...Object.values(codeShapes).map((reply) => (code: string) => reply(code).body),
			...Object.values(BODIES),
			...Object.values(LINKS),
		);
		expectProperty(
			fc.property(anyCode, shape, (code, body) => {
				expect(inviteCodeFrom(response(body(code)))).toBe(code);
			}),
			{ numRuns: 1000 },
		);
	});

	test('is read from its own link', () => {
		expectProperty(fc.property(anyCode, (code) => codeFromText(inviteLink(code)) === code));
	});

	test('is read from a link with any query', () => {
		const query = fc.webQueryParameters({ size: 'small' });
		expectProperty(fc.property(anyCode, query, (code, text) => codeFromText(`${inviteLink(code)}?${text}`) === code));
	});
});

const NOT_CODES: Array<[string, unknown]> = [
	['an empty body', ''],
	['blanks', ' \r\n\t '],
	['the word undefined', 'undefined'],
	['the word undefined as JSON', '"undefined"'],
	['undefined in capitals', 'UNDEFINED'],
	['null', 'null'],
	['null as a JSON text', '"null"'],
	['false', 'false'],
	['true', 'true'],
	['OK', 'OK'],
	['OK as JSON', '"OK"'],
	['the word for HTTP 201', 'Created'],
	['the word for HTTP 202', 'Accepted'],
	['a success word', { data: 'success' }],
	['a word for a completed action', { data: 'revoked' }],
	['a status instead of a code', { code: 'queued' }],
	['an empty JSON text', '""'],
	['HTML', '<!DOCTYPE html><html><body>502</body></html>'],
	['XML', '<?xml version="1.0"?><error><code>X</code></error>'],
	['HTML as a JSON text', '"<b>NEW456DEF</b>"'],
	['a bare number', '404'],
	['a bare number with an exponent', '1e5'],
	['a number as a JSON text', '"404"'],
	['a number in code', { code: 404 }],
	['a number as text in code', { code: '200' }],
	['one word with a full stop', 'Unauthorized.'],
	['a sentence', 'Invite code revoked'],
	['a host', 'chat.whatsapp.com'],
	['another host', 'api.wawp.net'],
	['a link without a code', 'https://chat.whatsapp.com/'],
	['a link with the word invite only', 'https://chat.whatsapp.com/invite/'],
	['a link with the word invite and no slash', 'chat.whatsapp.com/invite'],
	['a link with a query only', 'https://chat.whatsapp.com/?mode=ac_t'],
	['a link with the word undefined', 'https://chat.whatsapp.com/undefined'],
	['a link with the word null', { inviteLink: 'https://chat.whatsapp.com/null' }],
	['a link with a longer path', 'https://chat.whatsapp.com/NEW456DEF/more'],
	['a link to another host', 'https://example.org/NEW456DEF'],
	['a link to a host with a similar start', 'https://chat.whatsapp.com.example.org/NEW456DEF'],
	['a link inside a link', 'https://example.org/?to=https://chat.whatsapp.com/NEW456DEF'],
	['two links', 'https://chat.whatsapp.com/AAA111 https://chat.whatsapp.com/BBB222'],
	['an error with a message', { code: 'invalid_session', message: 'The session does not exist' }],
	['an error of one word with a message', { code: 'forbidden', message: 'Not you' }],
	['the name of an error', { code: 'quota_reached' }],
	['the name of an error in capitals', { code: 'QUOTA_REACHED' }],
	['the name of an error as text', 'wawp_upstream_error'],
	['the name of an error in data', { data: { code: 'invalid_instance' } }],
	['the name of an error in a link', 'https://chat.whatsapp.com/invalid_session'],
	['success false', { success: false, code: CODE }],
	['success false with the code in data', { success: false, data: { code: CODE } }],
	['an error inside data', { data: { success: false, code: CODE } }],
	['result false', { result: false }],
	['result false and a code', { result: false, code: CODE }],
	['the documented form of a 401', { status: 401, message: 'Invalid token', error: 'Unauthorized', code: CODE }],
	['an error text', { error: 'Not Found', code: CODE }],
	['a nested error', { error: { code: 'X', message: 'Y' }, code: CODE }],
	['an exception', { statusCode: 500, exception: { message: 'b' }, code: CODE }],
	['an exception that is a text', { exception: 'b', code: CODE }],
	['a list', [CODE]],
	['an empty list', []],
	['a list of objects', [{ code: CODE }]],
	['a list in code', { code: [CODE] }],
	['a list in data', { data: [{ code: CODE }] }],
	['an empty object', {}],
	['null in code', { code: null }],
	['an empty code', { code: '' }],
	['a code with only blanks', { code: '   ' }],
	['an object in code', { code: {} }],
	['two codes in one text', 'NEW456DEF OLD123ABC'],
	['a code inside quotes', { code: '"NEW456DEF"' }],
	['a code with a line break inside', { code: 'NEW456\nDEF' }],
	['a code with a slash', { code: 'NEW/456' }],
	['a code with an emoji', { code: 'NEW😀' }],
	['a code with a redacted part', { code: 'NEW[hidden]' }],
	['another key', { token: CODE }],
	['nine levels', `${'{"data":'.repeat(9)}"${CODE}"${'}'.repeat(9)}`],
	['very deep nesting', `${'{"data":'.repeat(50_000)}"${CODE}"${'}'.repeat(50_000)}`],
	['very deep lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
	['truncated JSON', '{"code":"NEW4'],
];

describe('there is no code', () => {
	test.each(words)('in the word %s', (word) => {
		for (const body of [word, JSON.stringify(word), { code: word }, { data: { inviteCode: word } }]) {
			expect(inviteCodeFrom(response(body))).toBeUndefined();
		}
	});

	test('in words of errors and statuses, in any case, with hyphens or underscores', () => {
		const word = fc.constantFrom(
			'not',
			'authorized',
			'connected',
			'found',
			'session',
			'error',
			'failed',
			'invalid',
			'limit',
			'offline',
		);
		const cases = fc.constantFrom<(text: string) => string>(
			String,
			(text) => text.toUpperCase(),
			(text) => text[0]!.toUpperCase() + text.slice(1),
		);
		expectProperty(
			fc.property(fc.array(fc.tuple(word, cases), { minLength: 1, maxLength: 5 }), fc.constantFrom('-', '_'), (parts, joint) => {
				const text = parts.map(([part, inCase]) => inCase(part)).join(joint);
				expect(inviteCodeFrom(response(text))).toBeUndefined();
				expect(inviteCodeFrom(response({ code: text }))).toBeUndefined();
			}),
		);
	});

	test('in a long text', () => {
		expect(inviteCodeFrom(response('aB1'.repeat(22)))).toBeUndefined();
		expect(inviteCodeFrom(response('aB1'.repeat(350_000)))).toBeUndefined();
	});

	test.each(NOT_CODES)('in %s', (_name, body) => {
		expect(inviteCodeFrom(response(body))).toBeUndefined();
	});

	test.each([100, 199, 300, 301, 304, 400, 401, 403, 404, 422, 429, 500, 502, 503])('in any body with HTTP %d', (status) => {
		expect(inviteCodeFrom(response({ code: CODE }, status))).toBeUndefined();
		expect(inviteCodeFrom(response(CODE, status))).toBeUndefined();
	});

	test('without a response', () => {
		expect(inviteCodeFrom(noResponse('timeout', true))).toBeUndefined();
	});

	test('in any error envelope', () => {
		const sign = fc.constantFrom<object>(
			{ success: false },
			{ result: false },
			{ ok: false },
			{ status: 'error' },
			{ status: 'failed' },
			{ statusCode: 400 },
			{ error: 'Bad Request' },
			{ error: { message: 'No' } },
			{ errors: ['No'] },
			{ exception: { message: 'b' } },
			{ message: 'No' },
		);
		const status = fc.integer({ min: 400, max: 599 }).map((number): object => ({ status: number }));
		const wrap = fc.constantFrom<(body: object) => object>(
			(body) => body,
			(body) => ({ data: body }),
			(body) => ({ success: true, data: { data: body } }),
		);
		expectProperty(
			fc.property(anyCode, fc.oneof(sign, status), wrap, (code, error, around) => {
				expect(inviteCodeFrom(response(around({ ...error, code })))).toBeUndefined();
			}),
		);
	});

	test('with an invalid form, for any body', () => {
		const key = fc.constantFrom('code', 'data', 'inviteCode', 'inviteLink', 'invite', 'newCode', 'success', 'message', 'x');
		const text = fc.oneof(
			fc.constantFrom(
				'undefined',
				'null',
				'OK',
				'',
				' ',
				'<p>',
				'https://example.org/a',
				'chat.whatsapp.com',
				'invalid_session',
				'404',
			),
			fc.string({ unit: 'binary' }),
			fc.webUrl(),
			fc.domain(),
		);
		const value = fc.anything({ key, values: [text, fc.integer(), fc.boolean(), fc.constant(null)] });
		const body = fc.oneof(
			text,
			fc.oneof(fc.dictionary(key, value), value).map((json) => JSON.stringify({ data: json })),
		);
		expectProperty(
			fc.property(body, fc.constantFrom(200, 201, 204), (sent, status) => {
				const code = inviteCodeFrom(response(sent, status)) ?? CODE;
				expect(code).toMatch(/^[A-Za-z0-9_~-]+$/);
				expect(words).not.toContain(code);
				expect(code).toMatch(/[A-Za-z]/);
				expect(code).not.toMatch(/^[a-z]+_[a-z_]*[a-z]$/);
			}),
			{ numRuns: 2000 },
		);
	});
});

test('the invite link ends with the code', () => {
	expect(inviteLink(CODE)).toBe('https://chat.whatsapp.com/NEW456DEF');
});
