import type { IHookFunctions, ILoadOptionsFunctions, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';
import { toNodeError } from '../shared/nodeError';
import { CREDENTIAL_TYPE, toAccount, type Account } from '../wawp/transport/account';
import { webhookSecret } from '../wawp/webhooks/webhookSignature';
import { MANUAL_SECRET_SHOWN } from './fields';

/** @returns the secret for automatic registration, which is different for each trigger of each workflow */
export const automaticSecret = (context: IHookFunctions | IWebhookFunctions, account: Account): string =>
	webhookSecret(account, ['automatic', context.getWorkflow().id ?? '', context.getNode().id]);

/**
 * The secret for manual registration. All manual triggers of an account share it: the panel must show it, and n8n does not pass the
 * workflow to the methods of the panel.
 */
export const manualSecret = (account: Account): string => webhookSecret(account, ['manual']);

/** Shows the secret for manual registration in the panel, as the name of the only option. */
export async function getManualSecret(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const account = toAccount(await this.getCredentials(CREDENTIAL_TYPE));
		return [{ name: manualSecret(account), value: MANUAL_SECRET_SHOWN }];
	} catch (error) {
		throw toNodeError(this.getNode(), error, { redact: String });
	}
}
