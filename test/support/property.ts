import { randomInt } from 'node:crypto';
import fc from 'fast-check';

/** Every file draws its own seed; FC_SEED repeats one. FC_RUNS sets how many values are tried. */
const seed = Number(process.env.FC_SEED ?? randomInt(2 ** 31));
const runs = process.env.FC_RUNS && { numRuns: Number(process.env.FC_RUNS) };
let named = false;

/** Checks a property with a seed that the output names, so that a run can be repeated whether it passed or not. */
export function expectProperty<Values>(property: fc.IProperty<Values>, parameters: fc.Parameters<Values> = {}): void {
	nameSeed();
	fc.assert(property, { seed, ...parameters, ...runs });
}

/** The same for a property that takes its time. */
export async function expectAsyncProperty<Values>(
	property: fc.IAsyncProperty<Values>,
	parameters: fc.Parameters<Values> = {},
): Promise<void> {
	nameSeed();
	await fc.assert(property, { seed, ...parameters, ...runs });
}

function nameSeed(): void {
	if (!named) process.stdout.write(`fast-check: repeat with FC_SEED=${seed}\n`);
	named = true;
}
