import type { IHookFunctions } from 'n8n-workflow';
import { CREDENTIAL_TYPE, secretsOf, toAccount } from '../wawp/transport/account';
import { deleteWebhook, removeLeftover, setWebhook } from '../wawp/webhooks/changeWebhook';
import { describeRegistering, describeRemoving } from '../wawp/webhooks/describeWebhookFailure';
import { badInput, WawpFailure } from '../wawp/outcome/wawpFailure';
import { deliveryLog } from '../shared/deliveryLog';
import { toNodeError } from '../shared/nodeError';
import { isPublicAddress } from '../wawp/webhooks/publicAddress';
import { redactor, type Redact } from '../wawp/transport/redaction';
import { setNewest } from '../wawp/transport/newestEntries';
import { connect, type Wawp } from '../wawp/transport/request';
import { impatient, wasSilent } from '../wawp/webhooks/patience';
import type { Webhook } from '../wawp/webhooks/webhook';
import { LIST_WEBHOOKS } from '../wawp/webhooks/webhookCalls';
import { isRegistered, webhooksFrom } from '../wawp/webhooks/webhookList';
import { removeEarlier } from './earlierWebhook';
import { wawpEventsFor } from './events';
import { forgetTest } from './memories';
import { forgetRegistration, rememberRegistration, triggerKey } from './registeredAt';
import { automaticSecret, isManual, manualSecret } from './secrets';
import { readSettings } from './settings';

/**
 * Registers the trigger's webhook with Wawp and removes it; n8n calls these methods. They change only the webhook with the trigger's
 * own URL, so a test never removes the webhook of the active workflow. With manual registration they send no request.
 */
export const registration = {
	/**
	 * True only if the list shows a correct webhook. Otherwise `create` corrects it, for example after changed events, a new token or a
	 * pause.
	 */
	async checkExists(this: IHookFunctions): Promise<boolean> {
		forgetTest(this);
		return await remembered(this, async () => {
			await checkSettings(this);
			return await automatically(this, async (connection) => {
				const { wawp, redact } = connection;
				const wanted = await wantedWebhook(connection);
				if (wasSilent(wawp.account)) return false;
				const outcome = await wawp.request(LIST_WEBHOOKS);
				const list = webhooksFrom(outcome);
				if (list && isRegistered(list, wanted, 'reject hidden secret')) return await isRegisteredNow(connection);
				if (list) return false;
				const failure = describeRegistering(outcome, redact);
				if (failure.kind === 'planOrQuota') throw failure;
				// Other failures do not matter here: `create` does not need the list, and reports its own failures.
				return false;
			});
		});
	},

	async create(this: IHookFunctions): Promise<boolean> {
		return await remembered(this, async () => {
			return await automatically(this, async (connection) => {
				const failed = await setWebhook(connection.wawp, await wantedWebhook(connection));
				if (failed) throw describeRegistering(failed, connection.redact);
				return await isRegisteredNow(connection);
			});
		});
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		if (failedRegistrations.delete(triggerKey(this))) return await cleanUp(this);
		return await automatically(this, async ({ context, wawp, redact }) => {
			const url = ownUrl(context);
			const failed = await deleteWebhook(wawp, url);
			const here = failed && describeRemoving(failed, url, redact);
			const earlier = await removeEarlier(context, wawp.account, url);
			if (here && earlier) throw new WawpFailure(here.kind, inOneText(here), inOneText(earlier), here.httpStatus);
			const failure = here ?? earlier;
			if (failure) throw failure;
			forgetRegistration(context);
			return true;
		});
	},
};

/**
 * The triggers whose last registration failed. n8n then calls `delete` at once, in the same process. If `delete` throws, n8n keeps its
 * own entry for the webhook. It then takes the trigger for registered: "Publish" succeeds without a call of `create` (2.41, measured).
 */
const failedRegistrations = new Map<string, true>();

// Far more triggers than fail at the same time.
const MAX_FAILED = 1_000;

