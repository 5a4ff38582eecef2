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

test.each<[Outcome, Verdict, Verdict]>([
	[response('', 404), 'refused', 'done'],
	[response({}, 404), 'refused', 'done'],
	[response('Not Found', 404), 'refused', 'done'],
	[response({ status: 404, message: 'No', error: 'Not Found' }, 404), 'refused', 'done'],
	[response({ code: 'webhook_not_found' }, 404), 'refused', 'done'],
	[response({ code: 'webhook_not_found' }), 'unclear', 'done'],
	[response({ message: 'No such webhook' }, 400), 'refused', 'done'],
	[response({ message: 'No webhook with this URL' }, 400), 'refused', 'done'],
	[response({ message: 'The webhook was not found' }, 400), 'refused', 'done'],
	[response({ message: 'Webhook URL is not registered' }, 422), 'refused', 'done'],
	[response({ message: 'This webhook does not exist' }, 400), 'refused', 'done'],
	[response({ success: false, message: 'Webhook not found' }), 'unclear', 'done'],
	[response({ message: 'Webhook not found' }, 500), 'unclear', 'unclear'],
	[response('<html>Not Found</html>', 404), 'refused', 'unclear'],
	[response({ status: 404, message: 'Unknown instance' }, 404), 'refused', 'unclear'],
	[response({ message: 'Cannot DELETE /v2/webhook/delete', statusCode: 404 }, 404), 'refused', 'unclear'],
	[response({ message: 'Session not found' }, 404), 'refused', 'refused'],
])('setting and deleting may differ if something was not found: %j', (outcome, afterSet, afterDelete) => {
	expect([setVerdict(outcome), deleteVerdict(outcome)]).toEqual([afterSet, afterDelete]);
});
