import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command';

/**
 * Finds a program that is not available as an npm package. As root on Debian, it installs a missing program.
 *
 * @param folders additional folders to search before the PATH
 * @returns the path of the program
 * @throws an Error that says how to install the program
 */
export async function requireProgram(
	name: string,
	{ debianPackage, folders = () => [] }: { debianPackage: string; folders?: () => string[] },
): Promise<string> {
	const find = () =>
		[...folders(), ...(process.env.PATH ?? '').split(delimiter)]
			.map((folder) => join(folder, name))
			.find((path) => existsSync(path));
	const found = find();
	if (found) return found;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.log(`Installing ${debianPackage} (first run only) ...`);
		await run('apt-get', ['update', '-q'], { cwd: '/' });
		await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', debianPackage], {
			cwd: '/',
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
	}
	const installed = find();
	if (!installed)
		throw new Error(`The program ${name} is required. Install it, on Debian with "apt-get install ${debianPackage}"`);
	return installed;
}
