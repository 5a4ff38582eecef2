import { describeSessionFailure, describeWebhooksFailure } from '../../../../nodes/wawp/session/describeStatusFailure';
import { outcomes } from '../../../support/failures';
import { noResponse, response } from '../../../support/outcomes';

const OTHER = 'https://crm.example/hook?token=abc';

test('a failure names what could not be read, and why', () => {
	const failure = describeSessionFailure(response({ status: 401, message: 'Invalid access token', error: 'Unauthorized' }, 401));
	expect(failure.message).toBe('Could not read the status of the account: Wawp did not accept the access token');
	expect(failure.nextStep).toContain('Copy the access token again');
	expect(failure.nextStep).toMatch(/Response from Wawp: HTTP 401, "Unauthorized: Invalid access token"$/);
	expect(failure).toMatchObject({ kind: 'badToken', httpStatus: 401 });
});

test('a failure of the list names the known status of the session', () => {
	expect(describeWebhooksFailure(noResponse('timeout', true), 'WORKING').message).toBe(
		'Could not look up the webhook (the status of the session is WORKING): Wawp did not respond',
	);
});

test('a free plan cannot list webhooks, and the next step says what remains possible', () => {
	const { message, nextStep } = describeWebhooksFailure(
		response({ code: 'subscription_required', message: 'Webhooks are part of the paid plans' }, 403),
		'WORKING',
	);
	expect(message).toMatch(/: your Wawp plan does not allow it now$/);
	expect(nextStep).toMatch(/^Only paid plans can list webhooks. On other plans, leave "Webhook URL" empty. Response from Wawp: /);
});

test('no kind of failure names a group, an admin or an invite code', () => {
	for (const [outcome] of outcomes) {
		for (const { message, nextStep } of [describeSessionFailure(outcome), describeWebhooksFailure(outcome, 'WORKING')]) {
			expect(`${message} ${nextStep.replace(/Response from Wawp.*/, '')}`).not.toMatch(/\bgroup|\badmin\b|invite code/);
		}
	}
});

test.each<[unknown, number, string, string]>([
	[
		{ message: 'Forbidden' },
		403,
		'Wawp refused this call',
		'Check the instance ID in the credential, and in your Wawp dashboard',
	],
	[{ exception: { message: 'not-authorized', data: 401 } }, 500, 'Wawp refused this call', 'Check the instance ID in the'],
	[{ exception: { message: 'b', data: 403 } }, 500, 'Wawp refused this call', 'Check the instance ID in the credential'],
	[{ exception: { message: 'b', data: 404 } }, 500, 'Wawp found no such instance or call', 'Check the base URL and the'],
	['', 404, 'Wawp found no such instance or call', 'Check the base URL and the instance ID in the credential'],
	['', 429, 'there were too many requests in a short time', 'Wait a few minutes, then run this again less often'],
	['', 400, 'Wawp did not accept the request', 'Check the base URL and the instance ID in the credential'],
	[
		{ code: 'missing_param', message: 'instance_id is required' },
		400,
		'Wawp did not find the access token or the instance ID in the request',
		'Check the credential. If it is correct, change "Send Credentials In" in it',
	],
	['', 500, 'Wawp or WhatsApp could not process the request', 'Run this again in a minute'],
	['', 200, 'Wawp returned no usable response', 'Check the base URL in the credential. If it is right, ask Wawp'],
])('%j with HTTP %d: %s', (body, status, reason, nextStep) => {
	const failure = describeSessionFailure(response(body, status));
	expect(failure.message).toBe(`Could not read the status of the account: ${reason}`);
	expect(failure.nextStep).toContain(nextStep);
	expect(failure.nextStep).toMatch(new RegExp(`Response from Wawp: HTTP ${status}`));
});

test('after no response, a second request is harmless', () => {
	const failure = describeSessionFailure(noResponse('dropped', true));
	expect(failure.message).toBe('Could not read the status of the account: Wawp did not respond');
	expect(failure.nextStep).toBe('Run this again in a minute');
});

test('the rest of the quoted response stays', () => {
	const { nextStep } = describeSessionFailure(
		response({ code: 'proxy_error', message: `No answer from ${OTHER}, try again` }, 500),
	);
	expect(nextStep).toMatch(/HTTP 500, "proxy_error: No answer from \[hidden\] try again"$/);
	const echo = describeSessionFailure(response({ error: 'Failed: {"url":"x"} and [1]' }, 500));
	expect(echo.nextStep).toMatch(/"Failed: \[hidden\]"$/);
});

test.each<[string, unknown]>([
	['a JSON message', { code: 'wawp_upstream_error', message: `No answer from ${OTHER}, try again` }],
	['an echo of the list', { statusCode: 500, exception: { message: `Failed: {"webhooks":[{"url":"${OTHER}"}]}` } }],
	['escaped slashes', `Failed for "${OTHER.replaceAll('/', '\\/')}"`],
	['a percent-encoded URL', `Failed for ${encodeURIComponent(OTHER)}`],
	['half a list', `[{"url":"${OTHER}","hmac":"abc","is_active":1`],
	['half a session', '{"config":{"metadata":{"user_email":"crm.example@abc"'],
	['http', `Failed for ${OTHER.replace('https', 'http')}`],
	['capitals', `Failed for ${OTHER.replace('https', 'HTTPS')}`],
])('the quoted response shows no other webhook and no metadata: %s', (_what, body) => {
	for (const describe of [describeSessionFailure, describeWebhooksFailure]) {
		const { nextStep } = describe(response(body, 500), 'WORKING');
		expect(nextStep).not.toMatch(/crm\.example|abc/);
		expect(nextStep).toContain('[hidden]');
	}
});
