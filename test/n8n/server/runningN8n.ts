import type { N8nProcess } from '../../support/n8n/process';

interface RunningN8n {
	process: N8nProcess;
	/** The folder with n8n's data and log. */
	folder: string;
}

let running: RunningN8n | undefined;

/** Passes the running n8n from jest's global setup to its global teardown. Both run outside the tests. */
export const runningN8n = {
	get: () => running,
	set: (started: RunningN8n) => {
		running = started;
		process.env.N8N_UNDER_TEST_URL = started.process.url;
		process.env.N8N_UNDER_TEST_FOLDER = started.folder;
	},
};

/** The URL of the running n8n, and the folder with its data and log. @throws an Error if no n8n runs */
export function n8nUnderTest(): { url: string; folder: string } {
	const { N8N_UNDER_TEST_URL: url, N8N_UNDER_TEST_FOLDER: folder } = process.env;
	if (!url || !folder) throw new Error('n8n is not running. Start these tests with "npm run test:e2e"');
	return { url, folder };
}
