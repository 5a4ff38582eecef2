/**
 * `npm run check:verification` compares the built package with what n8n asks of a verified node, and prints a line for each
 * requirement: `yes`, `no`, or `only the owner can`. The pages are those of docs.n8n.io about verification, UX and code standards.
 */
import { codeStandards } from './codeStandards';
import { dependencies } from './dependencies';
import { documentation } from './documentation';
import { environment } from './environment';
import { errors } from './errors';
import { linters } from './linters';
import { newerRules } from './newerRules';
import { operations } from './operations';
import { packageSource } from './packageSource';
import { panelTexts } from './panelTexts';
import { OwnerStep, type Theme } from './requirement';
import { readSubject } from './subject';

const THEMES: Theme[] = [
	packageSource,
	dependencies,
	documentation,
	environment,
	linters,
	operations,
	panelTexts,
	errors,
	codeStandards,
	newerRules,
];

async function main(): Promise<void> {
	const subject = readSubject();
	const counts = { yes: 0, no: 0, 'only the owner can': 0 };
	const print = (answer: keyof typeof counts, rule: string, details: string[] = []) => {
		counts[answer]++;
		console.log(`${answer.padEnd(20)}${rule}`);
		for (const detail of details) console.log(`${' '.repeat(22)}${detail}`);
	};
	for (const { title, requirements } of THEMES) {
		console.log(`\n${title}\n`);
		for (const { rule, check } of requirements) {
			const result = await check(subject);
			if (result instanceof OwnerStep) print('only the owner can', rule, [result.step]);
			else print(result.length === 0 ? 'yes' : 'no', rule, result);
		}
	}
	const totals = Object.entries(counts).map(([answer, count]) => `${count} ${answer}`);
	console.log(`\n${totals.join(', ')}`);
	if (counts.no > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
