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
	/** What it is asked to stop with. */
	stopSignal?: NodeJS.Signals;
	user?: User | undefined;
}

export interface User {
	uid: number;
	gid: number;
}

/** Runs a server program until it is stopped; resolves when it takes connections on its port. */
export async function startService(
	command: string,
	args: string[],
	{ port, stopSignal = 'SIGTERM', user }: ServiceSettings,
): Promise<Service> {
	const child = spawn(command, args, { cwd: '/', stdio: 'ignore', ...user });
	const exited = once(child, 'exit');
	const endWithUs = () => child.kill(stopSignal);
	process.once('exit', endWithUs);
	await until(`${command} takes connections`, async () => {
		if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
		return await takesConnections(port);
	});
	return {
		port,
		stop: async () => {
			child.kill(stopSignal);
			await exited;
			process.off('exit', endWithUs);
		},
	};
}

async function takesConnections(port: number): Promise<boolean> {
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

/** The user to run as in place of root, for programs that refuse root; undefined for anybody else. */
export function unprivileged(name: string): User | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}
