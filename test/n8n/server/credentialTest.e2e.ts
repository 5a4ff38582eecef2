import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { SessionStatus } from '../../emulator/world';
import { credentialData, CREDENTIAL_TYPE } from '../wawpNode';
import { startBench, type Bench } from './bench';

describe('the test of a credential', () => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await startBench();
	});

	afterAll(async () => await bench.emulator.stop());

	const testCredential = async (data: ICredentialDataDecryptedObject = {}) =>
		await bench.rest.post<{ status: 'OK' | 'Error'; message: string }>('/credentials/test', {
			credentials: {
				id: '',
				name: 'Wawp account',
				type: CREDENTIAL_TYPE,
				data: { ...credentialData(bench.emulator.url), ...data },
			},
		});

	it.each(['body', 'query', 'header'])('passes for a connected session with credentials in the %s', async (sendCredentialsIn) => {
		expect(await testCredential({ sendCredentialsIn })).toMatchObject({ status: 'OK' });
	});

	it('says that the token is wrong', async () => {
		expect(await testCredential({ accessToken: 'another-token' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('did not accept the access token'),
		});
	});

	it('says that the instance is unknown', async () => {
		expect(await testCredential({ instanceId: 'another00001' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('knows no session for this instance ID'),
		});
	});

	it.each<[SessionStatus, string]>([
		['SCAN_QR_CODE', 'scan its QR code'],
		['STARTING', 'wait a minute'],
		['STOPPED', 'start it'],
		['FAILED', 'restart it'],
		['PASSKEY_REQUIRED', 'passkey'],
		['PASSKEY_CONFIRMATION_REQUIRED', 'confirm the new device'],
	])('says what to do for a session that is %s', async (status, advice) => {
		bench.instance.status = status;
		expect(await testCredential()).toEqual({ status: 'Error', message: expect.stringContaining(advice) });
		bench.instance.status = 'WORKING';
	});
});
