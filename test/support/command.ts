import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Receives the standard error while the program runs. */
	onError?: (output: string) => void;
}

/**
 * Runs a program and waits until it exits.
 *
 * @returns its standard output
 * @throws an Error with the exit code or the signal, and the last lines of both outputs, if the program fails
 */
export async function run(command: string, args: string[], { cwd, env = process.env, onError }: CommandOptions): Promise<string> {
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	if (onError) child.stderr.on('data', (chunk: Buffer) => onError(chunk.toString()));
	const exited = new Promise<number | string | null>((resolve, reject) =>
		child.once('error', reject).once('close', (code, signal) => resolve(code ?? signal)),
	);
	const [exit, output, errors] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
	if (exit === 0) return output;
	throw new Error(`"${[command, ...args].join(' ')}" exited with ${String(exit)}:\n${lastLines(output + errors)}`);
}

const lastLines = (output: string) => output.trimEnd().split('\n').slice(-30).join('\n');
