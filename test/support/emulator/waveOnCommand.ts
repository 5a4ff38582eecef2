import { createInterface } from 'node:readline';
import type { Emulator } from './server';
import { playWave } from './wave';
import type { Instance } from './world';

export const WAVE_HELP = 'Type "wave" and Enter to let spam bots join the first group by its invite link.';

/** Starts a spam wave each time somebody types "wave", and prints what becomes of the group. */
export function waveOnCommand(emulator: Emulator, instance: Instance): void {
	const [group] = instance.groups.values();
	emulator.dispatch.on('happening', ({ name }, happening) => {
		if (happening.kind === 'left') console.log(`  ${name}: ${happening.who.map(({ id }) => id).join(', ')} left or was removed`);
		if (happening.kind === 'code changed') console.log(`  ${name}: the old link is dead, the new one is ${happening.link}`);
	});
	createInterface({ input: process.stdin }).on('line', (line) => {
		if (line.trim() !== 'wave' || !group) return;
		const onBot = (bot: string, gotIn: boolean) =>
			console.log(`  ${group.name}: ${bot} ${gotIn ? 'joins' : 'finds a dead link'}`);
		void playWave(group, { bots: 200, apart: 250, patience: 5, onBot });
	});
}
