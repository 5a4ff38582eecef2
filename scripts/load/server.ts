/** The process under load: it serves the trigger over HTTP. It responds to each message with a `Report`. */
import '../../test/support/engine/n8nEnvironment';
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import { TriggerServer } from '../../test/support/engine/triggerServer';

export interface Report {
	bursts: Array<{ joinCount: number; waveId: string }>;
	/** The heap in use after a garbage collection, in bytes. */
	heap: number;
}

async function main(): Promise<void> {
	const server = await new TriggerServer({
		credential: SAMPLE_ACCOUNT,
		// Every join is counted for every pattern. So many joins at once would be a wave over many groups, and a slow one in each.
		parameters: { events: ['joinBurst'], options: { slowMinutes: 3, manyGroups: 1_000 } },
		workflowId: 'load',
	}).start();
	process.on('message', () => {
		gc?.();
		const bursts = server.items.map(({ joinCount, waveId }) => ({ joinCount: Number(joinCount), waveId: waveId as string }));
		process.send?.({ bursts, heap: process.memoryUsage().heapUsed } satisfies Report);
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.({ url: server.url });
}

void main();
