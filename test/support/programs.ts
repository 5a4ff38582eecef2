import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command';

/**
 * Finds a program that no npm package brings. Where that is possible without a question, as root on Debian, it is installed.
 *
 * @param folders where to look beside the PATH
 * @returns its path
 * @throws an Error that says how to install it
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
		console.log(`Installing ${debianPackage} (once) ...`);
		await run('apt-get', ['update', '-q'], { cwd: '/' });
		await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', debianPackage], {
			cwd: '/',
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
	}
	const installed = find();
	if (!installed)
		throw new Error(`This needs the program ${name}: install it, on Debian with "apt-get install ${debianPackage}"`);
	return installed;
}
