import type { IHookFunctions } from 'n8n-workflow';
import { WawpFailure } from '../wawp/outcome/wawpFailure';
import { secretsOf, type Account } from '../wawp/transport/account';
import { redactor } from '../wawp/transport/redaction';
import { connectWith } from '../wawp/transport/request';
import { removeLeftover } from '../wawp/webhooks/changeWebhook';
import { describeRemoving } from '../wawp/webhooks/describeWebhookFailure';
import { impatient } from '../wawp/webhooks/patience';
import { earlierRegistration } from './registeredAt';
import { automaticSecret } from './secrets';

const NEXT_STEP =
	'Open the Wawp dashboard of the earlier instance and remove this webhook if it is still listed. Or put the earlier instance back into the credential, publish the workflow, and unpublish it';

/**
 * Removes the webhook from the instance where it was registered before the credential got another one. The trigger rejects its deliveries:
 * their secret belongs to the earlier instance.
 *
 * @param account the one of the credential now
 * @returns why the webhook may still be there; undefined if it is not, or if there is no earlier instance
 */
export async function removeEarlier(context: IHookFunctions, account: Account, url: string): Promise<WawpFailure | undefined> {
	const earlier = earlierRegistration(context, account);
	if (earlier === undefined) return undefined;
	if (earlier === 'unknown') {
		const reason = 'it was registered at another instance than the one in the credential now';
		return new WawpFailure('badInput', `Could not remove the webhook ${url} from Wawp: ${reason}`, NEXT_STEP);
	}
	const failed = await removeLeftover(impatient(connectWith(context, earlier)), url);
	if (!failed) return undefined;
	const redact = redactor([...secretsOf(earlier), automaticSecret(context, earlier)]);
	const from = 'the Wawp instance that the credential had before';
	const { kind, message, httpStatus } = describeRemoving(failed, url, redact, from);
	return new WawpFailure(kind, message, NEXT_STEP, httpStatus);
}
