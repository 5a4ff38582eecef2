import { join } from 'node:path';
import { run } from '../command';

/**
 * The arguments for npm that install a packed node package, as in README.md.
 *
 * @param folder n8n's folder for community nodes; npm creates it
 */
export const installArguments = (folder: string, tarball: string) => [
	'install',
	'--prefix',
	folder,
	// Without peer dependencies, as in n8n: the package must use the n8n-workflow of the n8n that loads it.
	'--legacy-peer-deps',
	tarball,
];

/** Installs a packed node package in the folder that n8n uses for Settings > Community nodes. */
export async function installPackage(home: string, tarball: string): Promise<void> {
	await run('npm', installArguments(join(home, '.n8n', 'nodes'), tarball), { cwd: home });
}
