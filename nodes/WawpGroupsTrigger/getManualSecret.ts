import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { CREDENTIAL_TYPE, toAccount } from '../wawp/transport/account';
import { toNodeError } from '../shared/nodeError';
import { MANUAL_SECRET_SHOWN } from './fields';
import { manualSecret } from './secrets';

/** Shows the secret of manual registration in the panel: as the name of the only thing that can be chosen there. */
export async function getManualSecret(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const account = toAccount(await this.getCredentials(CREDENTIAL_TYPE));
		return [{ name: manualSecret(account), value: MANUAL_SECRET_SHOWN }];
	} catch (error) {
		throw toNodeError(this.getNode(), error, { redact: String });
	}
}
