import { createHmac } from 'crypto';
import type { IHookFunctions } from 'n8n-workflow';
import { isObject } from '../wawp/outcome/json';
import type { Account } from '../wawp/transport/account';
import { setNewest } from '../wawp/transport/newestEntries';
import { isTest } from './memories';

// Far more triggers than one n8n has.
const MAX_TRIGGERS = 1_000;

/** The account with which this process registered a trigger's webhook last. */
const accounts = new Map<string, Account>();

/** Names a trigger and its webhook URL. */
export const triggerKey = (context: IHookFunctions): string =>
	JSON.stringify([context.getWorkflow().id, context.getNode().id, context.getNodeWebhookUrl('default')]);

/**
 * Remembers where the webhook is registered. The account stays in the memory of the process. n8n's static data, which is part of an exported
 * workflow, holds fingerprints only, and may be lost: it is a hint.
 */
export function rememberRegistration(context: IHookFunctions, account: Account): void {
	setNewest(accounts, triggerKey(context), account, MAX_TRIGGERS);
	// n8n keeps no static data of a test.
	if (isTest(context)) return;
	const instance = fingerprint(context, account);
	const data = context.getWorkflowStaticData('node');
	if (storedInstance(context) !== instance) data.registered = { webhook: fingerprint(context), instance };
}

export function forgetRegistration(context: IHookFunctions): void {
	accounts.delete(triggerKey(context));
	if (!isTest(context) && storedInstance(context) !== undefined) delete context.getWorkflowStaticData('node').registered;
}

/**
 * Finds the instance where the webhook was registered, if the credential has another one now.
 *
 * @returns its account; `unknown` if this process does not know it; undefined if the instance is the same, or nothing is known
 */
export function earlierRegistration(context: IHookFunctions, account: Account): Account | 'unknown' | undefined {
	const instance = fingerprint(context, account);
	const known = accounts.get(triggerKey(context));
	if (known) return fingerprint(context, known) === instance ? undefined : known;
	const stored = isTest(context) ? undefined : storedInstance(context);
	return stored === undefined || stored === instance ? undefined : 'unknown';
}

/** Static data that was copied with its workflow is about another webhook. */
function storedInstance(context: IHookFunctions): string | undefined {
	const { registered } = context.getWorkflowStaticData('node');
	if (!isObject(registered) || registered.webhook !== fingerprint(context)) return undefined;
	return typeof registered.instance === 'string' ? registered.instance : undefined;
}

/** Too short to try out instance IDs until one fits. The access token is no part of it: a new one belongs to the same instance. */
const fingerprint = (context: IHookFunctions, account?: Account): string =>
	createHmac('sha256', triggerKey(context))
		.update(account ? JSON.stringify([account.baseUrl, account.instanceId.toLowerCase()]) : '')
		.digest('hex')
		.slice(0, 8);
