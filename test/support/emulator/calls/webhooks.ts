import { facts } from '../facts';
import type { Request, Route } from '../route';
import { json, type Reply } from '../reply';
import { hmacShapes, unknownWebhookShapes, webhookListShapes } from '../webhookShapes';
import type { WebhookEntry } from '../webhooks';

export const webhookCalls = {
	setWebhook: { needs: 'account', act: paidOnly(set) },
	updateWebhook: { needs: 'account', act: paidOnly(update) },
	deleteWebhook: { needs: 'account', act: paidOnly(remove) },
	webhooks: { needs: 'account', act: paidOnly(list) },
	replaceWebhooks: { needs: 'account', act: paidOnly(replaceAll) },
} satisfies Record<string, Route>;

function paidOnly(act: (request: Request) => Reply) {
	return (request: Request): Reply =>
		request.instance.paidPlan ? act(request) : json(facts.webhookPlan.response.status, facts.webhookPlan.response.body);
}

type Parameters = Record<string, unknown>;

/** The parameters from the query and the body. The body takes precedence. */
const parametersOf = ({ call }: Request): Parameters => ({ ...call.query, ...call.body });

function set(request: Request): Reply {
	const parameters = parametersOf(request);
	const { url } = parameters;
	if (!isUrl(url)) return badRequest('url must be a URL');
	if (!isEventList(parameters.events)) return badRequest('events must be a list of event names');
	request.instance.webhooks.set(url, changeFrom(parameters));
	return json(200, { status: 'success', message: 'Webhook saved', data: { url, events: parameters.events } });
}

function update(request: Request): Reply {
	const parameters = parametersOf(request);
	if (parameters.events !== undefined && !isEventList(parameters.events))
		return badRequest('events must be a list of event names');
	const entry = request.instance.webhooks.update(String(parameters.url), changeFrom(parameters));
	return entry ? json(200, { status: 'success', message: 'Webhook updated' }) : unknownUrl(request);
}

function remove(request: Request): Reply {
	const { webhooks } = request.instance;
	const { url } = parametersOf(request);
	if (typeof url !== 'string' || url === '') return badRequest('url is required');
	if (url === webhooks.system)
		return json(403, { status: 403, message: 'The system webhook cannot be deleted', error: 'Forbidden' });
	return webhooks.delete(url) ? json(200, { status: 'success', message: 'Webhook deleted' }) : unknownUrl(request);
}

function list({ instance }: Request): Reply {
	return webhookListShapes[instance.webhookListShape]({
		own: instance.webhooks.own(),
		system: instance.webhooks.system,
		hmac: hmacShapes[instance.hmacShape],
	});
}

function replaceAll(request: Request): Reply {
	const { webhooks } = parametersOf(request);
	if (!Array.isArray(webhooks)) return badRequest('webhooks must be a list');
	request.instance.webhooks.replaceAll(
		(webhooks as Parameters[]).map((entry) => ({
			url: String(entry.url),
			events: [],
			isActive: true,
			retries: { delay: 2, attempts: 15 },
			...changeFrom(entry),
		})),
	);
	return json(200, { status: 'success', message: 'Webhooks saved' });
}

/** The fields that a call sets. Fields that it omits stay unchanged. */
function changeFrom({ events, is_active: active, retries, hmac }: Parameters): Partial<WebhookEntry> {
	return {
		...(isEventList(events) && { events }),
		...(active !== undefined && { isActive: active === 1 || active === '1' || active === true }),
		...(typeof retries === 'object' && retries !== null && { retries: retries as WebhookEntry['retries'] }),
		...(typeof hmac === 'string' && { hmac }),
	};
}

const isEventList = (value: unknown): value is string[] =>
	Array.isArray(value) && value.length > 0 && value.every((event) => typeof event === 'string');

const isUrl = (value: unknown): value is string =>
	typeof value === 'string' && /^https?:\/\/./.test(value) && URL.canParse(value);

const unknownUrl = ({ instance }: Request): Reply => unknownWebhookShapes[instance.unknownWebhookShape];

const badRequest = (message: string) => json(400, { status: 400, message, error: 'Bad Request' });
