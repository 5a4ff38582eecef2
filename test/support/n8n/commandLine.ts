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
	// With the virtual machine for expressions, `n8n execute` prints its result and then often crashes: in 16 of 23 runs on a busy machine,
	// and in none of 7 without it.
	const extra = { N8N_EXPRESSION_ENGINE: 'legacy' };
	const env = n8nEnvironment({ home, brokerPort: await freePort(), extra });
	return await run(NODE_BINARY, [N8N_SCRIPT, ...args], { cwd: home, env });
}
