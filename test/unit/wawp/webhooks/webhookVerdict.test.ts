import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { deleteVerdict, setVerdict, type Verdict } from '../../../../nodes/wawp/webhooks/webhookVerdict';
import { answer, silence } from '../../../support/outcomes';

const SAME: Array<[Outcome, Verdict]> = [
	[answer({ status: 'success', message: 'Webhook saved' }), 'done'],
	[answer({ success: true }, 201), 'done'],
	[answer({ url: 'https://n8n.example', events: [] }), 'done'],
	[answer({ code: 'success', message: 'Saved' }), 'done'],
	[answer({ data: {} }), 'done'],
	[answer(''), 'unclear'],
	[answer('OK'), 'unclear'],
	[answer('"OK"'), 'unclear'],
	[answer('true'), 'unclear'],
	[answer('null'), 'unclear'],
	[answer('undefined'), 'unclear'],
	[answer('<html></html>'), 'unclear'],
	[answer({}), 'unclear'],
	[answer([]), 'unclear'],
	[answer([{ url: 'https://n8n.example' }]), 'unclear'],
	[answer({ success: false }), 'unclear'],
	[answer({ code: 'wawp_upstream_error', message: 'No' }), 'unclear'],
	[answer({ status: 'success', message: 'Rate limit exceeded' }), 'unclear'],
	[answer({ status: 'success', message: 'You have exceeded your monthly limit' }), 'refused'],
	[answer({ code: 'subscription_required', message: 'Upgrade' }), 'refused'],
	[answer({ status: 401, message: 'No', error: 'Unauthorized' }), 'refused'],
	[answer('', 301), 'refused'],
	[answer('', 400), 'refused'],
	[answer('', 401), 'refused'],
	[answer('', 403), 'refused'],
	[answer({ code: 'subscription_required' }, 403), 'refused'],
	[answer({ code: 'invalid_session', message: 'No' }, 404), 'refused'],
	[answer('', 405), 'refused'],
	[answer('', 408), 'unclear'],
	[answer({ error: 'Session status is not as expected', status: 'STOPPED' }, 422), 'refused'],
	[answer({ message: 'The method is not implemented by the engine.' }, 422), 'refused'],
	[answer('', 429), 'unclear'],
	[answer('', 500), 'unclear'],
	[answer('<html></html>', 502), 'unclear'],
	[answer({ code: 'wawp_upstream_error', message: 'No' }, 400), 'unclear'],
	[silence('timeout', true), 'unclear'],
	[silence('dropped', true), 'unclear'],
	[silence('refused', false), 'refused'],
	[silence('unresolved', false), 'refused'],
	[silence('certificate', false), 'refused'],
];

test.each(SAME)('whether it was set or removed: %j', (outcome, verdict) => {
	expect(setVerdict(outcome)).toBe(verdict);
	expect(deleteVerdict(outcome)).toBe(verdict);
});

/** [answer, after set, after delete] */
test.each<[Outcome, Verdict, Verdict]>([
	[answer('', 404), 'refused', 'done'],
	[answer({}, 404), 'refused', 'done'],
	[answer('Not Found', 404), 'refused', 'done'],
	[answer({ status: 404, message: 'No', error: 'Not Found' }, 404), 'refused', 'done'],
	[answer({ code: 'webhook_not_found' }, 404), 'refused', 'done'],
	[answer({ code: 'webhook_not_found' }), 'unclear', 'done'],
	[answer({ message: 'No such webhook' }, 400), 'refused', 'done'],
	[answer({ message: 'No webhook with this URL' }, 400), 'refused', 'done'],
	[answer({ message: 'The webhook was not found' }, 400), 'refused', 'done'],
	[answer({ message: 'Webhook URL is not registered' }, 422), 'refused', 'done'],
	[answer({ message: 'This webhook does not exist' }, 400), 'refused', 'done'],
	[answer({ success: false, message: 'Webhook not found' }), 'unclear', 'done'],
	[answer({ message: 'Webhook not found' }, 500), 'unclear', 'unclear'],
	[answer('<html>Not Found</html>', 404), 'refused', 'unclear'],
	[answer({ status: 404, message: 'Unknown instance' }, 404), 'refused', 'unclear'],
	[answer({ message: 'Cannot DELETE /v2/webhook/delete', statusCode: 404 }, 404), 'refused', 'unclear'],
	[answer({ message: 'Session not found' }, 404), 'refused', 'refused'],
])('set and removal differ where something is not there: %j', (outcome, afterSet, afterDelete) => {
	expect([setVerdict(outcome), deleteVerdict(outcome)]).toEqual([afterSet, afterDelete]);
});
