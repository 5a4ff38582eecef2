import { facts } from '../../test/support/emulator/facts';
import { meaningOf, type Finding, type Verdict } from './verdict';

const ORDER: Verdict[] = ['different', 'as assumed', 'not seen'];

/** What the node cannot read comes first, then the other differences. */
export const byImportance = (findings: readonly Finding[]): Finding[] => [...findings].sort((a, b) => rankOf(a) - rankOf(b));

const rankOf = ({ verdict, nodeReads }: Finding): number =>
	verdict !== 'not seen' && nodeReads === false ? -1 : ORDER.indexOf(verdict);

const MIN_WIDTH = 80;
const SHARES = [0.32, 0.36, 0.32];

/** The table for a terminal, with wrapped columns. What matters most comes last, because the beginning scrolls away. */
export function table(findings: readonly Finding[], width: number): string {
	const verdictWidth = 12;
	const rest = Math.max(width, MIN_WIDTH) - verdictWidth - 3 * 2;
	const widths = [verdictWidth, ...SHARES.map((share) => Math.floor(rest * share))];
	const line = '-'.repeat(widths.reduce((sum, column) => sum + column + 2, -2));
	const rows = [...findings].sort((a, b) => rankOf(b) - rankOf(a)).map((finding) => row(cellsOf(finding), widths));
	return [row(['Verdict', 'Assumed', 'Seen', 'What it means for you'], widths), line, rows.join('\n\n')].join('\n');
}

const cellsOf = (finding: Finding): string[] => [
	finding.verdict === 'different' ? 'DIFFERENT' : finding.verdict,
	`${facts[finding.fact].assumption} [${finding.fact}, ${facts[finding.fact].certainty}]`,
	finding.seen,
	meaningOf(finding),
];

function row(cells: readonly string[], widths: readonly number[]): string {
	const columns = cells.map((cell, at) => wrap(cell, widths[at] ?? 20));
	const height = Math.max(...columns.map(({ length }) => length));
	return Array.from({ length: height }, (_, line) =>
		columns
			.map((column, at) => (column[line] ?? '').padEnd(widths[at] ?? 0))
			.join('  ')
			.trimEnd(),
	).join('\n');
}

/** Breaks at spaces where possible. */
export function wrap(text: string, width: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/).flatMap((part) => part.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [])) {
		if (line !== '' && line.length + 1 + word.length > width) {
			lines.push(line);
			line = word;
		} else line = line === '' ? word : `${line} ${word}`;
	}
	return [...lines, line];
}

/** How many facts got each verdict, e.g. `3 different, 40 as assumed, 12 not seen`. */
export const totals = (findings: readonly Finding[]): string =>
	ORDER.map((verdict) => `${findings.filter((finding) => finding.verdict === verdict).length} ${verdict}`).join(', ');
