import { stringify } from 'node:querystring';
import fc from 'fast-check';
import { HIDDEN, redactBody, redactor } from '../../../../nodes/wawp/transport/redaction';
import { expectProperty } from '../../../support/property';

/** Contains every punctuation mark, so the secret differs in each encoding. */
const SECRET = `s3cr3t !"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~é€😀`;

const inHtml = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
const inHtmlDecimal = (text: string) => Array.from(text, (character) => `&#${character.codePointAt(0) ?? 0};`).join('');
const inHtmlHex = (text: string) =>
	Array.from(text, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`).join('');
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inUnicodeEscapes = (text: string) =>
	text.replace(/[^ -~]|[<>&'"]/gu, (character) =>
		Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
	);
const everyByte = (text: string) =>
	Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('');
/** The query encoding of n8n: `qs` escapes all but the unreserved characters. */
const inQuery = (text: string) =>
	encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** The encodings in which a server may echo a request. */
const FORMS: Record<string, (text: string) => string> = {
	'in plain form': (text) => text,
	'in a URL': encodeURIComponent,
	'in the query that n8n sends': inQuery,
	'in a form': (text) => stringify({ key: text }).slice('key='.length),
	'in a form in the encoding of browsers': (text) => new URLSearchParams({ key: text }).toString().slice('key='.length),
	'in a URL with lower-case hex': (text) => encodeURIComponent(text).toLowerCase(),
	'in a URL with some unescaped marks': (text) => encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2F', '/'),
	'in a URL with every byte escaped': everyByte,
	'in a URL inside a URL': (text) => encodeURIComponent(encodeURIComponent(text)),
	'in JSON': inJson,
	'in JSON with escaped slashes': (text) => inJson(text).replaceAll('/', '\\/'),
	'in JSON with Unicode escapes': (text) => inUnicodeEscapes(text.replaceAll('\\', '\\\\')),
	'in JSON inside JSON': (text) => inJson(inJson(text)),
	'in HTML': inHtml,
	'in XML': (text) => inHtml(text).replaceAll('&#39;', '&apos;'),
	'in HTML with decimal references': inHtmlDecimal,
	'in HTML with hexadecimal references': inHtmlHex,
	'in HTML, in query encoding': (text) => inHtml(inQuery(text)),
	'in base64': (text) => Buffer.from(text).toString('base64'),
	'in base64 without padding': (text) => Buffer.from(text).toString('base64').replace(/=+$/, ''),
};

describe('the body of a response', () => {
	const redact = redactor(['123456789012', 'tok"en-0001']);

	test.each<[string, string, string]>([
		['a number that is the ID stays JSON', '{"id":123456789012,"n":5}', '{"id":"[hidden]","n":5}'],
		['an ID inside a longer number is no secret', '{"id":"120363123456789012@g.us"}', '{"id":"120363123456789012@g.us"}'],
		['a value with escapes', '{"a":["tok\\"en-0001",{"b":"x tok\\u0022en-0001"}]}', '{"a":["[hidden]",{"b":"x [hidden]"}]}'],
		['a key', '{"123456789012":true,"x":null}', '{"[hidden]":true,"x":null}'],
		['text that is no JSON', 'id=123456789012;', 'id=[hidden];'],
		['nothing to hide', '{ "a": 1 }', '{ "a": 1 }'],
	])('%s', (_what, text, expected) => {
		expect(redactBody(text, redact)).toBe(expected);
	});

	test('hides secrets in JSON that is too deep to be read', () => {
		const text = `${'['.repeat(200_000)}"123456789012"${']'.repeat(200_000)}`;
		expect(redactBody(text, redact)).toContain('"[hidden]"');
	});
});

describe('a secret', () => {
	test.each(Object.entries(FORMS))('is hidden %s', (_name, write) => {
		expect(redactor([SECRET])(`before ${write(SECRET)} after`)).toMatch(/^before \[hidden\]=* after$/);
	});

	test.each(Object.entries(FORMS))('of letters and digits is hidden %s', (_name, write) => {
		expect(redactor(['a1B2c3D4e5F6'])(`x${write('a1B2c3D4e5F6')}x`)).toMatch(/^x\[hidden\]x$/);
	});

	test('is hidden in all places, and the rest stays unchanged', () => {
		const redact = redactor(['token-0001', 'instance0001']);
		const echo = JSON.stringify({
			path: '/v2/groups?instance_id=instance0001&access_token=token-0001',
			headers: { 'access-token': 'token-0001', 'X-Instance-ID': 'INSTANCE0001' },
		});
		expect(redact(echo)).toBe(
			JSON.stringify({
				path: '/v2/groups?instance_id=[hidden]&access_token=[hidden]',
				headers: { 'access-token': '[hidden]', 'X-Instance-ID': '[hidden]' },
			}),
		);
	});

	test('that starts with another secret is hidden completely', () => {
		expect(redactor(['abcd', 'abcdef-long'])('abcdef-long abcd')).toBe('[hidden] [hidden]');
		expect(redactor(['abcdef-long', 'abcd'])('abcdef-long abcd')).toBe('[hidden] [hidden]');
	});

	test('that contains another secret is hidden completely', () => {
		expect(redactor(['abcd', 'long-abcd-long'])('long-abcd-long')).toBe('[hidden]');
	});

	test('is hidden on every call of the function', () => {
		const redact = redactor(['token-0001']);
		expect([redact('token-0001'), redact('token-0001')]).toEqual([HIDDEN, HIDDEN]);
	});

	test('of one repeated character is hidden completely', () => {
		expect(redactor(['aaaa'])('aaaaaaaa')).toBe(HIDDEN + HIDDEN);
	});

	test('that is too short to differ from ordinary words is not hidden', () => {
		expect(redactor(['abc', '', 'id'])('abc id 123')).toBe('abc id 123');
		expect(redactor(['abcd'])('abcd')).toBe(HIDDEN);
	});

	test('with the syntax of a regular expression matches only literally', () => {
		expect(redactor(['.*?+'])('abcd')).toBe('abcd');
		expect(redactor(['a|bcd'])('a bcd')).toBe('a bcd');
		expect(redactor(['[a-z]{4}'])('abcd')).toBe('abcd');
	});

	test.each([
		['in plain form', 'ab\ncd'],
		['in JSON', 'ab\\ncd'],
		['in JSON inside JSON', 'ab\\\\ncd'],
		['in JSON as a Unicode escape', 'ab\\u000acd'],
	])('with a line break is hidden %s', (_name, written) => {
		expect(redactor(['ab\ncd'])(`x ${written} y`)).toBe('x [hidden] y');
	});

	test.each([
		['abcd', 'a\\"cd'],
		['ab cd', 'ab\\"cd'],
		['ab\u0001cd', 'ab\\ucd'],
		['abcd', 'a+cd'],
		['abcd', '&undefined;bcd'],
	])('%j does not match a text that only resembles one of its encodings: %s', (secret, text) => {
		expect(redactor([secret])(text)).toBe(text);
	});

	test('with half a character is hidden too', () => {
		expect(redactor(['abcd\ud800'])('x abcd\ud800 y')).toBe('x [hidden] y');
	});

	test('in any encoding is hidden in any text', () => {
		const secret = fc
			.string({
				unit: fc.oneof(
					fc.constantFrom('%', '\\', '/', '&', '"', "'", '<', '>', '+', ' ', '\n'),
					fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
				),
				minLength: 4,
				maxLength: 40,
			})
			// Otherwise the replacement text would contain the secret.
			.filter((text) => text.length >= 4 && !/[[\]]/.test(text) && !'hidden'.includes(text.toLowerCase()));
		const write = fc.constantFrom(...Object.values(FORMS));
		const around = fc.string({
			unit: fc.oneof(
				fc.constantFrom('%', '\\', '&', 'u', '0', ';', '2', '5'),
				fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
			),
			maxLength: 30,
		});
		expectProperty(
			fc.property(secret, write, around, around, (text, form, before, after) => {
				const written = form(text);
				const redacted = redactor([text])(before + written + after).toLowerCase();
				expect(redacted).not.toContain(text.toLowerCase());
				expect(redacted).not.toContain(written.toLowerCase());
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('a text without secrets', () => {
	test('stays unchanged', () => {
		const text = fc.string({ unit: 'binary', maxLength: 200 });
		expectProperty(
			fc.property(text, fc.array(fc.stringMatching(/^[A-Za-z0-9-]{12,40}$/)), (sent, secrets) => {
				fc.pre(!secrets.some((secret) => sent.toLowerCase().includes(secret.toLowerCase())));
				expect(redactor(secrets)(sent)).toBe(sent);
			}),
		);
	});

	test('stays unchanged if there are no secrets', () => {
		expectProperty(fc.property(fc.string({ unit: 'binary' }), (text) => redactor([])(text) === text));
	});

	test('keeps a group id and a code', () => {
		const text = '{"id":"120363000000000001@g.us","code":"NEW456DEF"}';
		expect(redactor(['emulated0001', 'emulated-access-token'])(text)).toBe(text);
	});
});

test.each([
	['backslashes', '\\'.repeat(300_000)],
	['percent signs', '%25'.repeat(100_000)],
	['starts of the secret', 'emulated-access-toke'.repeat(15_000)],
])('a long text takes less than 2 s: %s', (_name, text) => {
	const start = performance.now();
	redactor(['emulated0001', 'emulated-access-token', '\\\\a\\\\b'])(text);
	expect(performance.now() - start).toBeLessThan(2000);
});
