/**
 * `npm run scan` runs n8n's checks for verified packages on the sources and on the packed package. n8n's own command can only scan a
 * published package, so this script calls the function behind it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { cachePackages } from '../test/support/cachedPackages';
import { run } from '../test/support/command';
import { CACHE, PROJECT } from '../test/support/folders';
import { packPackage } from '../test/support/n8n/pack';

const SCANNER = '@n8n/scan-community-package@0.32.0';
const SCRIPT = 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs';

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage: (folder: string, patterns: string[]) => Promise<{ passed: boolean; message?: string; details?: string }>;
}

async function main(): Promise<void> {
	// In a separate folder, because the scanner has a different version of ESLint.
	const folder = await cachePackages('scan-0.32.0', SCANNER);
	const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(join(folder, SCRIPT))) as Scanner;
	const unpacked = await mkdtemp(join(tmpdir(), 'wawp-groups-scan-'));
	try {
		const { tarball } = await packPackage();
		await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', unpacked], { cwd: CACHE });
		const results = [
			{ what: 'Sources', ...(await analyzePackage(PROJECT, SOURCE_FILE_PATTERNS)) },
			{ what: 'Packed package', ...(await analyzePackage(unpacked, ['**/*.js', 'package.json'])) },
		];
		for (const { what, passed, details, message } of results) {
			console.log(passed ? `${what}: no findings` : `${what}: ${stripVTControlCharacters(details ?? message ?? 'rejected')}`);
		}
		const passed = results.filter((result) => result.passed).length;
		console.log(`${passed} passed, ${results.length - passed} failed`);
		if (passed < results.length) process.exitCode = 1;
	} finally {
		await rm(unpacked, { recursive: true });
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
