import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from '../command';
import { N8N_FOLDER, N8N_VERSION, NODE_BINARY, NODE_FOLDER, NODE_PACKAGE, NODE_VERSION } from './installation';
import { reportInstallProgress } from './installProgress';

/** Written last: a folder without it is what an interrupted installation left behind. */
const MARKER = join(N8N_FOLDER, 'complete.json');
const CONTENTS = JSON.stringify({ n8n: N8N_VERSION, node: NODE_VERSION });

/** Installs n8n once, with the Node that it needs; does nothing when that was done before. */
export async function installN8n(): Promise<void> {
	if (await isComplete()) return;
	const began = Date.now();
	if (existsSync(N8N_FOLDER)) console.log('An earlier installation of n8n was not finished: starting again');
	await rm(N8N_FOLDER, { recursive: true, force: true });
	await mkdir(N8N_FOLDER, { recursive: true });
	await writeFile(join(N8N_FOLDER, 'package.json'), JSON.stringify({ name: 'n8n-under-test', version: '0.0.0', private: true }));

	console.log(`Installing n8n ${N8N_VERSION} into ${N8N_FOLDER}: once, 3 to 6 minutes, 2.7 GB`);
	const done = reportInstallProgress(N8N_FOLDER);
	try {
		// Lifecycle scripts stay off: one dependency wants to download a binary. Only SQLite has to be compiled.
		await npm('install', '--ignore-scripts', `${NODE_PACKAGE}@${NODE_VERSION}`);
		await npm('install', '--ignore-scripts', '--omit=dev', `n8n@${N8N_VERSION}`);
		console.log('  compiling SQLite');
		await npm('rebuild', '--ignore-scripts=false', 'sqlite3');
	} finally {
		done();
	}
	await run(NODE_BINARY, ['-e', "require('sqlite3')"], { cwd: N8N_FOLDER });
	await writeFile(MARKER, CONTENTS);
	console.log(`n8n is installed, after ${Math.round((Date.now() - began) / 1000)} seconds`);
}

const isComplete = async () => existsSync(MARKER) && (await readFile(MARKER, 'utf8')) === CONTENTS;

const npm = async (command: string, ...args: string[]) =>
	await run('npm', [command, '--save-exact', '--no-audit', '--no-fund', '--loglevel=error', ...args], {
		cwd: N8N_FOLDER,
		env: {
			...process.env,
			PATH: [join(NODE_FOLDER, 'bin'), process.env.PATH].join(delimiter),
			// A native build must use the headers of the Node that will load it.
			npm_config_nodedir: NODE_FOLDER,
		},
	});
