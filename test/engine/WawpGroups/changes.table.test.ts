import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../support/emulator/faults';
import type { Engine } from '../../support/emulator/world';
import { Bench } from '../../support/engine/bench';
import { changesOf, isAdmission, tell, type Play, type Said } from '../../support/engine/changes';
import { useFastClock } from '../../support/engine/fastClock';

useFastClock();

const bench = new Bench('revoke', 'inviteCode');
const CHANGES = changesOf(bench);

const LOST: Fault = { kind: 'drop', moment: 'after the change' };
const REFUSED: Fault = { kind: 'status', status: 403, body: '{"message":"Forbidden"}', times: 99 };
const NO_LOOK: Fault = { kind: 'status', status: 504, times: 99 };

const SITUATIONS: Record<string, Play> = {
	'No answer, made': { faults: [LOST] },
	'No answer, not made': { faults: [{ kind: 'drop', times: 99 }] },
	'No answer, made, no look': { faults: [{ ...LOST, times: 99 }], readFaults: [NO_LOOK] },
	'No answer, made, then refused': { faults: [LOST, REFUSED] },
	'No answer, made, then refused, no look': { faults: [LOST, REFUSED], readFaults: [NO_LOOK] },
	Refused: { faults: [REFUSED] },
	'Accepted, not made': { faults: [{ kind: 'status', status: 200, body: '{"success":true}', times: 99 }] },
};

const ENGINES: Engine[] = ['WEBJS', 'NOWEB', 'GOWS'];

/** What the item says, in one word. */
function wordFor({ outputs: [output], errors: [error] }: Said): string {
	if (error !== undefined) return isAdmission(error) ? 'unclear' : 'failed';
	const { status, verified, joined } = output!;
	if (joined === false) return 'not joined';
	if (status === 'unclear' || status === 'failed') return status;
	return verified === false ? 'not verified' : 'done';
}

async function cell(name: string, play: Play): Promise<string> {
	const words: string[] = [];
	for (const engine of ENGINES) {
		bench.renew();
		bench.account.engine = engine;
		words.push(wordFor(await tell(bench, CHANGES[name]!, { ...play, settings: { onError: 'continueErrorOutput' } })));
	}
	const [webjs, noweb, gows] = words;
	if (webjs === noweb && noweb === gows) return words[0]!;
	return ENGINES.map((engine, at) => `${engine} ${words[at]}`).join(', ');
}

/** Whether the run or Retry On Fail sends a request again that had no answer. */
async function isRepeated(name: string): Promise<string> {
	bench.renew();
	const change = CHANGES[name]!;
	await tell(bench, change, { ...SITUATIONS['No answer, made, no look']!, settings: { onError: 'stopWorkflow' } });
	return bench.emulator.callsOf(change.call).length > 1 ? 'yes' : 'never';
}

const HEADER = ['Operation', ...Object.keys(SITUATIONS), 'Sent again without an answer'];

test('docs/reliability.md has a row for every change', () => {
	const [header, ...rows] = tableIn('docs/reliability.md', HEADER);
	expect(header).toEqual(HEADER);
	expect(rows.map(([name]) => name)).toEqual(Object.keys(CHANGES));
});

test.each(Object.keys(CHANGES))('%s does in every situation what docs/reliability.md says', async (name) => {
	const cells: string[] = [];
	for (const play of Object.values(SITUATIONS)) cells.push(await cell(name, play));
	const row = tableIn('docs/reliability.md', HEADER).find(([operation]) => operation === name);
	expect([name, ...cells, await isRepeated(name)]).toEqual(row);
});

/** The cells of the table in a document whose header begins with the given cells. */
function tableIn(file: string, [first, second]: string[]): string[][] {
	const lines = readFileSync(join(__dirname, '../../..', file), 'utf8').split('\n');
	const rows = lines.map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((text) => text.trim()),
	);
	const start = rows.findIndex((row) => row[0] === first && row[1] === second);
	const end = rows.findIndex((row, at) => at > start && row.length === 0);
	return rows.slice(start, end).filter((_row, at) => at !== 1);
}
