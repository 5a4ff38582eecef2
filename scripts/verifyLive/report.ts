import { DEFAULT_BASE_URL } from '../../nodes/wawp/transport/account';
import { factList, facts, type Fact } from '../../test/support/emulator/facts';
import { textOf, type Exchange } from './exchange';
import { shorten, type Kit } from './kit';
import type { HeardDelivery, RunResult } from './run';
import { byImportance, totals } from './table';
import { meaningOf, type Finding } from './verdict';

const PLACE_NAMES = { body: 'Body', query: 'URL', header: 'Headers' } as const;

/** The report for an issue, as Markdown: without secrets, numbers and names. */
export function report(result: RunResult, { version }: { version: string }): string {
	const { kit, findings, deliveries } = result;
	// Some texts were made before the last names were known.
	const again = (text: string) => kit.anonymizer.again(text);
	const isOpen = ({ verdict, nodeReads }: Finding) =>
		verdict === 'different' || (verdict === 'as assumed' && nodeReads === false);
	const differences = findings.filter(isOpen);
	const responses = kit.client.exchanges.map((exchange, at) => shown(kit, exchange, at)).join('\n');
	const parts = [
		'# What the live API does (`npm run verify:live`)',
		[`Package: n8n-nodes-wawp-groups ${version}, Node.js ${process.version}`, ...summary(result)]
			.map((line) => `- ${line}`)
			.join('\n'),
		'IDs, codes, numbers, names and texts are replaced by made-up ones of the same form. The same value always has the same replacement.',
		`## Different\n\n${differences.length === 0 ? 'Nothing.' : factTable(differences, again)}`,
		`## To change in the package\n\n${toChange(differences)}`,
		folded(
			'As assumed, or not seen',
			factTable(
				findings.filter((finding) => !isOpen(finding)),
				again,
			),
		),
		folded('Responses', again(responses)),
		...(deliveries.length > 0
			? [folded('Deliveries', again(deliveries.map((delivery) => shownDelivery(kit, delivery)).join('\n')))]
			: []),
		folded('Not checked', notChecked()),
	];
	return `${parts.join('\n\n')}\n`;
}

const folded = (title: string, text: string) => `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;

/** The first lines of the report, also for the terminal. */
export function summary({ kit, findings, restored, ended }: RunResult): string[] {
	const hidden = (text: string) => kit.anonymizer.text(text);
	return [
		`Address: ${kit.setup.account.baseUrl === DEFAULT_BASE_URL ? DEFAULT_BASE_URL : 'another one than the default'}`,
		`Engine, by the shape of its lists: ${kit.found.engine ?? 'unknown'}`,
		`"Send Credentials In": ${placesOf(kit)}`,
		`Result: ${totals(findings)}`,
		...(ended === undefined ? [] : [`The run ended early: ${hidden(ended)}`]),
		...restored.failed.map((text) => `Not restored: ${hidden(text)}`),
	];
}

function placesOf({ found }: Kit): string {
	const { places } = found;
	if (!places) return 'unknown';
	return (['body', 'query', 'header'] as const)
		.map((place) => `${PLACE_NAMES[place]}: ${places[place] ? 'works' : 'DOES NOT WORK'}`)
		.join(', ');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function factTable(findings: readonly Finding[], again: (text: string) => string): string {
	const rows = byImportance(findings).map((finding) => {
		const { assumption, certainty } = facts[finding.fact];
		return `| ${[`\`${finding.fact}\``, `${assumption} (${certainty})`, again(finding.seen), finding.verdict, meaningOf(finding)].map(cell).join(' | ')} |`;
	});
	return ['| Fact | Assumed | Seen | Verdict | What it means |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function toChange(differences: readonly Finding[]): string {
	const lines = differences.map(({ fact, nodeReads }) => {
		const { ifWrong, usedBy }: Fact = facts[fact];
		return `- \`${fact}\`: ${ifWrong} (${usedBy.join(', ')})${nodeReads === false ? ' **The node cannot read this**' : ''}`;
	});
	return lines.length === 0 ? 'Nothing.' : lines.join('\n');
}

const MAX_BODY = 600;

function shown({ anonymizer }: Kit, { request, ...exchange }: Exchange, at: number): string {
	const { method, path, query, body, place, whose } = request;
	const { response, noResponse } = exchange;
	const values = (object: object) => (Object.keys(object).length === 0 ? '' : ` ${anonymizer.body(JSON.stringify(object))}`);
	const credentials = `credentials: ${place}${whose === 'own' ? '' : `, ${whose}`}`;
	const line = `${at + 1}. \`${method} ${anonymizer.text(path)}\`${values(query)}${values(body)} (${credentials})`;
	if (!response) return `${line}: no response (${noResponse ?? 'dropped'})`;
	const text = anonymizer.body(textOf({ request, ...exchange }));
	const limits = Object.entries(response.limits).map(([name, value]) => `, ${name}: ${value}`);
	return `${line}: ${response.status} ${response.contentType || 'without content type'}${limits.join('')}, ${response.bytes.length} bytes, ${response.ms} ms\n   \`${text === '' ? '(empty)' : shorten(text, MAX_BODY).replaceAll('`', "'")}\``;
}

/** Headers whose values say something about the API. */
const PLAIN_HEADERS = new Set(['content-type', 'x-webhook-hmac-algorithm']);

function shownDelivery({ anonymizer }: Kit, { headers, body, answered }: HeardDelivery): string {
	const names = Object.entries(headers).map(([name, value]) =>
		PLAIN_HEADERS.has(name) ? `${name}: ${String(value)}` : `${name}: (${String(value).length} characters)`,
	);
	return `- answered with ${answered}. Headers: ${names.join('; ')}\n  \`${shorten(anonymizer.body(body.toString('utf8')), MAX_BODY).replaceAll('`', "'")}\``;
}

const notChecked = () =>
	factList.flatMap(([id, { notCheckable }]) => (notCheckable === undefined ? [] : [`- \`${id}\`: ${notCheckable}`])).join('\n');
