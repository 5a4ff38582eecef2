import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { badCredential, isStrongSecret, type Account } from '../wawp/transport/account';
import { derivedSecret } from '../wawp/webhooks/webhookSignature';

type Context = IHookFunctions | IWebhookFunctions;

export const isManual = (context: Context): boolean => context.getNodeParameter('registration', 'automatic') === 'manual';

/** @returns the secret for automatic registration, which is different for each trigger of each workflow */
export const automaticSecret = (context: Context, account: Account): string =>
	derivedSecret(account, ['automatic', context.getWorkflow().id ?? '', context.getNode().id]);

/**
 * Reads the secret for manual registration, which the user chose.
 *
 * @throws WawpFailure of kind `badInput` if the credential has no secret, or a weak one
 */
export function manualSecret({ webhookSecret }: Account): string {
	if (isStrongSecret(webhookSecret)) return webhookSecret;
	throw badCredential(
		webhookSecret === ''
			? 'With "Registration" set to "Manual", the "Webhook Secret" of the Wawp Groups API credential must not be empty'
			: 'The "Webhook Secret" of the Wawp Groups API credential must have at least 16 characters: letters, digits, hyphens or underscores',
	);
}
