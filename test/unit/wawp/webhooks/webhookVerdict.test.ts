import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { deleteVerdict, setVerdict, type Verdict } from '../../../../nodes/wawp/webhooks/webhookVerdict';
import { response, noResponse } from '../../../support/outcomes';

const SAME: Array<[Outcome, Verdict]> = [
	[response({ status: 'success', message: 'Webhook saved' }), 'done'],
	[response({ success: true }, 201), 'done'],
	[response({ url: 'https://n8n.example', events: [] }), 'done'],
	[response({ code: 'success', message: 'Saved' }), 'done'],
	[response({ data: {} }), 'done'],
	[response(''), 'unclear'],
	[response('OK'), 'unclear'],
	[response('"OK"'), 'unclear'],
	[response('true'), 'unclear'],
	[response('null'), 'unclear'],
	[response('undefined'), 'unclear'],
	[response('<html></html>'), 'unclear'],
	[response({}), 'unclear'],
	[response([]), 'unclear'],
	[response([{ url: 'https://n8n.example' }]), 'unclear'],
	[response({ success: false }), 'unclear'],
	[response({ data: { success: false } }), 'unclear'],
	[response({ code: 'wawp_upstream_error', message: 'No' }), 'unclear'],
	[response({ status: 'success', message: 'Rate limit exceeded' }), 'unclear'],
	[response({ status: 'success', message: 'You have exceeded your monthly limit' }), 'refused'],
	[response({ code: 'subscription_required', message: 'Upgrade' }), 'refused'],
	[response({ status: 401, message: 'No', error: 'Unauthorized' }), 'refused'],
	[response('', 301), 'refused'],
	[response('', 400), 'refused'],
	[response('', 401), 'refused'],
	[response('', 403), 'refused'],
	[response({ code: 'subscription_required' }, 403), 'refused'],
	[response({ code: 'invalid_session', message: 'No' }, 404), 'refused'],
	[response('', 405), 'refused'],
	[response('', 408), 'unclear'],
	[response({ error: 'Session status is not as expected', status: 'STOPPED' }, 422), 'refused'],
	[response({ message: 'The method is not implemented by the engine.' }, 422), 'refused'],
	[response('', 429), 'unclear'],
	[response('', 500), 'unclear'],
	[response('<html></html>', 502), 'unclear'],
	[response({ code: 'wawp_upstream_error', message: 'No' }, 400), 'unclear'],
	[noResponse('timeout', true), 'unclear'],
	[noResponse('dropped', true), 'unclear'],
	[noResponse('refused', false), 'refused'],
	[noResponse('unresolved', false), 'refused'],
	[noResponse('certificate', false), 'refused'],
];

test.each(SAME)('setting and deleting have the same verdict: %j', (outcome, verdict) => {
	expect(setVerdict(outcome)).toBe(verdict);
	expect(deleteVerdict(outcome)).toBe(verdict);
});

test.each<[Outcome, Verdict]>([
	[response({ code: 'webhook_not_found' }, 404), 'refused'],
	[response({ code: 'webhook_not_found', message: 'Nothing to delete' }, 404), 'refused'],
	[response({ code: 'webhook_not_found' }), 'unclear'],
	[response({ status: 404, message: 'No webhook with this URL', error: 'Not Found' }, 404), 'refused'],
	[response({ status: 404, message: 'Webhook not found', error: 'Not Found' }, 404), 'refused'],
	[response({ message: 'No such webhook' }, 400), 'refused'],
	[response({ message: 'No webhook for that URL.' }, 400), 'refused'],
	[response({ message: 'The webhook was not found' }, 400), 'refused'],
	[response({ message: 'Webhook URL is not registered' }, 422), 'refused'],
	[response({ message: 'This webhook does not exist!' }, 400), 'refused'],
	[response({ error: { code: 'not_found', message: 'Webhook not found' } }, 404), 'refused'],
	[response({ data: { success: false, message: 'Webhook not found' } }), 'unclear'],
	[response({ success: false, message: 'Webhook not found' }), 'unclear'],
])('an error that names this webhook as missing means that it is removed: %j', (outcome, afterSet) => {
	expect([setVerdict(outcome), deleteVerdict(outcome)]).toEqual([afterSet, 'done']);
});

test.each<Outcome>([
	response('', 404),
	response({}, 404),
	response('Not Found', 404),
	response('404 page not found', 404),
	response('Webhook not found', 404),
	response('"Webhook not found"', 404),
	response('<html>Webhook not found</html>', 404),
	response({ status: 404, message: 'No', error: 'Not Found' }, 404),
	response({ status: 404, message: 'Unknown instance' }, 404),
	response({ code: 'rest_no_route', message: 'No route was found matching the URL and request method.' }, 404),
	response({ message: 'Cannot DELETE /v2/webhook/delete', statusCode: 404 }, 404),
	response({ message: 'The requested webhook "DELETE v2/webhook/delete" is not registered.' }, 404),
	response({ message: 'The requested URL was not found on the server.' }, 404),
	response({ message: 'URL not found' }, 404),
	response({ message: 'No url provided' }, 404),
	response({ message: 'Webhook URL not found in the request' }, 404),
	response({ message: 'Webhook endpoint not found' }, 404),
	response({ message: 'Instance or webhook not found' }, 404),
])('a 404 that does not say so proves nothing: %j', (outcome) => {
	expect([setVerdict(outcome), deleteVerdict(outcome)]).toEqual(['refused', 'unclear']);
});

test.each<Outcome>([
	response({ message: 'No url provided' }, 400),
	response({ message: 'No webhook URL provided' }, 400),
	response({ message: 'url does not exist in the body' }, 400),
	response({ code: 'webhook_not_found_in_plan' }, 400),
	response({ message: 'Session not found' }, 404),
	response({ message: 'Session not found. Webhook not found' }, 404),
])('a refusal for another reason does not mean that the webhook is removed: %j', (outcome) => {
	expect([setVerdict(outcome), deleteVerdict(outcome)]).toEqual(['refused', 'refused']);
});

test.each<Outcome>([response({ message: 'Webhook not found' }, 500), response({ code: 'webhook_not_found' }, 503)])(
	'a server error proves nothing, whatever it says: %j',
	(outcome) => {
		expect([setVerdict(outcome), deleteVerdict(outcome)]).toEqual(['unclear', 'unclear']);
	},
);
