import { execFileSync } from 'node:child_process';
import { PROJECT } from '../../test/support/folders';
import { median } from './measure';
import { table } from './report';

const LOADS = 11;

const LOAD =
	"require('n8n-workflow'); const start = performance.now(); require('./index.js'); process.stdout.write(String(performance.now() - start))";

/** How long n8n needs to load the package, and how large it is. */
export function packageSize(): string {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: PROJECT, encoding: 'utf8' }),
	) as [{ size: number; unpackedSize: number }];
	const loads = Array.from({ length: LOADS }, () =>
		Number(execFileSync('node', ['-e', LOAD], { cwd: PROJECT, encoding: 'utf8' })),
	).sort((a, b) => a - b);
	return table(
		['What', 'Figure'],
		[
			['Time to load, after n8n-workflow', `${median(loads).toFixed(1)} ms`],
			['Packed', `${(packed.size / 1e3).toFixed(0)} kB`],
			['Unpacked', `${(packed.unpackedSize / 1e3).toFixed(0)} kB`],
			['Runtime dependencies', '0'],
		],
	);
}
