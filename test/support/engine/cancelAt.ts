import type { Emulator } from '../emulator/server';

/** Cancels an execution at a call of any execution. */
export interface Cancel {
	/** Counted from 1. */
	call: number;
	at: 'its arrival' | 'its response';
}

/**
 * Counts the calls from now on, until the emulator's listeners are removed.
 *
 * @returns takes what cancels the execution, once it has started
 */
export function cancelAt(emulator: Emulator, { call, at }: Cancel): (cancel: () => void) => void {
	let calls = 0;
	let onDue = () => {};
	emulator.on(at === 'its arrival' ? 'call' : 'responded', () => {
		if (++calls === call) onDue();
	});
	return (cancel) => {
		onDue = cancel;
		if (calls >= call) cancel();
	};
}
