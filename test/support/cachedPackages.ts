import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command';
import { CACHE } from './folders';

/**
 * Installs npm packages once into a folder of their own, apart from the project's.
 *
 * @param packages with their exact versions, e.g. `n8n-core@2.0.0`
 * @returns the folder
 */
export async function cachePackages(name: string, ...packages: string[]): Promise<string> {
	const folder = join(CACHE, name);
	// Written last: a folder without it is what an interrupted installation left behind.
	const marker = join(folder, 'complete');
	if (existsSync(marker)) return folder;
	console.log(`Installing ${packages.join(' and ')} (once, about a minute) ...`);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'cached', private: true }));
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await run('npm', ['install', ...quiet, '--save-exact', ...packages], { cwd: folder });
	await writeFile(marker, '');
	return folder;
}
