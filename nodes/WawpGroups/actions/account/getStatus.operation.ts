import type { INodeProperties } from 'n8n-workflow';
import { SESSION_INFO } from '../../../wawp/groups/groupCalls';
import { failureKind } from '../../../wawp/outcome/failureKind';
import { describeSessionFailure, describeWebhooksFailure } from '../../../wawp/session/describeStatusFailure';
import { sessionFrom, type Session } from '../../../wawp/session/session';
import type { Wawp } from '../../../wawp/transport/request';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { toWebhookUrl } from '../../../wawp/webhooks/webhook';
import { LIST_WEBHOOKS } from '../../../wawp/webhooks/webhookCalls';
import { webhookReport, webhooksFrom, type ListedWebhook } from '../../../wawp/webhooks/webhookList';
import { deliveryLog } from '../../../shared/deliveryLog';
import { eachRequest, readEachItem } from '../eachItem';
import type { Operation } from '../operation';

const webhookUrlField: INodeProperties = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
	description:
		'A webhook to look for: the Production URL from the top of the panel of "Wawp Groups Trigger". Leave empty to check only the session.',
};

export const getAccountStatus: Operation = {
	value: 'getStatus',
	name: 'Get Account Status',
	action: 'Get WhatsApp account status',
	description:
		'Check whether the linked WhatsApp account is connected and, if you enter its URL, whether a webhook is registered and active',
	fields: [webhookUrlField],
	execute: async (context) => {
		const urls = await readEachItem(context, (item) => toWebhookUrl(context.getNodeParameter(webhookUrlField.name, item)));
		// Read once for all items.
		let session: Promise<Session> | undefined;
		let webhooks: Promise<ListedWebhook[] | null> | undefined;
		return await eachRequest(context, urls, async (wawp, url) => {
			const status = await (session ??= readSession(wawp));
			const list = url === undefined ? null : await (webhooks ??= readWebhooks(wawp, status));
			const needed = deliveryLog.needed(wawp.account, url ?? '');
			return { ...status, ...webhookReport(list, url, needed), ...deliveryLog.read(wawp.account) };
		});
	},
};

async function readSession(wawp: Wawp): Promise<Session> {
	const outcome = await requestWithRetry(wawp, SESSION_INFO);
	const session = sessionFrom(outcome);
	if (session) return session;
	throw describeSessionFailure(outcome);
}

/** @returns null if Wawp does not show the list because the session does not work */
async function readWebhooks(wawp: Wawp, { status, isWorking }: Session): Promise<ListedWebhook[] | null> {
	const outcome = await requestWithRetry(wawp, LIST_WEBHOOKS);
	const list = webhooksFrom(outcome);
	if (list) return list;
	if (!isWorking && ['sessionMissing', 'sessionNotWorking'].includes(failureKind(outcome))) return null;
	throw describeWebhooksFailure(outcome, status);
}
