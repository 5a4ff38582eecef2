import { run } from '../command';
import { n8nEnvironment } from './environment';
import { freePort } from './freePort';
import { N8N_SCRIPT, NODE_BINARY } from './installation';

/**
 * Runs a command of n8n, e.g. `import:workflow`, and waits until it exits.
 *
 * @param home the folder that contains n8n's data in `.n8n`
 * @returns the standard output of the command
 * @throws an Error with the last lines of the output if the command fails
 */
export async function n8nCommand(home: string, ...args: string[]): Promise<string> {
	const env = n8nEnvironment({ home, brokerPort: await freePort() });
	return await run(NODE_BINARY, [N8N_SCRIPT, ...args], { cwd: home, env });
}
