import type { IHookFunctions } from 'n8n-workflow';
import { secretsOf } from '../wawp/transport/account';
import { deleteWebhook, setWebhook } from '../wawp/webhooks/changeWebhook';
import { describeRegistering, describeRemoving } from '../wawp/webhooks/describeWebhookFailure';
import { badInput, WawpFailure } from '../wawp/outcome/wawpFailure';
import { toNodeError } from '../shared/nodeError';
import { isPublicAddress } from '../wawp/webhooks/publicAddress';
import { redactor, type Redact } from '../wawp/transport/redaction';
import { connect, type Wawp } from '../wawp/transport/request';
import type { Webhook } from '../wawp/webhooks/webhook';
import { LIST_WEBHOOKS } from '../wawp/webhooks/webhookCalls';
import { isRegistered, webhooksFrom } from '../wawp/webhooks/webhookList';
import { wawpEventsFor } from './events';
import { automaticSecret } from './secrets';
import { readSettings } from './settings';

/**
 * How n8n has the trigger's webhook registered with Wawp, and removed. Only the webhook of the trigger's own URL is ever touched,
 * so a test never removes the webhook of the active workflow. With manual registration nothing is asked of Wawp.
 */
export const registration = {
	/** Says yes only to what the list proves; otherwise `create` sets it right: changed events, a new token, a paused webhook. */
	async checkExists(this: IHookFunctions): Promise<boolean> {
		await checkSettings(this);
		return await automatically(this, async (connection) => {
			const wanted = await wantedWebhook(connection);
			const outcome = await connection.wawp.request(LIST_WEBHOOKS);
			const list = webhooksFrom(outcome);
			if (list) return isRegistered(list, wanted, 'no proof');
			const failure = describeRegistering(outcome, connection.redact);
			if (failure.kind === 'planOrQuota') throw failure;
			// Whatever else is wrong with the list, `create` can do without it, or fails in words of its own.
			return false;
		});
	},

	async create(this: IHookFunctions): Promise<boolean> {
		return await automatically(this, async (connection) => {
			const refusal = await setWebhook(connection.wawp, await wantedWebhook(connection));
			if (refusal) throw describeRegistering(refusal, connection.redact);
			return true;
		});
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		return await automatically(this, async ({ context, wawp, redact }) => {
			const url = ownUrl(context);
			const refusal = await deleteWebhook(wawp, url);
			if (refusal) throw describeRemoving(refusal, url, redact);
			return true;
		});
	},
};

/** Here a person still sees it; a delivery would meet with it only in the log. */
async function checkSettings(context: IHookFunctions): Promise<void> {
	try {
		await readSettings(context);
	} catch (error) {
		throw toNodeError(context.getNode(), inOneText(error), { redact: String });
	}
}

interface TriggerConnection {
	context: IHookFunctions;
	wawp: Wawp;
	/** Of this trigger. */
	secret: string;
	/** Hides the credential's secrets, and that of the trigger, which an error of Wawp may repeat. */
	redact: Redact;
}

async function automatically(
	context: IHookFunctions,
	act: (connection: TriggerConnection) => Promise<boolean>,
): Promise<boolean> {
	let redact: Redact = String;
	try {
		if (context.getNodeParameter('registration', 'automatic') === 'manual') return true;
		const wawp = await connect(context);
		const secret = automaticSecret(context, wawp.account);
		redact = redactor([...secretsOf(wawp.account), secret]);
		return await act({ context, wawp, secret, redact });
	} catch (error) {
		throw toNodeError(context.getNode(), inOneText(error), { redact });
	}
}

/** Of an error that keeps a workflow from being activated, n8n shows only the message: what to do has to stand there. */
function inOneText(error: unknown): unknown {
	if (!(error instanceof WawpFailure)) return error;
	return new WawpFailure(error.kind, `${error.message}. ${error.nextStep}`, '', error.httpStatus);
}

async function wantedWebhook({ context, wawp, secret }: TriggerConnection): Promise<Webhook> {
	const url = ownUrl(context);
	if (isPublicAddress(wawp.account.baseUrl) && !isPublicAddress(url)) throw unreachable(url);
	const { events } = await readSettings(context);
	return { url, events: wawpEventsFor([...events]), hmac: secret };
}

function ownUrl(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw badInput('n8n has no webhook URL for this trigger', 'Save the workflow, then activate it again');
	}
	return url;
}

const unreachable = (url: string) =>
	badInput(
		`Wawp cannot reach this n8n: ${url} leads nowhere from the internet`,
		'Set WEBHOOK_URL of your n8n to its public https:// address, or to that of a tunnel, and restart n8n. If something else hands deliveries on to this n8n, set "Registration" to "Manual"',
	);
