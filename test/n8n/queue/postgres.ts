import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../../support/n8n/freePort';
import { requireProgram } from '../../support/programs';
import { startService, unprivileged, type Service } from './service';

export const DATABASE_USER = 'n8n';

/** On Debian, the server's programs are not in the PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';
const programFolders = () =>
	existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).map((version) => join(DEBIAN_FOLDER, version, 'bin')) : [];

/** Starts a PostgreSQL server for the test, on loopback and in a temporary folder. */
export async function startPostgres(): Promise<Service> {
	const initdb = await requireProgram('initdb', { debianPackage: 'postgresql', folders: programFolders });
	const user = unprivileged('postgres');
	const folder = await mkdtemp(join(tmpdir(), 'wawp-groups-postgres-'));
	if (user) await chown(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const options = ['-D', data, '-U', DATABASE_USER, '--auth=trust', '--encoding=UTF8', '--no-sync'];
	execFileSync(initdb, options, { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'], ...user });

	const port = await freePort();
	const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'];
	const server = await startService(join(dirname(initdb), 'postgres'), args, { port, user, stopSignal: 'SIGINT' });
	return {
		port,
		stop: async () => {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
