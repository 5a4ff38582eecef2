import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from '../command';
import { N8N_FOLDER, N8N_VERSION, NODE_BINARY, NODE_FOLDER, NODE_PACKAGE, NODE_VERSION } from './installation';
import { InstallProgress } from './installProgress';

/** Written last: a folder without it is left over from an interrupted installation. */
const MARKER = join(N8N_FOLDER, 'complete.json');
const CONTENTS = JSON.stringify({ n8n: N8N_VERSION, node: NODE_VERSION });

/** Installs n8n with the Node.js version that it needs. Does nothing if both are already installed. */
export async function installN8n(): Promise<void> {
	if (await isComplete()) return;
	const began = Date.now();
	if (existsSync(N8N_FOLDER)) console.log('An earlier installation of n8n is incomplete. Starting again ...');
	await rm(N8N_FOLDER, { recursive: true, force: true });
	await mkdir(N8N_FOLDER, { recursive: true });
	await writeFile(join(N8N_FOLDER, 'package.json'), JSON.stringify({ name: 'n8n-under-test', version: '0.0.0', private: true }));

	console.log(`Installing n8n ${N8N_VERSION} into ${N8N_FOLDER} (first run only) ...`);
	console.log("  This takes 3 to 6 minutes and 3 GB of disk, plus 0.8 GB for the downloads in npm's cache.");
	const progress = new InstallProgress(N8N_FOLDER);
	const npm = async (...args: string[]) => await runNpm(args, progress.read);
	progress.start();
	try {
		// Lifecycle scripts stay off, because one dependency would download a binary. Only SQLite needs to be compiled.
		progress.step = `downloading Node.js ${NODE_VERSION}`;
		await npm('install', '--ignore-scripts', `${NODE_PACKAGE}@${NODE_VERSION}`);
		progress.step = undefined;
		await npm('install', '--ignore-scripts', '--omit=dev', `n8n@${N8N_VERSION}`);
		progress.step = 'compiling SQLite';
		await npm('rebuild', '--ignore-scripts=false', 'sqlite3');
	} finally {
		progress.stop();
	}
	await run(NODE_BINARY, ['-e', "require('sqlite3')"], { cwd: N8N_FOLDER });
	await writeFile(MARKER, CONTENTS);
	console.log(`n8n was installed in ${Math.round((Date.now() - began) / 1000)} seconds`);
}

const isComplete = async () => existsSync(MARKER) && (await readFile(MARKER, 'utf8')) === CONTENTS;

const runNpm = async (args: string[], onError: (output: string) => void) =>
	await run('npm', [...args, '--save-exact', '--no-audit', '--no-fund', '--loglevel=http'], {
		cwd: N8N_FOLDER,
		env: {
			...process.env,
			PATH: [join(NODE_FOLDER, 'bin'), process.env.PATH].join(delimiter),
			// A native module must be compiled with the headers of the Node.js that loads it.
			npm_config_nodedir: NODE_FOLDER,
		},
		onError,
	});
