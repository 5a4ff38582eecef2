import type { Figures } from './judge';

/** The figures of all histories of each kind, as a table in Markdown. */
export function table(figures: ReadonlyMap<string, Figures[]>): string {
	const rows = [...figures].map(([kind, all]) => [kind, ...cells(all)]);
	return [HEADER, HEADER.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const HEADER = [
	'History',
	'Played',
	'Alarms',
	'Friends removed by an answer',
	'Friends removed unasked',
	'Bots in',
	'Bots unseen',
	'of these, told too late',
	'Bots removed',
	'Alarm to dead link',
	'To the last removal',
];

function cells(all: Figures[]): string[] {
	const sum = (of: (one: Figures) => number) => String(all.reduce((total, one) => total + of(one), 0));
	return [
		String(all.length),
		sum(({ alarms }) => alarms),
		sum(({ friendsRemovedByAnswer }) => friendsRemovedByAnswer),
		sum(({ friendsRemovedUnasked }) => friendsRemovedUnasked),
		sum(({ bots }) => bots),
		sum(({ botsUnseen }) => botsUnseen),
		sum(({ botsToldTooLate }) => botsToldTooLate),
		sum(({ botsRemoved }) => botsRemoved),
		middleAndLongest(all.flatMap(({ toDeadLink }) => toDeadLink)),
		middleAndLongest(all.flatMap(({ toRemoval }) => toRemoval)),
	];
}

/** The median and the maximum, from ms. */
function middleAndLongest(times: number[]): string {
	const sorted = [...times].sort((a, b) => a - b);
	const [middle, longest] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
	return middle === undefined || longest === undefined ? '' : `${seconds(middle)}, at most ${seconds(longest)}`;
}

const seconds = (ms: number) => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`);
