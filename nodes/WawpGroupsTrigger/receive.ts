import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { deliveryLog } from '../shared/deliveryLog';
import { recentlyAdded } from '../shared/recentlyAdded';
import { recentlyInvited } from '../shared/recentlyInvited';
import { CREDENTIAL_TYPE, secretsOf, toAccount, type Account } from '../wawp/transport/account';
import { clock } from '../wawp/transport/clock';
import { knownSubjects } from '../wawp/groups/knownSubjects';
import type { GroupId } from '../wawp/ids/groupId';
import { accountPeople } from '../wawp/transport/accountPeople';
import { readDelivery, type Delivery } from '../wawp/events/delivery';
import { redactor, type Redact } from '../wawp/transport/redaction';
import { hasSignature, isEqual, isSigned } from '../wawp/webhooks/webhookSignature';
import { withSubject } from './items';
import { isTest, memoryOf } from './memories';
import { automaticSecret, isManual, manualSecret } from './secrets';
import { readSettings } from './settings';

// The largest group has about a thousand people. A delivery about all of them has a few hundred kilobytes.
const MAX_BODY_BYTES = 2_000_000;

/**
 * Handles one delivery. Responds with 401 without a valid signature, 400 if the body is not a JSON object, 413 if it is too large, 500
 * if the delivery could not be checked, and otherwise 200, even if the delivery starts nothing. Never throws, because n8n would start
 * an execution.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	let redact: Redact = String;
	try {
		const account = toAccount(await this.getCredentials(CREDENTIAL_TYPE));
		redact = redactor(secretsOf(account));
		return await react(this, account);
	} catch (error) {
		this.logger.error(`Wawp Groups Trigger could not check a delivery: ${redact(String(error))}`);
		return reject(this, 500, 'The trigger is not configured correctly: see the n8n log');
	}
}

async function react(context: IWebhookFunctions, account: Account): Promise<IWebhookResponseData> {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	// n8n provides no raw body for a multipart form or an empty body.
	const body: Buffer = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
	if (body.length > MAX_BODY_BYTES) return reject(context, 413, 'The delivery is too large');
	const now = clock.now();
	if (!isAuthentic(context, account, body)) {
		if (deliveryLog.rejected(account, now)) context.logger.warn(describeRejection(context));
		return reject(context, 401, 'Missing or invalid webhook signature');
	}
	deliveryLog.accepted(account, now);
	const memory = memoryOf(context, accountPeople(account));
	const delivery = readDelivery(body.toString('utf8'), { instanceId: account.instanceId, now, known: memory.known });
	if (!delivery) return reject(context, 400, 'The delivery is not a JSON object');
	if (delivery.group) knownSubjects.learn(account, [delivery.group]);
	const fingerprint = createHash('sha256').update(body).digest('hex');
	const settings = await readSettings(context);
	const events = delivery.events.map((event) => withJoinMethod(event, account, now));
	const { items, forget, ignored } = memory.react({ ...delivery, events }, fingerprint, now, settings);
	if (ignored) context.logger.debug(`Wawp Groups Trigger ignored a delivery: ${ignored}`);
	if (items.length === 0) return {};
	// A test waits for one event.
	memory.testEnded = isTest(context);
	const response = responseOf(context);
	response.once('finish', () => {
		if (response.statusCode < 500) return;
		forget();
		memory.testEnded = false;
	});
	return { workflowData: [items.map((json) => ({ json: withGroupSubject(json, account) }))] };
}

const withGroupSubject = (item: IDataObject, account: Account): IDataObject =>
	'groupId' in item ? withSubject(item, knownSubjects.of(account, item.groupId as GroupId)) : item;

/** Completes the join method of somebody whom the action node has added or invited. */
function withJoinMethod(event: Delivery['events'][number], account: Account, now: number): Delivery['events'][number] {
	if (event.event !== 'memberJoined' || event.joinMethod === 'added') return event;
	const { groupId, joinMethod, participant } = event;
	if (joinMethod === 'unknown' && recentlyAdded.has(account, groupId, participant.ids, now))
		return { ...event, joinMethod: 'added' };
	return recentlyInvited.has(account, groupId, participant.ids, now) ? { ...event, joinMethod: 'invited' } : event;
}

/** Fails closed: a delivery without a match is rejected. Only manually registered webhooks may have the secret in the URL. */
function isAuthentic(context: IWebhookFunctions, account: Account, body: Buffer): boolean {
	const headers = context.getHeaderData() as Record<string, unknown>;
	if (!isManual(context)) return isSigned(body, headers, automaticSecret(context, account));
	const secret = manualSecret(account);
	const { secret: inUrl } = context.getQueryData() as Record<string, unknown>;
	return isSigned(body, headers, secret) || (typeof inUrl === 'string' && isEqual(inUrl.trim(), secret));
}

/** Says why nobody hears of the events, and what to do. */
function describeRejection(context: IWebhookFunctions): string {
	const reason = hasSignature(context.getHeaderData())
		? 'their signature belongs to another secret. Publish the workflow again; with manual registration, compare the secret in the credential with the one at Wawp'
		: 'they have no signature. Publish the workflow again; if this goes on, set "Registration" to "Manual" and add ?secret= to the URL at Wawp';
	const { name } = context.getNode();
	return `Wawp Groups Trigger "${name}" rejects deliveries, so it hears no events: ${reason}. This is logged once in 10 minutes`;
}

function reject(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.logger.debug(`Wawp Groups Trigger rejected a delivery with ${status}: ${message}`);
	responseOf(context).status(status).json({ message });
	return { noWebhookResponse: true };
}

/** The part of n8n's (Express) response object that is used here. */
interface HttpResponse {
	statusCode: number;
	status: (code: number) => HttpResponse;
	json: (body: object) => void;
	once: (event: 'finish', listener: () => void) => void;
}

const responseOf = (context: IWebhookFunctions) => context.getResponseObject() as HttpResponse;
