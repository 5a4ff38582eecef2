import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const EVERY_SECONDS = 15;

/**
 * Tells a waiting person that something goes on, since npm is silent for minutes when nobody is at a terminal.
 *
 * @returns a function that ends the reports
 */
export function reportInstallProgress(folder: string): () => void {
	const began = Date.now();
	const report = async () => {
		const packages = await readdir(join(folder, 'node_modules')).catch(() => []);
		const seconds = Math.round((Date.now() - began) / 1000);
		console.log(
			`  ${seconds} s: ${packages.length > 10 ? `${packages.length} folders of packages` : 'looking up what n8n needs'}`,
		);
	};
	const timer = setInterval(() => void report(), EVERY_SECONDS * 1000);
	return () => clearInterval(timer);
}