/** Runs `register`, and remembers whether it failed. */
async function remembered(context: IHookFunctions, register: () => Promise<boolean>): Promise<boolean> {
	const key = triggerKey(context);
	setNewest(failedRegistrations, key, true, MAX_FAILED);
	const result = await register();
	failedRegistrations.delete(key);
	return result;
}

/** Removes what a failed registration may have left behind. n8n reports the failed registration, so this one is only logged. */
async function cleanUp(context: IHookFunctions): Promise<boolean> {
	try {
		return await automatically(context, async ({ wawp, redact }) => {
			const url = ownUrl(context);
			const failed = await removeLeftover(wawp, url);
			if (failed) throw describeRemoving(failed, url, redact);
			return true;
		});
	} catch (error) {
		context.logger.warn(`Wawp Groups Trigger, after a failed registration: ${(error as Error).message}`);
		return true;
	}
}

/** Notes where the webhook is registered now. What is left at an earlier instance does not prevent a publication, so it is only logged. */
async function isRegisteredNow({ context, wawp }: TriggerConnection): Promise<true> {
	const left = await removeEarlier(context, wawp.account, ownUrl(context));
	if (left) context.logger.warn(`Wawp Groups Trigger: ${inOneText(left)}`);
	rememberRegistration(context, wawp.account);
	return true;
}

/** Checks the settings on activation, where you see the message. On a delivery, it would only be in the log. */
async function checkSettings(context: IHookFunctions): Promise<void> {
	try {
		await readSettings(context);
		if (isManual(context)) manualSecret(toAccount(await context.getCredentials(CREDENTIAL_TYPE)));
	} catch (error) {
		throw toNodeError(context.getNode(), inOneMessage(error), { redact: String });
	}
}

interface TriggerConnection {
	context: IHookFunctions;
	wawp: Wawp;
	/** The webhook secret of this trigger. */
	secret: string;
	/** Hides the secrets of the credential and of the trigger, which an error from Wawp may repeat. */
	redact: Redact;
}

/** Runs `act` and translates its errors for n8n. With manual registration, it returns true without running `act`. */
async function automatically(
	context: IHookFunctions,
	act: (connection: TriggerConnection) => Promise<boolean>,
): Promise<boolean> {
	let redact: Redact = String;
	try {
		if (isManual(context)) return true;
		const wawp = impatient(await connect(context));
		const secret = automaticSecret(context, wawp.account);
		redact = redactor([...secretsOf(wawp.account), secret]);
		return await act({ context, wawp, secret, redact });
	} catch (error) {
		throw toNodeError(context.getNode(), inOneMessage(error), { redact });
	}
}

/** Moves the next step into the message: n8n shows only the message of an error that prevents an activation. */
function inOneMessage(error: unknown): unknown {
	if (!(error instanceof WawpFailure)) return error;
	return new WawpFailure(error.kind, inOneText(error), '', error.httpStatus);
}

const inOneText = ({ message, nextStep }: WawpFailure): string => `${message}. ${nextStep}`;

async function wantedWebhook({ context, wawp, secret }: TriggerConnection): Promise<Webhook> {
	const url = ownUrl(context);
	if (isPublicAddress(wawp.account.baseUrl) && !isPublicAddress(url)) throw unreachable(url);
	const events = wawpEventsFor([...(await readSettings(context)).events]);
	deliveryLog.needs(wawp.account, url, events);
	return { url, events, hmac: secret };
}

function ownUrl(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw badInput('n8n has no webhook URL for this trigger', 'Save the workflow, then publish it again');
	}
	return url;
}

const unreachable = (url: string) =>
	badInput(
		`Wawp cannot reach this n8n: ${url} is not a public address`,
		'Set N8N_WEBHOOK_URL (in older versions WEBHOOK_URL) of your n8n to its public https:// address, or to the address of a tunnel, and restart n8n. If another server forwards deliveries to this n8n, set "Registration" to "Manual"',
	);
