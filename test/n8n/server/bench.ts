import type { INodeCredentials } from 'n8n-workflow';
import { RestClient } from '../../../scripts/n8n/restClient';
import { saveCredential } from '../../../scripts/n8n/workflows';
import { startSampleEmulator } from '../../emulator/sample';
import type { Emulator } from '../../emulator/server';
import type { Group, Instance } from '../../emulator/world';
import { CREDENTIAL_TYPE, credentialData } from '../wawpNode';
import { n8nUnderTest } from './runningN8n';

/** The running n8n, an emulated Wawp API of the suite's own, and a saved credential that leads from one to the other. */
export interface Bench {
	rest: RestClient;
	emulator: Emulator;
	instance: Instance;
	/** The sample groups, as the emulator knows them. */
	groups: Group[];
	/** For the Wawp nodes of workflows. */
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
