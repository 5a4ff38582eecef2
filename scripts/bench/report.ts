import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../../test/support/folders';
import { median, type Figures } from './measure';

/** A table in Markdown. */
export const table = (header: string[], rows: string[][]): string =>
	[header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Times of several contenders, with their ratios to the first that they are compared with. @param baseline the name of that one */
export function timesTable(figures: Figures[], baseline: string): string {
	const rows = figures.map((one) => {
		const { contender, latency, groups, isSecure, ms, cpuPerItem, done } = one;
		const other = figures.find((another) => another.contender === baseline && isSameWorld(another, one));
		return [
			`${latency} ms${isSecure ? ', HTTPS' : ''}`,
			contender,
			seconds(median(ms)),
			`${seconds(ms[0] ?? NaN)} to ${seconds(ms.at(-1) ?? NaN)}`,
			ratio(median(ms), other && median(other.ms)),
			`${median(cpuPerItem).toFixed(2)} ms`,
			`${done} of ${groups}`,
		];
	});
	return table(['Latency', 'What runs', 'Median', 'Rounds', 'Ratio', 'CPU per item', 'Done'], rows);
}

const isSameWorld = (a: Figures, b: Figures) => a.latency === b.latency && a.groups === b.groups && a.isSecure === b.isSecure;

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

export const ratio = (value: number, other: number | undefined): string =>
	other === undefined ? '' : (value / other).toFixed(2);

/**
 * Replaces a part of docs/benchmarks.md.
 *
 * @param part the name in the comments around it
 */
export async function intoDocs(part: string, texts: string[]): Promise<void> {
	const page = join(PROJECT, 'docs/benchmarks.md');
	const before = await readFile(page, 'utf8');
	const [start, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
	const [head, tail] = [before.indexOf(start) + start.length, before.indexOf(end)];
	await writeFile(page, `${before.slice(0, head)}\n\n${texts.join('\n\n')}\n\n${before.slice(tail)}`);
	execFileSync('npx', ['prettier', '--write', 'docs/benchmarks.md', 'docs/benchmarks.json'], { cwd: PROJECT });
}
