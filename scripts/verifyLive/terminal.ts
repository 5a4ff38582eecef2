import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Questions on the terminal. The answers to hidden ones are not shown. */
export class Terminal {
	private isHidden = false;
	private readonly lines: Interface;

	/** @param onInterrupt Ctrl-C while the terminal waits for an answer */
	constructor(onInterrupt: () => void) {
		const output = new Writable({
			write: (chunk: Buffer, _encoding, done) => {
				if (!this.isHidden) process.stdout.write(chunk);
				done();
			},
		});
		this.lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
		this.lines.on('SIGINT', onInterrupt);
	}

	/** @returns the answer, trimmed. Empty if the input has ended */
	async ask(question: string, { hidden = false, signal }: { hidden?: boolean; signal?: AbortSignal } = {}): Promise<string> {
		process.stdout.write(question);
		this.isHidden = hidden;
		const answer = await new Promise<string>((resolve) => {
			const end = () => resolve('');
			this.lines.once('close', end);
			signal?.addEventListener('abort', end, { once: true });
			this.lines.once('line', (line) => {
				this.lines.off('close', end);
				resolve(line);
			});
		});
		this.isHidden = false;
		if (hidden) process.stdout.write('\n');
		return answer.trim();
	}

	/** Anything but yes is no. */
	async confirm(question: string, signal: AbortSignal): Promise<boolean> {
		return /^y(?:es)?$/i.test(await this.ask(`${question} [y/N] `, { signal }));
	}

	close(): void {
		this.lines.close();
	}
}
