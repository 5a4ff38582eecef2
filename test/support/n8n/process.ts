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
	/** The file for all output of n8n. */
	logFile: string;
	/** Default: `start`, a complete n8n. In queue mode also `worker` and `webhook`. */
	command?: string[];
	/** Whether n8n runs outside the terminal's process group. Ctrl-C then reaches n8n only through `stop`. */
	detached?: boolean;
}

export interface N8nProcess {
	url: string;
	pid: number;
	/** Stops n8n gracefully and waits until it has exited. */
	stop: () => Promise<void>;
	/** Kills n8n at once, like a crash. */
	kill: () => Promise<void>;
}

/**
 * Starts n8n and waits until it accepts requests.
 *
 * @throws an Error with the end of its log if n8n exits during startup
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
		process.off('exit', killOnExit);
	};
	const killOnExit = () => child.kill();
	process.once('exit', killOnExit);

	const url = `http://127.0.0.1:${port}`;
	await until(
		`n8n accepts requests on ${url}`,
		async () => {
			if (hasEnded())
				throw new Error(`n8n exited during startup. The end of its log:\n${(await readFile(logFile, 'utf8')).slice(-2000)}`);
			// Not `/healthz`: it responds long before n8n is usable.
			const response = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
			return response?.ok;
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
