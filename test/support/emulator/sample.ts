import { Emulator } from './server';
import type { Instance } from './world';

/** The account that everything runnable by hand uses; the values are made up and open nothing. */
export const SAMPLE_ACCOUNT = { instanceId: 'emulated0001', accessToken: 'emulated-access-token' };

export const SAMPLE_GROUPS = [
	{ id: '120363000000000001@g.us', name: 'Neighbours', firstCode: 'OldNeighboursCode00001' },
	{ id: '120363000000000002@g.us', name: 'Book Club', firstCode: 'OldBookClubCode0000002' },
	{ id: '201000000000-1400000000@g.us', name: 'Football (since 2014)', firstCode: 'OldFootballCode3' },
];

/**
 * Starts an emulator with one connected account that is an admin of three groups.
 *
 * @throws an Error that says so when the port is taken
 */
export async function startSampleEmulator(port = 0): Promise<{ emulator: Emulator; instance: Instance }> {
	const emulator = new Emulator();
	const instance = emulator.addInstance(SAMPLE_ACCOUNT.instanceId, SAMPLE_ACCOUNT.accessToken);
	for (const { id, name, firstCode } of SAMPLE_GROUPS) instance.addGroup(id, name, firstCode);
	try {
		await emulator.start(port);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		throw new Error(`Port ${port} is taken: stop the program that uses it, or set PORT to another number`);
	}
	return { emulator, instance };
}
