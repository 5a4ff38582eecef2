import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const EVERY_SECONDS = 5;

/** How many packages npm looks up in the registry for n8n 2.41.1. */
const LOOKUPS = 1800;

/** Prints every few seconds how far an installation is, because npm prints nothing for minutes without a terminal. */
export class InstallProgress {
	/** A step of which only the time can be seen. */
	step: string | undefined;
	private readonly began = Date.now();
	private readonly freeBefore: number;
	private lookups = 0;
	private timer: NodeJS.Timeout | undefined;

	/** @param folder an existing folder, in which npm installs */
	constructor(private readonly folder: string) {
		this.freeBefore = freeBytes(folder);
	}

	start(): void {
		this.timer = setInterval(() => {
			console.log(`  ${Math.round((Date.now() - this.began) / 1000)} s: ${this.state()}`);
		}, EVERY_SECONDS * 1000);
	}

	stop(): void {
		clearInterval(this.timer);
	}

	/** Counts the requests in npm's output with `--loglevel=http`. */
	readonly read = (output: string): void => {
		this.lookups += output.split('npm http fetch').length - 1;
	};

	/** npm looks up all packages, creates a folder for each, reads what its cache has into memory, and then fills the folders. */
	state(): string {
		if (this.step) return this.step;
		const packages = packageFolders(join(this.folder, 'node_modules'));
		const unpacked = packages.filter((folder) => existsSync(join(folder, 'package.json'))).length;
		// Node.js is there from the start.
		if (packages.length <= 1) return `${number(this.lookups)} of about ${number(LOOKUPS)} packages looked up`;
		if (unpacked <= 1) return 'reading packages from the cache of npm';
		// The free space, because the size of 250,000 files takes seconds to find out. The largest packages come last.
		const gigabytes = Math.max(0, this.freeBefore - freeBytes(this.folder)) / 1e9;
		return `${number(unpacked)} of ${number(packages.length)} packages unpacked, ${gigabytes.toFixed(2)} GB of disk used`;
	}
}

/** Without the packages inside other packages. */
const packageFolders = (folder: string): string[] =>
	!existsSync(folder)
		? []
		: readdirSync(folder)
				.filter((name) => !name.startsWith('.'))
				.flatMap((name) => (name.startsWith('@') ? packageFolders(join(folder, name)) : [join(folder, name)]));

const freeBytes = (folder: string) => {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
};

const number = (value: number) => value.toLocaleString('en-US');
