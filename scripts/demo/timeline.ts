import type { Emulator } from '../../test/support/emulator/server';

/** Prints events with their time, in ms since the first event. */
export class Timeline {
	private begin = 0;
	private readonly marks = new Map<string, number>();

	/** Prints the changes of groups and the sent messages that the emulator reports. */
	constructor(emulator: Emulator) {
		emulator.dispatch.on('change', (_group, change) => {
			if (change.kind === 'code changed') this.print('the invite link was revoked', 'revoked');
			if (change.kind === 'left') this.print(`${change.members.map(({ id }) => phoneOf(id)).join(', ')} was removed`, 'removed');
		});
		emulator.on('responded', ({ name, body }) => {
			if (name !== 'sendText') return;
			const message = String(body.message);
			const [first, ...more] = message.split('\n');
			const text = [first, ...more.map((line) => `           | ${line}`)].join('\n');
			this.print(
				`message to ${phoneOf(String(body.chatId))}: ${text}`,
				message.includes('/webhook-waiting/') ? 'question' : 'message',
			);
		});
	}

	/** @param mark a name for `between`; its last occurrence counts */
	print(event: string, mark?: string): void {
		const now = performance.now();
		if (this.begin === 0) this.begin = now;
		if (mark) this.marks.set(mark, now);
		console.log(`${(now - this.begin).toFixed(0).padStart(6)} ms  ${event}`);
	}

	/** The time from one mark to another, in ms. */
	between(from: string, to: string): number {
		return (this.marks.get(to) ?? NaN) - (this.marks.get(from) ?? NaN);
	}
}

export const phoneOf = (chatId: string) => `+${chatId.split('@')[0] ?? ''}`;
