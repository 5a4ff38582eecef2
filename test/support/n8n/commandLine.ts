import { run } from '../command';
import { n8nEnvironment } from './environment';
import { freePort } from './freePort';
import { N8N_SCRIPT, NODE_BINARY } from './installation';

/** Runs one of n8n's commands, e.g. `import:workflow`, to its end. */
export async function n8nCommand(home: string, ...args: string[]): Promise<string> {
	const env = n8nEnvironment({ home, brokerPort: await freePort() });
	return await run(NODE_BINARY, [N8N_SCRIPT, ...args], { cwd: home, env });
}
