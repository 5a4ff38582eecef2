import fc from 'fast-check';
import { sameUrl, toWebhookUrl } from '../../../../nodes/wawp/webhooks/webhook';
import { thrownBy } from '../../../support/outcomes';
import { expectProperty } from '../../../support/property';

const HERE = 'https://n8n.example/webhook/a-b/webhook';

test.each([
	[HERE, HERE],
	[HERE, ` ${HERE}\n`],
	[HERE, 'HTTPS://N8N.EXAMPLE/webhook/a-b/webhook'],
	[HERE, 'https://n8n.example:443/webhook/a-b/webhook'],
	[HERE, 'https://n8n.example/%77ebhook/a%2Db/webhook'],
	['https://n8n.example', 'https://n8n.example/'],
	['https://n8n.example/ä%2f', 'https://n8n.example/%C3%a4%2F'],
	['not a URL', ' not a URL '],
])('the same webhook: %s and %s', (a, b) => {
	expect(sameUrl(a, b)).toBe(true);
});

test.each([
	[HERE, `${HERE}/`],
	[HERE, HERE.replace('/webhook/', '/webhook-test/')],
	[HERE, HERE.replace('https', 'http')],
	[HERE, HERE.replace('a-b', 'A-b')],
	[HERE, HERE.replace('a-b', 'a%2Fb')],
	[HERE, `${HERE}?x=1`],
	[HERE, `${HERE}#x`],
	[HERE, HERE.replace('.example', '.example:8443')],
	[HERE, HERE.replace('n8n', 'n8n2')],
	['https://n8n.example/a%2Fb', 'https://n8n.example/a/b'],
	['https://n8n.example/a%3Fb', 'https://n8n.example/a?b'],
	[HERE, ''],
])('different webhooks: %s and %s', (a, b) => {
	expect(sameUrl(a, b)).toBe(false);
});

test('a URL equals itself with any of its characters percent-encoded, and equals no other URL', () => {
	const path = fc.stringMatching(/^[\w.~-]{1,20}$/).filter((text) => !/^\.+$/.test(text));
	expectProperty(
		fc.property(path, path, fc.infiniteStream(fc.boolean()), (a, b, escaped) => {
			const encoded = Array.from(a, (character) =>
				escaped.next().value ? `%${character.charCodeAt(0).toString(16)}` : character,
			).join('');
			fc.pre(!/^\.+$/.test(encoded.replace(/%2e/gi, '.')));
			expect(sameUrl(`${HERE}/${a}`, `${HERE}/${encoded}`)).toBe(true);
			expect(sameUrl(`${HERE}/${a}`, `${HERE}/${b}`)).toBe(a === b);
		}),
	);
});

describe('the "Webhook URL" field', () => {
	test.each([
		[HERE, HERE],
		[` ${HERE}\n`, HERE],
		['HTTP://localhost:5678/webhook/x', 'HTTP://localhost:5678/webhook/x'],
		['', undefined],
		['  ', undefined],
	])('%p gives %p', (value, url) => {
		expect(toWebhookUrl(value)).toBe(url);
	});

	test.each<[unknown, string]>([
		[undefined, 'The "Webhook URL" field is empty: the expression gave no value'],
		[null, 'The "Webhook URL" field is empty: the expression gave no value'],
		['n8n.example/webhook?secret=abc', 'The text in "Webhook URL" is not a webhook URL'],
		['ftp://n8n.example/webhook', 'The text in "Webhook URL" is not a webhook URL'],
		['xhttps://n8n.example', 'The text in "Webhook URL" is not a webhook URL'],
		['see https://n8n.example', 'The text in "Webhook URL" is not a webhook URL'],
		['https://', 'The text in "Webhook URL" is not a webhook URL'],
		[12, '12 is not a webhook URL'],
		[[HERE], 'A list is not a webhook URL'],
		[{}, 'A value of type object is not a webhook URL'],
	])('%p is rejected, and a text is not quoted', (value, message) => {
		expect(thrownBy(() => toWebhookUrl(value))).toMatchObject({
			kind: 'badInput',
			message,
			nextStep: expect.stringMatching(/"Webhook URL"|"Wawp Groups Trigger"/) as string,
		});
	});
});
