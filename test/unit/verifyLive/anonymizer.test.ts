import fc from 'fast-check';
import { Anonymizer, type KnownValues } from '../../../scripts/verifyLive/privacy/anonymizer';
import { hideSecrets } from '../../../scripts/verifyLive/privacy/secrets';
import { expectProperty } from '../../support/property';

const anonymizer = (values: Partial<KnownValues> = {}) =>
	new Anonymizer({ secrets: [], groupIds: [], keep: [], personal: [], ...values });

const parse = (text: string) => JSON.parse(text) as unknown;

const text = (characters: string, min: number, max: number) =>
	fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength: min, maxLength: max });

const TOKEN = text('ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789_-.~+/=!*\'()"\\%&<> é€😀', 10, 60);
const INSTANCE = text('ABCDEFGHJKMNPQRSTUVWXYZ23456789', 12, 12);

/** The forms in which a server may repeat a secret. */
const FORMS: Record<string, (secret: string) => string> = {
	plain: (secret) => secret,
	'percent-encoded': encodeURIComponent,
	'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
	'in a query': (secret) => new URLSearchParams({ token: secret }).toString(),
	'in JSON': (secret) => JSON.stringify({ token: secret }),
	'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify({ token: secret })),
	'in base64': (secret) => Buffer.from(secret).toString('base64'),
	'in the middle of base64': (secret) => Buffer.from(`user:${secret}:more`).toString('base64'),
	'in base64 after a byte': (secret) => Buffer.from(`x${secret}`).toString('base64'),
	'in base64url': (secret) => Buffer.from(`xy${secret}`).toString('base64url'),
	'in hexadecimal digits': (secret) => Buffer.from(secret).toString('hex'),
};

/** What a reader could decode from a text. */
function decoded(form: string): string {
	const base64 = form.match(/[\w+/-]{8,}/g) ?? [];
	const hex = form.match(/(?:[0-9a-f]{2}){8,}/gi) ?? [];
	const unescaped = (escaped: string) => {
		try {
			return decodeURIComponent(decodeURIComponent(escaped));
		} catch {
			return escaped;
		}
	};
	return [
		form,
		unescaped(form),
		form.replace(/\\+(.)/g, '$1'),
		...base64.flatMap((part) => [0, 1, 2, 3].map((at) => Buffer.from(part.slice(at), 'base64').toString())),
		...hex.map((part) => Buffer.from(part, 'hex').toString()),
	].join('\n');
}

describe('secrets', () => {
	test.each(Object.entries(FORMS))('do not survive %s', (_form, write) => {
		expectProperty(
			fc.property(TOKEN, INSTANCE, (token, instanceId) => {
				fc.pre(token.trim() === token);
				const hide = hideSecrets([token, instanceId]);
				for (const secret of [token, instanceId]) {
					expect(decoded(hide(`before ${write(secret)} after`)).includes(secret)).toBe(false);
				}
			}),
		);
	});

	test.each(Object.entries(FORMS))('do not survive %s in a body', (_form, write) => {
		expectProperty(
			fc.property(INSTANCE, (secret) => {
				const private_ = anonymizer({ secrets: [secret] });
				const bodies = [JSON.stringify({ message: write(secret), deep: [{ value: write(secret) }] }), write(secret)];
				for (const body of bodies) expect(decoded(private_.body(body)).includes(secret)).toBe(false);
			}),
		);
	});

	test('that exist only later are hidden, too', () => {
		const later = anonymizer({ secrets: ['first-secret'] });
		later.alsoHide('second-secret');
		expect(later.text('first-secret second-secret')).toBe('[hidden] [hidden]');
	});
});

describe('numbers and IDs', () => {
	const PHONE = text('123456789', 9, 14);

	test('do not survive in any place of a body', () => {
		expectProperty(
			fc.property(PHONE, PHONE, (phone, lid) => {
				fc.pre(phone !== lid && !phone.includes(lid) && !lid.includes(phone));
				const group = `120363${phone}`;
				const body = JSON.stringify({
					[`${group}@g.us`]: { id: `${group}@g.us`, owner: `${phone}:12@s.whatsapp.net`, me: [{ lid: `${lid}@lid` }] },
					older: `${phone}-1400000000@g.us`,
					phone,
					asNumber: Number(phone),
					path: `/v2/groups/${group}%40g.us`,
					message: `${phone}@c.us is not in ${group}@g.us. Call +${phone}`,
				});
				const shown = anonymizer().body(body);
				for (const value of [phone, lid]) expect(shown.includes(value)).toBe(false);
			}),
		);
	});

	test('become IDs of the same form, always the same one for the same value', () => {
		const shown = parse(
			anonymizer({ groupIds: ['120363777777777777@g.us'] }).body(
				JSON.stringify([
					{ id: '120363777777777777@g.us', JID: '201555000111@s.whatsapp.net', id2: '201555000111@c.us' },
					{
						id: { server: 'lid', _serialized: '77777777777777@lid' },
						again: '120363777777777777@g.us',
						old: '201555000111-1456789012@g.us',
					},
				]),
			),
		);
		expect(shown).toEqual([
			{ id: '120363000000000001@g.us', JID: '209900000001@s.whatsapp.net', id2: '209900000001@c.us' },
			{
				id: { server: 'lid', _serialized: '90000000000001@lid' },
				again: '120363000000000001@g.us',
				old: '209900000000-1400000002@g.us',
			},
		]);
	});
});

