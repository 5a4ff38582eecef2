/** `npm run test:versions` runs the unit and engine tests with older engines of n8n, including the oldest one that works. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cachePackages } from '../test/support/cachedPackages';
import { CACHE, PROJECT } from '../test/support/folders';
import { VERSIONS } from '../test/support/n8n/supportedVersions';

interface Totals {
	numPassedTests: number;
	numFailedTests: number;
	numRuntimeErrorTestSuites: number;
}

async function main(): Promise<void> {
	let passed = 0;
	let failed = 0;
	for (const version of VERSIONS) {
		// n8n-core installs the matching n8n-workflow.
		const engine = await cachePackages(`n8n-core-${version}`, `n8n-core@${version}`);
		console.log(`\nn8n-core ${version}`);
		const totals = await runTests(engine);
		passed += totals.numPassedTests;
		failed += totals.numFailedTests + totals.numRuntimeErrorTestSuites;
	}
	console.log(`\n${passed} passed, ${failed} failed`);
	if (failed > 0 || passed === 0) process.exitCode = 1;
}

async function runTests(engine: string): Promise<Totals> {
	const results = join(CACHE, 'test-versions.json');
	await rm(results, { force: true });
	const config = join(PROJECT, 'test', 'n8n', 'versions', 'jest.config.js');
	const jest = spawn('jest', ['--config', config, '--json', '--outputFile', results], {
		cwd: PROJECT,
		env: { ...process.env, N8N_ENGINE: engine },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	await once(jest, 'exit');
	return JSON.parse(await readFile(results, 'utf8')) as Totals;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
