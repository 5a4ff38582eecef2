/**
 * `npm test`: lint, build, types and formatting, two at a time, then all tests with coverage. `npm test -- <pattern>` runs only the
 * tests whose paths match. All options of jest may follow.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { PROJECT } from '../test/support/folders';

/** The longest first, so that both cores finish at about the same time. */
const CHECKS = ['lint:code', 'build', 'typecheck', 'lint:format', 'lint:imports'];
const AT_A_TIME = 2;

async function main(args: string[]): Promise<void> {
	if (args.length > 0) {
		// Only these tests read the build.
		const failed = args.some((arg) => arg.includes('package')) ? await failedChecks(['build']) : 0;
		process.exitCode = failed > 0 ? 1 : await jest(args);
		return;
	}
	const failed = await failedChecks(CHECKS);
	if (failed === 0) process.exitCode = await jest(['--coverage']);
	else {
		console.log(`\nNo tests were run. Fix the checks above first.\n\n0 passed, ${failed} failed`);
		process.exitCode = 1;
	}
}

/** Runs all checks, even after one has failed. Prints each result, and the output of a failed check. */
async function failedChecks(names: string[]): Promise<number> {
	const waiting = [...names];
	let failed = 0;
	const runNext = async () => {
		for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
			const start = performance.now();
			const { exitCode, output } = await script(name);
			if (exitCode !== 0) failed++;
			const seconds = Math.round((performance.now() - start) / 1_000);
			console.log(
				exitCode === 0 ? `passed: npm run ${name} (${seconds} s)` : `FAILED: npm run ${name} (${seconds} s)\n${output}`,
			);
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, runNext));
	return failed;
}

async function script(name: string): Promise<{ exitCode: number; output: string }> {
	const colors = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
	const child = spawn('npm', ['run', '--silent', name], {
		cwd: PROJECT,
		env: { ...process.env, ...colors },
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	const [exitCode, output, errors] = await Promise.all([exitOf(child), text(child.stdout), text(child.stderr)]);
	return { exitCode, output: output + errors };
}

/** The last line of its output counts the tests. */
const jest = async (args: string[]) =>
	await exitOf(spawn(process.execPath, [require.resolve('jest/bin/jest'), ...args], { cwd: PROJECT, stdio: 'inherit' }));

const exitOf = async (child: ReturnType<typeof spawn>) =>
	await new Promise<number>((resolve, reject) => {
		child.once('error', reject).once('close', (exitCode) => {
			resolve(exitCode ?? 1);
		});
	});

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
