import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../command';

/** Installs a packed node package in the folder that n8n uses for Settings > Community nodes. */
export async function installPackage(home: string, tarball: string): Promise<void> {
	const cwd = join(home, '.n8n', 'nodes');
	await mkdir(cwd, { recursive: true });
	const manifest = join(cwd, 'package.json');
	if (!existsSync(manifest)) await writeFile(manifest, JSON.stringify({ name: 'installed-nodes', private: true }));
	// Without peer dependencies, as in n8n: the package must use the n8n-workflow of the n8n that loads it.
	const without = ['--ignore-scripts', '--omit=dev', '--omit=peer', '--legacy-peer-deps', '--package-lock=false'];
	await run('npm', ['install', ...without, '--no-audit', '--no-fund', '--loglevel=error', tarball], { cwd });
}
