import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Questions on the terminal. The answers to hidden ones are not shown. */
export class Terminal {
	private isHidden = false;
	private isClosed = false;
	private readonly lines: Interface;
	/** Piped answers arrive before their questions. */
	private readonly early: string[] = [];
	private waiting: ((answer: string) => void) | undefined;

	/** @param onInterrupt Ctrl-C, which the terminal does not turn into a signal while it is open */
	constructor(onInterrupt: () => void) {
		const output = new Writable({
			write: (chunk: Buffer, _encoding, done) => {
				if (!this.isHidden) process.stdout.write(chunk);
				done();
			},
		});
		this.lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
		this.lines.on('SIGINT', onInterrupt);
		this.lines.on('line', (line) => {
			if (this.waiting) this.answer(line);
			else this.early.push(line);
		});
		this.lines.on('close', () => {
			this.isClosed = true;
			this.answer('');
		});
	}

	/** @returns the answer, trimmed. Empty if there is none, because the input has ended or the signal came */
	async ask(question: string, { hidden = false, signal }: { hidden?: boolean; signal?: AbortSignal } = {}): Promise<string> {
		this.lines.setPrompt(question);
		if (!this.isClosed) this.lines.prompt();
		this.isHidden = hidden;
		const early = this.early.shift() ?? (this.isClosed || signal?.aborted ? '' : undefined);
		const answer =
			early ??
			(await new Promise<string>((resolve) => {
				this.waiting = resolve;
				signal?.addEventListener('abort', this.giveUp);
			}));
		signal?.removeEventListener('abort', this.giveUp);
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

	private readonly giveUp = () => this.answer('');

	private answer(line: string): void {
		const { waiting } = this;
		this.waiting = undefined;
		waiting?.(line);
	}
}
