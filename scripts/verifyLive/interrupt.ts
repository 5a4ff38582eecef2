const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C arrives twice: the terminal sends it to the whole process group, and the script runner forwards it. */
const SAME_PRESS = 2_000;

/**
 * The first Ctrl-C ends the run, which then restores what it changed. A second one, later, ends the program at once.
 *
 * @param onSecond runs before the program ends
 */
export function interruptible(onSecond: () => void): { signal: AbortSignal; interrupt: () => void } {
	const controller = new AbortController();
	let first: number | undefined;
	const interrupt = () => {
		const now = performance.now();
		if (first === undefined) {
			first = now;
			console.log('\nStopping. What was changed is restored now; press Ctrl-C again to leave at once ...');
			controller.abort(new Error('Interrupted'));
		} else if (now - first > SAME_PRESS) {
			onSecond();
			process.exit(130);
		}
	};
	for (const signal of SIGNALS) process.on(signal, interrupt);
	return { signal: controller.signal, interrupt };
}
