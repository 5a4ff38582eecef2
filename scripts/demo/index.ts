/**
 * `npm run demo` runs an example workflow in n8n's engine, against the emulated Wawp API. `npm run demo -- wave` plays a spam wave.
 */
import '../../test/support/engine/n8nEnvironment';
import { rotateGroups } from './rotate';
import { stopWave } from './wave';

const DEMOS: Record<string, () => Promise<void>> = { rotate: rotateGroups, wave: stopWave };

async function main(name = 'rotate'): Promise<void> {
	const demo = DEMOS[name];
	if (!demo) throw new Error(`There is no demo "${name}". Choose one of: ${Object.keys(DEMOS).join(', ')}`);
	await demo();
}

main(process.argv[2]).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
