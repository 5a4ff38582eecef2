import { Emulator } from './server';
import type { Instance } from './world';

/** The account that the demo, the emulator and the editor use. The values are made up and give access to nothing. */
export const SAMPLE_ACCOUNT = { instanceId: 'emulated0001', accessToken: 'emulated-access-token' };

export const SAMPLE_GROUPS = [
	{ id: '120363000000000001@g.us', name: 'Neighbours', firstCode: 'OldNeighboursCode00001' },
	{ id: '120363000000000002@g.us', name: 'Book Club', firstCode: 'OldBookClubCode0000002' },
	{ id: '201000000000-1400000000@g.us', name: 'Football (since 2014)', firstCode: 'OldFootballCode0000003' },
];

/**
 * Starts an emulator with one connected account that is an admin of three groups.
 *
 * @param port 0 for any free port
 * @throws an Error with the next step if the port is in use
 */
export async function startSampleEmulator(port = 0): Promise<{ emulator: Emulator; instance: Instance }> {
	const emulator = new Emulator();
	const instance = emulator.addInstance(SAMPLE_ACCOUNT.instanceId, SAMPLE_ACCOUNT.accessToken);
	for (const { id, name, firstCode } of SAMPLE_GROUPS) instance.addGroup(id, name, firstCode);
	try {
		await emulator.start(port);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		throw new Error(`Port ${port} is in use: stop the program that uses it, or set PORT to another number`);
	}
	return { emulator, instance };
}
