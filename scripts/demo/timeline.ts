import type { Emulator } from '../../test/support/emulator/server';

/** Prints what happens when, in ms since the first thing that did. */
export class Timeline {
	private begin = 0;
	private readonly marks = new Map<string, number>();

	/** Listens to what the emulator sees of the group and of messages. */
	constructor(emulator: Emulator) {
		emulator.dispatch.on('change', (_group, change) => {
			if (change.kind === 'code changed') this.say('the link is dead', 'dead');
			if (change.kind === 'left') this.say(`${change.members.map(({ id }) => phoneOf(id)).join(', ')} removed`, 'removed');
		});
		emulator.on('responded', ({ name, body }) => {
			if (name === 'sendText') this.say(`${phoneOf(String(body.chatId))} gets: ${String(body.message)}`, 'told');
		});
	}

	/** @param mark remembers the time of its last occurrence */
	say(what: string, mark?: string): void {
		const now = performance.now();
		if (this.begin === 0) this.begin = now;
		if (mark) this.marks.set(mark, now);
		console.log(`${(now - this.begin).toFixed(0).padStart(6)} ms  ${what}`);
	}

	/** ms from one mark to another */
	between(from: string, to: string): number {
		return (this.marks.get(to) ?? NaN) - (this.marks.get(from) ?? NaN);
	}
}

export const phoneOf = (chatId: string) => `+${chatId.split('@')[0] ?? ''}`;
