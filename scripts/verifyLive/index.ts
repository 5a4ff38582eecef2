/**
 * `npm run verify:live` compares every assumption about the Wawp API with a real account. It asks before it changes anything, restores
 * what it changed, and writes a report without secrets. docs/verify-live.md explains it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { version } from '../../package.json';
import { explain } from './explain';
import { interruptible } from './interrupt';
import type { Change } from './kit';
import { HELP, readOptions } from './options';
import { toRecording } from './record';
import { report, summary } from './report';
import { runKit, type RunResult } from './run';
import { table } from './table';
import { Terminal } from './terminal';
import { UndoStack, type Restored } from './undo';

async function main(args: string[]): Promise<number> {
	if (args.includes('--help')) {
		console.log(HELP);
		return 0;
	}
	const undo = new UndoStack();
	const { signal, interrupt } = interruptible(() => console.log(['Not restored:', ...undo.open].join('\n  ')));
	const terminal = process.stdin.isTTY || !args.includes('--yes') ? new Terminal(interrupt) : undefined;
	try {
		const ask = terminal && process.stdin.isTTY ? asking(terminal, signal) : undefined;
		const { setup, folder, yes } = await readOptions(args, process.env, ask);
		if (signal.aborted) return 130;
		console.log(explain(setup));
		const confirm = async (change: Change): Promise<boolean> => {
			const question = `${change.what}. ${change.afterwards}.`;
			if (yes || !terminal) console.log(`      ${question} (allowed by --yes)`);
			return yes || (terminal !== undefined && (await terminal.confirm(`      ${question} Go on?`, signal)));
		};
		const talk = { say: (text: string) => console.log(text), confirm };
		const result = await runKit(setup, { talk, signal, undo, wait });
		await finish(result, folder);
		return exitCodeOf(result, signal);
	} finally {
		terminal?.close();
	}
}

const exitCodeOf = ({ ended }: RunResult, { aborted }: AbortSignal): number => (aborted ? 130 : ended === undefined ? 0 : 1);

const asking = (terminal: Terminal, signal: AbortSignal) => async (question: string, hidden: boolean) => {
	const answer = await terminal.ask(question, { hidden, signal });
	signal.throwIfAborted();
	return answer;
};

/** A wait that Ctrl-C ends. */
const wait = async (ms: number, signal?: AbortSignal) => {
	await sleep(ms, undefined, signal && { signal }).catch(() => undefined);
};

async function finish(result: RunResult, folder: string): Promise<void> {
	const { kit, findings, restored } = result;
	const shownFindings = findings.map((finding) => ({ ...finding, seen: kit.anonymizer.again(finding.seen) }));
	console.log(`\n${table(shownFindings, widthOfTerminal())}\n\n${summary(result).join('\n')}\n`);
	console.log(restoredText(restored));
	const recorded = join(folder, 'recorded');
	await mkdir(recorded, { recursive: true });
	await writeFile(join(folder, 'report.md'), report(result, { version }));
	const recording = join(recorded, `${(kit.found.engine ?? 'unknown').toLowerCase()}.json`);
	await writeFile(recording, `${JSON.stringify(toRecording(result), null, '\t')}\n`);
	console.log(
		`Report:    ${join(folder, 'report.md')}\nRecording: ${recording}\nRead both, then paste the report into an issue.`,
	);
}

/** Undefined, against its type, if the output goes to a file. */
const widthOfTerminal = () => (process.stdout as { columns?: number }).columns ?? 140;

function restoredText({ restored, failed, final }: Restored): string {
	const lines = [
		...restored.map((text) => `Restored: ${text}`),
		...failed.map((text) => `NOT RESTORED. Please do this by hand: ${text}`),
		...final.map((text) => `Cannot be restored: ${text}`),
	];
	return lines.length === 0 ? 'Nothing was changed.\n' : `${lines.join('\n')}\n`;
}

main(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
