import { randomInt } from 'node:crypto';
import fc from 'fast-check';

/** Each test file picks a random seed. Set FC_SEED to repeat a seed, and FC_RUNS to change the number of tried values. */
const seed = Number(process.env.FC_SEED ?? randomInt(2 ** 31));
const runs = process.env.FC_RUNS && { numRuns: Number(process.env.FC_RUNS) };
let printed = false;

/** Checks a property. Prints the seed, so that you can repeat the run. */
export function expectProperty<Values>(property: fc.IProperty<Values>, parameters: fc.Parameters<Values> = {}): void {
	printSeed();
	fc.assert(property, { seed, ...parameters, ...runs });
}

/** Checks an asynchronous property. Prints the seed, so that you can repeat the run. */
export async function expectAsyncProperty<Values>(
	property: fc.IAsyncProperty<Values>,
	parameters: fc.Parameters<Values> = {},
): Promise<void> {
	printSeed();
	await fc.assert(property, { seed, ...parameters, ...runs });
}

function printSeed(): void {
	if (!printed) process.stdout.write(`fast-check: repeat with FC_SEED=${seed}\n`);
	printed = true;
}
