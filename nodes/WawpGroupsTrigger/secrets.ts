import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Account } from '../wawp/transport/account';
import { webhookSecret } from '../wawp/webhooks/webhookSecret';

/** Of a webhook that registers itself: each trigger of each workflow has its own. */
export const automaticSecret = (context: IHookFunctions | IWebhookFunctions, account: Account): string =>
	webhookSecret(account, ['automatic', context.getWorkflow().id ?? '', context.getNode().id]);

/**
 * Of a webhook that a person registers in Wawp's dashboard. The panel has to show it, and n8n does not tell the panel's methods
 * which workflow they are called for: so all manual triggers of an account share it.
 */
export const manualSecret = (account: Account): string => webhookSecret(account, ['manual']);
