import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const EVERY_SECONDS = 15;

/**
 * Prints the progress of an installation every few seconds, because npm prints nothing for minutes without a terminal.
 *
 * @returns a function that stops the output
 */
export function reportInstallProgress(folder: string): () => void {
	const began = Date.now();
	const report = async () => {
		const packages = await readdir(join(folder, 'node_modules')).catch(() => []);
		const seconds = Math.round((Date.now() - began) / 1000);
		console.log(`  ${seconds} s: ${packages.length > 10 ? `${packages.length} package folders` : 'resolving the dependencies'}`);
	};
	const timer = setInterval(() => void report(), EVERY_SECONDS * 1000);
	return () => clearInterval(timer);
}