describe('names and texts', () => {
	const NAME = text('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz éü🙂', 4, 40);
	const KEYS = [
		'subject',
		'name',
		'Name',
		'Topic',
		'desc',
		'description',
		'pushName',
		'notify',
		'verifiedName',
		'caption',
		'title',
	];

	test('do not survive under any key, nor in a message that quotes them', () => {
		expectProperty(
			fc.property(NAME, fc.constantFrom(...KEYS), (name, key) => {
				fc.pre(/^\S.*\S$/u.test(name) && !isWordOfApi(name));
				const private_ = anonymizer();
				private_.learn(JSON.stringify({ [key]: name, list: [{ deep: { [key]: name } }] }));
				const message = private_.body(JSON.stringify({ error: `${name} is closed`, message: `No group "${name}"` }));
				const asKey = /^\w+$/.test(name) ? {} : { [name]: 1 };
				const body = private_.body(JSON.stringify({ [key]: name, ...asKey, other: `about ${name}` }));
				for (const shown of [message, body, private_.text(`the group ${name}`)]) expect(shown.includes(name)).toBe(false);
			}),
		);
	});

	/** A name that is a part of these texts anyway. */
	const isWordOfApi = (name: string) =>
		['the group about is closed No group message error other list deep Text', ...KEYS].some((words) => words.includes(name));

	test.each(['No group Nadia here', 'مجموعة is closed', 'Could not add Omar Haddad: not allowed'])(
		'are also found in a message where nothing else names them: %s',
		(message) => {
			const shown = anonymizer().body(JSON.stringify({ message }));
			for (const name of ['Nadia', 'مجموعة', 'Omar', 'Haddad']) expect(shown.includes(name)).toBe(false);
		},
	);

	test.each(['NADIA', 'book-club', 'Forbidden', '2024', 'WORKING'])('of one word do not stay as the subject: %s', (subject) => {
		for (const key of ['subject', 'name', 'Name', 'pushName'])
			expect(anonymizer().body(JSON.stringify({ [key]: subject }))).toBe(JSON.stringify({ [key]: 'Text 1' }));
	});

	test('become numbered texts; empty ones stay empty', () => {
		expect(parse(anonymizer().body('{"subject":"Nadia","desc":"","again":"Nadia","other":"Omar"}'))).toEqual({
			subject: 'Text 1',
			desc: '',
			again: 'Text 1',
			other: 'Text 2',
		});
	});
});

describe('invite codes', () => {
	const CODE = text('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 16, 24);

	test.each<[string, (code: string) => string]>([
		['an object', (code) => JSON.stringify({ code })],
		['a text', (code) => code],
		['a link', (code) => `https://chat.whatsapp.com/${code}`],
		['a JSON link with a query', (code) => JSON.stringify(`https://chat.whatsapp.com/${code}?mode=ac_t`)],
		['a wrapper', (code) => JSON.stringify({ data: { inviteLink: `https://chat.whatsapp.com/${code}` } })],
		['a message', (code) => JSON.stringify({ message: `The link https://chat.whatsapp.com/${code} was revoked` })],
	])('do not survive in %s, and neither later in texts', (_what, write) => {
		expectProperty(
			fc.property(CODE, (code) => {
				fc.pre(/\d/.test(code) && /[a-z]/.test(code) && /[A-Z]/.test(code));
				const private_ = anonymizer();
				expect(private_.body(write(code)).includes(code)).toBe(false);
				expect(private_.text(`/v2/groups/join-info?code=${code}`).includes(code)).toBe(false);
			}),
		);
	});

	test('keep their length, and differ from each other', () => {
		const private_ = anonymizer();
		const [one, other] = ['{"code":"Ab3dEfGhIjKlMnOpQrStUv"}', '{"code":"Zb3dEfGhIjKlMnOpQrStUv"}'].map((body) =>
			private_.body(body),
		);
		expect(one).toBe('{"code":"Code1xxxxxxxxxxxxxxxxx"}');
		expect(other).toBe('{"code":"Code2xxxxxxxxxxxxxxxxx"}');
	});
});

describe('what the API itself says stays', () => {
	test.each([
		'{"code":"missing_param","message":"instance_id and access_token are required"}',
		'{"status":401,"message":"Invalid access token","error":"Unauthorized"}',
		'{"error":"Session status is not as expected. Try again later","status":"STOPPED","expected":["WORKING"]}',
		'{"webhooks":[],"systemConfig":null,"is_active":1,"events":["group.v2.join","session.status"]}',
		'{"adminsOnly":true}',
		'{"ok":true}',
		'true',
		'undefined',
		'not-authorized',
		'',
	])('%s', (body) => {
		expect(anonymizer().body(body)).toBe(body);
	});

	test('a web page becomes its length', () => {
		expect(anonymizer().body('<html>Ray ID 8a, your IP 203.0.113.9</html>')).toBe('<!-- a page of 43 characters -->');
	});

	test('a short error in XML stays, without names', () => {
		expect(anonymizer().body('<error><message>No group "Nadia"</message></error>')).toBe(
			'<error><message>No group "Text 1"</message></error>',
		);
	});

	test('addresses, mail addresses and URLs do not stay', () => {
		expect(anonymizer().text('203.0.113.9 owner@shop.example https://shop.example/hook?secret=1')).toBe(
			'0.0.0.0 person1@example.org https://example.org/1',
		);
	});
});
