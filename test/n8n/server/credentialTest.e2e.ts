import type { SessionStatus } from '../../support/emulator/world';
import { freePort } from '../../support/n8n/freePort';
import { startBench, testCredential, type Bench } from './bench';

describe('the test of a credential', () => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await startBench();
	});

	afterAll(async () => await bench.emulator.stop());

	it.each(['body', 'query', 'header'])('passes for a connected session with credentials in the %s', async (sendCredentialsIn) => {
		expect(await testCredential(bench, { sendCredentialsIn })).toMatch(/^OK: /);
	});

	it('reports a wrong token', async () => {
		expect(await testCredential(bench, { accessToken: 'another-token' })).toMatch(/^Error: .*did not accept the access token/);
	});

	it('reports an unknown instance', async () => {
		expect(await testCredential(bench, { instanceId: 'another00001' })).toMatch(/^Error: .*has no session for this instance ID/);
	});

	// n8n shows only the code. The description of the field explains it.
	it('reports an address that cannot be reached with the code of the failure', async () => {
		expect(await testCredential(bench, { baseUrl: `http://127.0.0.1:${await freePort()}` })).toBe('Error: ECONNREFUSED');
	});

	it.each<[SessionStatus, string]>([
		['SCAN_QR_CODE', 'scan its QR code'],
		['STARTING', 'wait a minute'],
		['STOPPED', 'start it'],
		['FAILED', 'restart it'],
		['PASSKEY_REQUIRED', 'passkey'],
		['PASSKEY_CONFIRMATION_REQUIRED', 'confirm the new device'],
	])('shows the next step for a session with status %s', async (status, advice) => {
		bench.instance.status = status;
		expect(await testCredential(bench)).toMatch(new RegExp(`^Error: .*${advice}`));
		bench.instance.status = 'WORKING';
	});
});
