const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let stop: () => Promise<void> = async () => await Promise.resolve();

/** From now on Ctrl-C ends this process; what was started ends with it. */
export function exitOnSignal(): void {
	let stopping = false;
	for (const signal of SIGNALS) {
		process.on(signal, () => {
			// A terminal tells the whole group, and the script runner passes it on once more.
			if (stopping) return;
			stopping = true;
			void stop().then(() => process.exit(0));
		});
	}
}

/** What to do first. */
export const onSignal = (task: () => Promise<void>) => {
	stop = task;
};
