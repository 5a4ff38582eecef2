import { createHash } from 'crypto';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { CREDENTIAL_TYPE, secretsOf, toAccount, type Account } from '../wawp/transport/account';
import { clock } from '../wawp/transport/clock';
import { readDelivery } from '../wawp/events/delivery';
import { redactor, type Redact } from '../wawp/transport/redaction';
import { isEqual, isSigned } from '../wawp/webhooks/webhookSignature';
import { memoryOf } from './memory';
import { automaticSecret, manualSecret } from './secrets';
import { readSettings } from './settings';

// The largest group has about a thousand people, which makes some hundred kilobytes.
const MAX_BODY_BYTES = 2_000_000;

/**
 * Answers one delivery: 401 without proof of the secret, 400 or 413 for what is no delivery, 200 for all that starts nothing. It never
 * throws: n8n would start an execution for that.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	let redact: Redact = String;
	try {
		const account = toAccount(await this.getCredentials(CREDENTIAL_TYPE));
		redact = redactor(secretsOf(account));
		return await react(this, account);
	} catch (error) {
		this.logger.error(`Wawp Groups Trigger could not check a delivery: ${redact(String(error))}`);
		return reject(this, 500, 'The trigger is not set up: see the log of n8n');
	}
}

async function react(context: IWebhookFunctions, account: Account): Promise<IWebhookResponseData> {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	// n8n reads no bytes of a multipart form, and leaves it undefined for an empty body.
	const body: Buffer = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
	if (body.length > MAX_BODY_BYTES) return reject(context, 413, 'The delivery is too large');
	if (!isAuthentic(context, account, body)) return reject(context, 401, 'The delivery does not prove the secret of this trigger');

	const now = clock.now();
	const delivery = readDelivery(body.toString('utf8'), account.instanceId, now);
	if (!delivery) return reject(context, 400, 'The delivery holds no JSON object');
	const fingerprint = createHash('sha256').update(body).digest('hex');
	const settings = await readSettings(context);
	const { items, forget } = memoryOf(context).react(delivery, fingerprint, now, settings);
	if (items.length === 0) return {};
	// Listening for a test event ends here; the next time, the same event may be sent again.
	if (context.getMode() === 'manual') forget();
	const response = responseOf(context);
	response.once('finish', () => {
		if (response.statusCode >= 500) forget();
	});
	return { workflowData: [items.map((json) => ({ json }))] };
}

/** Fails closed: without a match there is no delivery. Only what a person registered may carry the secret in its URL. */
function isAuthentic(context: IWebhookFunctions, account: Account, body: Buffer): boolean {
	const headers = context.getHeaderData() as Record<string, unknown>;
	if (context.getNodeParameter('registration', 'automatic') !== 'manual') {
		return isSigned(body, headers, automaticSecret(context, account));
	}
	const secret = manualSecret(account);
	const { secret: inUrl } = context.getQueryData() as Record<string, unknown>;
	return isSigned(body, headers, secret) || (typeof inUrl === 'string' && isEqual(inUrl.trim(), secret));
}

function reject(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.logger.debug(`Wawp Groups Trigger refused a delivery with ${status}: ${message}`);
	responseOf(context).status(status).json({ message });
	return { noWebhookResponse: true };
}

/** What is used of n8n's response object, which is the one of express. */
interface HttpResponse {
	statusCode: number;
	status: (code: number) => HttpResponse;
	json: (body: object) => void;
	once: (event: 'finish', listener: () => void) => void;
}

const responseOf = (context: IWebhookFunctions) => context.getResponseObject() as HttpResponse;
