/**
 * `npm run scan`: the checks that n8n makes before it verifies a package, on the sources and on the packed package. n8n's own
 * command only scans what is already published; its two checks are functions that also run here.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { run } from './command';
import { CACHE, PROJECT } from './folders';
import { packPackage } from './n8n/pack';

const SCANNER = '@n8n/scan-community-package';
const VERSION = '0.32.0';
const FOLDER = join(CACHE, `scan-${VERSION}`);
const SCRIPT = join(FOLDER, 'node_modules', SCANNER, 'scanner', 'scanner.mjs');

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage: (folder: string, patterns: string[]) => Promise<{ passed: boolean; message?: string; details?: string }>;
}

async function main(): Promise<void> {
	await installScanner();
	const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(SCRIPT)) as Scanner;
	const unpacked = await mkdtemp(join(tmpdir(), 'wawp-groups-scan-'));
	try {
		const { tarball } = await packPackage();
		await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', unpacked], { cwd: CACHE });
		const results = [
			{ what: 'the sources', ...(await analyzePackage(PROJECT, SOURCE_FILE_PATTERNS)) },
			{ what: 'the packed package', ...(await analyzePackage(unpacked, ['**/*.js', 'package.json'])) },
		];
		for (const { what, passed, details, message } of results) {
			console.log(passed ? `${what}: nothing found` : `${what}: ${stripVTControlCharacters(details ?? message ?? 'refused')}`);
		}
		const passed = results.filter((result) => result.passed).length;
		console.log(`${passed} passed, ${results.length - passed} failed`);
		if (passed < results.length) process.exitCode = 1;
	} finally {
		await rm(unpacked, { recursive: true });
	}
}

/** In a folder of its own: it brings another ESLint than the project's. */
async function installScanner(): Promise<void> {
	const marker = join(FOLDER, 'complete');
	if (existsSync(marker)) return;
	console.log("Installing n8n's package scanner (once, about a minute) ...");
	await rm(FOLDER, { recursive: true, force: true });
	await mkdir(FOLDER, { recursive: true });
	await writeFile(join(FOLDER, 'package.json'), JSON.stringify({ name: 'scan', private: true }));
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await run('npm', ['install', ...quiet, '--save-exact', `${SCANNER}@${VERSION}`], { cwd: FOLDER });
	await writeFile(marker, '');
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
