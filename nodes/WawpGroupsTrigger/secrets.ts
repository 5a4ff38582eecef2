import type { IHookFunctions, ILoadOptionsFunctions, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';
import { toNodeError } from '../shared/nodeError';
import { CREDENTIAL_TYPE, toAccount, type Account } from '../wawp/transport/account';
import { webhookSecret } from '../wawp/webhooks/webhookSignature';
import { MANUAL_SECRET_SHOWN } from './fields';

/** Of a webhook that registers itself: each trigger of each workflow has its own. */
export const automaticSecret = (context: IHookFunctions | IWebhookFunctions, account: Account): string =>
	webhookSecret(account, ['automatic', context.getWorkflow().id ?? '', context.getNode().id]);

/**
 * Of a webhook that a person registers in Wawp's dashboard. The panel has to show it, and n8n does not tell the panel's methods
 * which workflow they are called for: so all manual triggers of an account share it.
 */
export const manualSecret = (account: Account): string => webhookSecret(account, ['manual']);

/** Shows the secret of manual registration in the panel: as the name of the only thing that can be chosen there. */
export async function getManualSecret(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const account = toAccount(await this.getCredentials(CREDENTIAL_TYPE));
		return [{ name: manualSecret(account), value: MANUAL_SECRET_SHOWN }];
	} catch (error) {
		throw toNodeError(this.getNode(), error, { redact: String });
	}
}
