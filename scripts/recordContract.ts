/**
 * `npm run contract:record`: stores what saved workflows rely on, as the code is today. From version 1.0.0 on it refuses all but
 * additions.
 */
import '../test/support/engine/n8nEnvironment';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { CONTRACT_FILE, currentContract, RULE, storedContract } from '../test/support/contract/contract';
import { differences, inLines } from '../test/support/contract/differences';
import { PROJECT } from '../test/support/folders';

async function main(): Promise<void> {
	const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
	const current = await currentContract();
	const found = existsSync(CONTRACT_FILE) ? differences(storedContract(), current) : [];
	const losses = found.filter(({ kind }) => kind !== 'added');
	if (Number.parseInt(version, 10) >= 1 && losses.length > 0) throw new Error([RULE, ...inLines(losses)].join('\n'));
	const options = await resolveConfig(CONTRACT_FILE);
	writeFileSync(CONTRACT_FILE, await format(JSON.stringify(current), { ...options, filepath: CONTRACT_FILE }));
	console.log(found.length > 0 ? inLines(found).join('\n') : 'Nothing changed');
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
