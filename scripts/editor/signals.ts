const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let stop: () => Promise<void> = async () => await Promise.resolve();

/** Makes Ctrl-C run the task of `onSignal` and then end this process. */
export function exitOnSignal(): void {
	let stopping = false;
	for (const signal of SIGNALS) {
		process.on(signal, () => {
			// The signal arrives twice: the terminal sends it to the whole process group, and the script runner forwards it.
			if (stopping) return;
			stopping = true;
			void stop().then(() => process.exit(0));
		});
	}
}

/** Sets the task that runs before the process ends. */
export const onSignal = (task: () => Promise<void>) => {
	stop = task;
};
