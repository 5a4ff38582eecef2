/** The process that is put under load: the trigger behind HTTP. It answers `report` with what it holds. */
import '../../test/support/engine/n8nEnvironment';
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import { TriggerServer } from '../../test/support/engine/triggerServer';

export interface Report {
	bursts: Array<{ joinCount: number }>;
	/** Bytes of heap in use after a collection. */
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
