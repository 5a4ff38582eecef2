/** `npm run emulator` runs only the emulated Wawp API, until Ctrl-C. Set PORT to choose another port (default 8787). */
import { SAMPLE_ACCOUNT, startSampleEmulator } from '../test/support/emulator/sample';
import { WAVE_HELP, waveOnCommand } from '../test/support/emulator/waveOnCommand';

async function main(): Promise<void> {
	const { emulator, instance } = await startSampleEmulator(Number(process.env.PORT ?? 8787));
	console.log(`Emulated Wawp API on ${emulator.url} (press Ctrl-C to stop)\n`);
	console.log('Credential for n8n:');
	console.log(
		`  Instance ID   ${SAMPLE_ACCOUNT.instanceId}\n  Access Token  ${SAMPLE_ACCOUNT.accessToken}\n  Base URL      ${emulator.url}\n`,
	);
	console.log('Groups:');
	for (const { id, name, liveCode } of instance.groups.values()) console.log(`  ${id}  ${name}, code ${liveCode}`);
	console.log(`\n${WAVE_HELP}\n\nCalls:`);
	waveOnCommand(emulator, instance);
	emulator.on('call', ({ method, url }) => console.log(`  ${method} ${url.split('?')[0] ?? ''}`));
	process.once('SIGINT', () => void emulator.stop().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
