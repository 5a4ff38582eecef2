import { createInterface } from 'node:readline';
import type { Emulator } from './server';
import { playWave } from './wave';
import type { Instance } from './world';

export const WAVE_HELP = 'Type "wave" and press Enter to start a spam wave against the first group.';

/** Starts a spam wave each time you type "wave", and prints the changes of the group. */
export function waveOnCommand(emulator: Emulator, instance: Instance): void {
	const [group] = instance.groups.values();
	emulator.dispatch.on('change', ({ name }, change) => {
		if (change.kind === 'left') console.log(`  ${name}: ${change.members.map(({ id }) => id).join(', ')} left or was removed`);
		if (change.kind === 'code changed') console.log(`  ${name}: the old invite link is dead, the new one is ${change.link}`);
	});
	emulator.on('responded', ({ name, body }) => {
		if (name === 'sendText') console.log(`  message to ${String(body.chatId)}: ${String(body.message)}`);
	});
	createInterface({ input: process.stdin }).on('line', (line) => {
		if (line.trim() !== 'wave' || !group) return;
		const onBot = (bot: string, joined: boolean) =>
			console.log(`  ${group.name}: ${bot} ${joined ? 'joined by the link' : 'could not join, the link is dead'}`);
		void playWave(group, { bots: 200, apart: 250, maxTurnedAway: 5, onBot });
	});
}
