/** The process under load: it serves the trigger over HTTP. It responds to each message with a `Report`. */
import '../../test/support/engine/n8nEnvironment';
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import { TriggerServer } from '../../test/support/engine/triggerServer';

export interface Report {
	bursts: Array<{ joinCount: number }>;
	/** The heap in use after a garbage collection, in bytes. */
	heap: number;
}

async function main(): Promise<void> {
	const server = await new TriggerServer({
		credential: SAMPLE_ACCOUNT,
		parameters: { events: ['joinBurst'] },
		workflowId: 'load',
	}).start();
	process.on('message', () => {
		gc?.();
		const bursts = server.items.map(({ joinCount }) => ({ joinCount: Number(joinCount) }));
		process.send?.({ bursts, heap: process.memoryUsage().heapUsed } satisfies Report);
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.({ url: server.url });
}

void main();
