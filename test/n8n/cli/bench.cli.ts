import { execFileSync } from 'node:child_process';
import { PROJECT } from '../../support/folders';

const MINUTE = 60_000;

test(
	'a quick benchmark measures the node beside the HTTP Request node and a bare loop, and finds what docs/benchmarks.md claims',
	() => {
		const output = execFileSync('npx', ['tsx', 'scripts/bench/index.ts', '--quick'], {
			cwd: PROJECT,
			encoding: 'utf8',
			timeout: 3 * MINUTE,
		});
		const row = (start: string) => output.split('\n').find((line) => line.startsWith(`| ${start} |`)) ?? `no row "${start}"`;
		for (const contender of ['Wawp Groups, verify off, all in flight', 'HTTP Request node', 'bare loop, 20 in flight']) {
			for (const latency of ['0 ms', '20 ms', '200 ms', '20 ms, HTTPS']) {
				expect(row(`${latency} | ${contender}`)).toMatch(/\| 20 of 20 \|$/);
			}
		}
		// A rate limit loses no group, and a cooldown allows one revoke.
		for (const contender of ['verify off, with Retry-After', 'verify off', 'defaults, with Retry-After', 'defaults']) {
			expect(row(`Wawp Groups, ${contender}`)).toContain('| 100 of 100 |');
		}
		expect(row('HTTP Request node | 10 of 100')).toContain('| 90 |');
		expect(row('Wawp Groups, cooldown of 5 minutes')).toMatch(/\| 1 \| [\d.]+ s \|$/);
		expect(row('Wawp Groups, verify off, 50 in flight | 100 of 100')).toContain(' MB ');
		expect(row('Remove Participants, verify on')).toContain('| 70 |');
		// No package that n8n must download with it, and a small one.
		expect(Number(/(\d+) kB/.exec(row('Packed'))?.[1])).toBeLessThan(115);
		expect(row('Runtime dependencies')).toBe('| Runtime dependencies | 0 |');
	},
	4 * MINUTE,
);
