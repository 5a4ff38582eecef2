import type { ICredentialDataDecryptedObject, INodeCredentials, INodeListSearchResult } from 'n8n-workflow';
import { RestClient } from '../../support/n8n/restClient';
import { saveCredential } from '../../support/n8n/workflows';
import { startSampleEmulator } from '../../support/emulator/sample';
import type { Emulator } from '../../support/emulator/server';
import type { Group, Instance } from '../../support/emulator/world';
import { CREDENTIAL_TYPE, credentialData, revokeParameters, WAWP_GROUPS } from '../wawpNode';
import { n8nUnderTest } from './runningN8n';

/** The running n8n, an emulated Wawp API for one suite, and a saved credential with which n8n uses the emulator. */
export interface Bench {
	rest: RestClient;
	emulator: Emulator;
	instance: Instance;
	/** The sample groups in the emulator. */
	groups: Group[];
	/** The credentials for the Wawp nodes of workflows. */
	credentials: INodeCredentials;
}

export async function startBench(): Promise<Bench> {
	const rest = await new RestClient(n8nUnderTest().url).signIn();
	const { emulator, instance } = await startSampleEmulator();
	const data = credentialData(emulator.url);
	const reference = await saveCredential(rest, { name: 'Wawp account', type: CREDENTIAL_TYPE, data });
	return {
		rest,
		emulator,
		instance,
		groups: [...instance.groups.values()],
		credentials: { [CREDENTIAL_TYPE]: reference },
	};
}

/**
 * Runs the test of a credential.
 *
 * @param changed fields that differ from the valid credential
 * @returns the status and message that the editor shows
 */
export async function testCredential({ rest, emulator }: Bench, changed: ICredentialDataDecryptedObject = {}): Promise<string> {
	const data = { ...credentialData(emulator.url), ...changed };
	const { status, message } = await rest.post<{ status: 'OK' | 'Error'; message: string }>('/credentials/test', {
		credentials: { id: '', name: 'Wawp account', type: CREDENTIAL_TYPE, data },
	});
	return `${status}: ${message}`;
}

/** Requests the list of the "Group" field, as the editor does. @param filter the text that the user typed */
export const searchGroups = async ({ rest, credentials }: Bench, filter?: string) =>
	await rest.post<INodeListSearchResult>('/dynamic-node-parameters/resource-locator-results', {
		path: 'parameters.groupId',
		methodName: 'searchGroups',
		nodeTypeAndVersion: { name: WAWP_GROUPS, version: 1 },
		currentNodeParameters: revokeParameters(''),
		credentials,
		...(filter !== undefined && { filter }),
	});
