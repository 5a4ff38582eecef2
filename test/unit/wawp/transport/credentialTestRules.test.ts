import { sessionRules } from '../../../../nodes/wawp/transport/credentialTestRules';

const rules = [...sessionRules];

const byBody = (key: string) =>
	rules.flatMap((rule) =>
		rule.type === 'responseSuccessBody' && rule.properties.key === key ? [rule.properties.value as unknown] : [],
	);

test('each known status except WORKING has a rule', () => {
	const statuses = byBody('status').filter((value) => typeof value === 'string' && /^[A-Z_]+$/.test(value));
	expect(statuses).toEqual([
		'SCAN_QR_CODE',
		'STARTING',
		'STOPPED',
		'FAILED',
		'PASSKEY_REQUIRED',
		'PASSKEY_CONFIRMATION_REQUIRED',
	]);
});

test('no rule rejects a session that is WORKING', () => {
	const working = { status: 'WORKING', name: 'wawp-1', config: {}, me: {} };
	for (const [key, value] of Object.entries(working)) expect(byBody(key)).not.toContain(value);
});

test('the rule for a missing status comes last, because it would hide a more specific message', () => {
	expect(rules.at(-1)).toMatchObject({
		type: 'responseSuccessBody',
		properties: { key: 'status', value: undefined },
	});
	expect(byBody('status').filter((value) => value === undefined)).toHaveLength(1);
});

test('each documented HTTP status has a rule', () => {
	const statuses = rules.flatMap((rule) => (rule.type === 'responseCode' ? [rule.properties.value] : []));
	expect(statuses).toEqual(expect.arrayContaining([400, 401, 403, 404, 422, 429, 500]));
});

test.each(rules.map((rule) => [rule.properties.message]))(
	'a message says what to do and avoids alarming words: %s',
	(message) => {
		expect(message).toMatch(/^[A-Z].+: \S.+[^.]$/);
		expect(message).not.toMatch(/error|problem|failure|mistake/i);
	},
);

test('no rule is a duplicate', () => {
	const conditions = rules.map((rule) => JSON.stringify({ ...rule, properties: { ...rule.properties, message: '' } }));
	expect(conditions).toEqual([...new Set(conditions)]);
});
