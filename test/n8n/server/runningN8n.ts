import type { N8nProcess } from '../../support/n8n/process';

interface RunningN8n {
	process: N8nProcess;
	/** The folder with its data and its log. */
	folder: string;
}

let running: RunningN8n | undefined;

/** What jest's global setup hands to its global teardown; both run outside the tests. */
export const runningN8n = {
	get: () => running,
	set: (started: RunningN8n) => {
		running = started;
		process.env.N8N_UNDER_TEST_URL = started.process.url;
		process.env.N8N_UNDER_TEST_FOLDER = started.folder;
	},
};

/** Where tests find the n8n that runs beside them, and where it keeps its data and its log. */
export function n8nUnderTest(): { url: string; folder: string } {
	const { N8N_UNDER_TEST_URL: url, N8N_UNDER_TEST_FOLDER: folder } = process.env;
	if (!url || !folder) throw new Error('No n8n runs: start these tests with "npm run test:e2e"');
	return { url, folder };
}
