import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { until } from '../../support/until';

export interface Service {
	port: number;
	stop: () => Promise<void>;
}

export interface ServiceSettings {
	port: number;
	/** The signal that stops the program. Default: SIGTERM. */
	stopSignal?: NodeJS.Signals;
	user?: User | undefined;
}

export interface User {
	uid: number;
	gid: number;
}

/** Starts a server program. Resolves when it accepts connections on its port. @throws an Error if the program exits before that */
export async function startService(
	command: string,
	args: string[],
	{ port, stopSignal = 'SIGTERM', user }: ServiceSettings,
): Promise<Service> {
	const child = spawn(command, args, { cwd: '/', stdio: 'ignore', ...user });
	const exited = once(child, 'exit');
	const killOnExit = () => child.kill(stopSignal);
	process.once('exit', killOnExit);
	await until(`${command} accepts connections`, async () => {
		if (child.exitCode !== null) throw new Error(`${command} exited with code ${child.exitCode}`);
		return await acceptsConnections(port);
	});
	return {
		port,
		stop: async () => {
			child.kill(stopSignal);
			await exited;
			process.off('exit', killOnExit);
		},
	};
}

async function acceptsConnections(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

/** The user for programs that refuse to run as root. @returns undefined if the current user is not root */
export function unprivileged(name: string): User | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}
