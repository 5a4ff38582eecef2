import { rm } from 'node:fs/promises';
import { runningN8n } from './runningN8n';

export default async function stop(): Promise<void> {
	const running = runningN8n.get();
	await running?.process.stop();
	if (running) await rm(running.folder, { recursive: true, force: true });
}
