import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command';
import { CACHE } from './folders';

/**
 * Installs npm packages once, in a folder that is separate from the project's packages.
 *
 * @param name the name of the folder inside the cache
 * @param packages with their exact versions, e.g. `n8n-core@2.0.0`
 * @returns the path of the folder
 * @throws an Error with npm's output if the installation fails
 */
export async function cachePackages(name: string, ...packages: string[]): Promise<string> {
	const folder = join(CACHE, name);
	// Written last: a folder without it is left over from an interrupted installation.
	const marker = join(folder, 'complete');
	if (existsSync(marker)) return folder;
	console.log(`Installing ${packages.join(' and ')} (first run only, about a minute) ...`);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'cached', private: true }));
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await run('npm', ['install', ...quiet, '--save-exact', ...packages], { cwd: folder });
	await writeFile(marker, '');
	return folder;
}
