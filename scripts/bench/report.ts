import { median, type Figures } from './measure';

/** A table in Markdown. */
export const table = (header: string[], rows: string[][]): string =>
	[header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Times of several contenders, with their ratios to the first that they are compared with. @param baseline the name of that one */
export function timesTable(figures: Figures[], baseline: string): string {
	const rows = figures.map(({ contender, latency, groups, ms, cpuPerItem, done }) => {
		const other = figures.find((one) => one.contender === baseline && one.latency === latency && one.groups === groups);
		return [
			`${latency} ms`,
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

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

export const ratio = (value: number, other: number | undefined): string =>
	other === undefined ? '' : (value / other).toFixed(2);
