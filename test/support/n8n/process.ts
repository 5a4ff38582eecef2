import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { until } from '../until';
import { n8nEnvironment, type N8nSettings } from './environment';
import { N8N_SCRIPT, NODE_BINARY } from './installation';

export interface ProcessSettings extends N8nSettings {
	port: number;
	brokerPort: number;
	/** Gets all that n8n writes. */
	logFile: string;
	/** Default: a whole n8n; in queue mode also `worker` and `webhook`. */
	command?: string[];
	/** Not in the terminal's group, so that Ctrl-C reaches n8n only through `stop`. */
	detached?: boolean;
}

export interface N8nProcess {
	url: string;
	pid: number;
	/** Asks n8n to end and waits until it has. */
	stop: () => Promise<void>;
	/** Ends it at once, as a crash would. */
	kill: () => Promise<void>;
}

/**
 * Starts n8n and waits until it takes requests.
 *
 * @throws an Error with the end of its log when it ends before that
 */
export async function startProcess(settings: ProcessSettings): Promise<N8nProcess> {
	const { port, logFile, command = ['start'], detached = false, home } = settings;
	const log = openSync(logFile, 'a');
	const env = n8nEnvironment(settings);
	const child = spawn(NODE_BINARY, [N8N_SCRIPT, ...command], { cwd: home, env, detached, stdio: ['ignore', log, log] });
	closeSync(log);
	await once(child, 'spawn');
	const exited = once(child, 'exit');
	const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
	const end = async (signal: NodeJS.Signals) => {
		if (!hasEnded()) child.kill(signal);
		await exited;
		process.off('exit', endWithUs);
	};
	const endWithUs = () => child.kill();
	process.once('exit', endWithUs);

	const url = `http://127.0.0.1:${port}`;
	await until(
		`n8n takes requests on ${url}`,
		async () => {
			if (hasEnded())
				throw new Error(`n8n ended while it started; its log says:\n${(await readFile(logFile, 'utf8')).slice(-2000)}`);
			// `/healthz` answers long before n8n can be used.
			const answer = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
			return answer?.ok;
		},
		{ seconds: 120 },
	);
	return {
		url,
		pid: child.pid ?? 0,
		stop: async () => await end('SIGTERM'),
		kill: async () => await end('SIGKILL'),
	};
}
