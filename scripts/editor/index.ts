/**
 * `npm run editor` starts n8n's editor on this machine, with this package installed as a user installs it, against an emulated Wawp
 * API. It runs until Ctrl-C. Set PORT to choose another port (default 5678). Its data stays in `.cache/editor` for the next start.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../test/support/command';
import { SAMPLE_ACCOUNT, startSampleEmulator } from '../../test/support/emulator/sample';
import { WAVE_HELP, waveOnCommand } from '../../test/support/emulator/waveOnCommand';
import { CACHE, PROJECT } from '../../test/support/folders';
import { assertFree, freePort } from '../../test/support/n8n/freePort';
import { installN8n } from '../../test/support/n8n/install';
import { installPackage } from '../../test/support/n8n/installPackage';
import { packPackage } from '../../test/support/n8n/pack';
import { startProcess } from '../../test/support/n8n/process';
import { OWNER, RestClient } from '../../test/support/n8n/restClient';
import { exitOnSignal, onSignal } from './signals';
import { provideCredential, provideExamples, provideTables } from './provide';

const port = Number(process.env.PORT ?? 5678);
const folder = join(CACHE, 'editor');

async function main(): Promise<void> {
	exitOnSignal();
	await assertFree(port);
	await installN8n();

	console.log('Building the package and installing it into n8n ...');
	await run('npm', ['run', '--silent', 'build'], { cwd: PROJECT });
	await mkdir(folder, { recursive: true });
	await installPackage(folder, (await packPackage()).tarball);

	console.log('Starting n8n (10 to 20 seconds) ...');
	const { emulator, instance } = await startSampleEmulator();
	const logFile = join(folder, 'n8n.log');
	const n8n = await startProcess({ home: folder, port, brokerPort: await freePort(), logFile, detached: true });
	onSignal(async () => {
		console.log('\nStopping n8n ...');
		await n8n.stop();
		await emulator.stop();
	});

	const rest = await new RestClient(n8n.url).signIn();
	const credential = await provideCredential(rest, {
		...SAMPLE_ACCOUNT,
		baseUrl: emulator.url,
		webhookSecret: 'chosen-by-the-owner',
	});
	const examples = await provideExamples(rest, credential);
	await provideTables(rest, [...instance.groups.keys()]);

	console.log(`\nEditor:        ${n8n.url}`);
	console.log(`Sign in with:  ${OWNER.email}  ${OWNER.password}\n`);
	console.log(`Emulated Wawp API: ${emulator.url} (credential "${credential.name}")\nGroups:`);
	for (const { id, name, liveCode } of instance.groups.values()) console.log(`  ${id}  ${name}, code ${liveCode}`);
	console.log(`\nWorkflows:${examples.map(({ id, name }) => `\n  ${n8n.url}/workflow/${id}  ${name}`).join('')}`);
	console.log(`\nLog of n8n: ${logFile}\n\nPress Ctrl-C to stop. ${WAVE_HELP}\n\nCalls to the emulated API:`);
	emulator.on('call', ({ method, url }) => console.log(`  ${method} ${url.split('?')[0] ?? ''}`));
	waveOnCommand(emulator, instance);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
