import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IRun } from 'n8n-workflow';
import { run } from '../../support/command';
import { SAMPLE_GROUPS, startSampleEmulator } from '../../support/emulator/sample';
import { PROJECT } from '../../support/folders';
import { n8nCommand } from '../../support/n8n/commandLine';
import { readmeCommands } from '../../support/readme';
import { credentialData, CREDENTIAL_TYPE, node, revokeParameters, WAWP_GROUPS } from '../wawpNode';

const GROUP = SAMPLE_GROUPS[0]!;
const CREDENTIAL = { id: 'credential1', name: 'Wawp account' };

const workflow = {
	id: 'workflow1',
	name: 'Revoke',
	active: false,
	settings: {},
	nodes: [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		node('Revoke', WAWP_GROUPS, revokeParameters(GROUP.id), { credentials: { [CREDENTIAL_TYPE]: CREDENTIAL } }),
	],
	connections: { Start: { main: [[{ node: 'Revoke', type: 'main', index: 0 }]] } },
};

/** There is no registry: to install the package file, npm downloads nothing. */
const NO_REGISTRY = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' };

describe('n8n execute, with the package installed by the commands of the README', () => {
	let home: string;
	let printed: string;
	let sample: Awaited<ReturnType<typeof startSampleEmulator>>;

	const importJson = async (what: 'credentials' | 'workflow', content: object) => {
		const file = join(home, `${what}.json`);
		await writeFile(file, JSON.stringify(content));
		await n8nCommand(home, `import:${what}`, `--input=${file}`);
	};

	beforeAll(async () => {
		home = await mkdtemp(join(tmpdir(), 'wawp-groups-n8n-'));
		sample = await startSampleEmulator();
		const commands = ['-e', '-c', readmeCommands('Install')];
		printed = await run('sh', commands, { cwd: PROJECT, env: { ...process.env, ...NO_REGISTRY, HOME: home } });
		await importJson('credentials', [{ ...CREDENTIAL, type: CREDENTIAL_TYPE, data: credentialData(sample.emulator.url) }]);
		await importJson('workflow', workflow);
	});

	afterAll(async () => {
		await sample.emulator.stop();
		await rm(home, { recursive: true, force: true });
	});

	it('prints the path of the package file and the command of the README that installs it', () => {
		const command = /^npm install .*$/m.exec(readmeCommands('Install'))?.[0] ?? '';
		const [tarball = ''] = /\S+\.tgz$/.exec(command) ?? [];
		expect(printed).toContain(`Packed ${join(PROJECT, tarball)}\n`);
		expect(printed).toContain(`  ${command.replace(tarball, join(PROJECT, tarball))}\n`);
	});

	it('revokes the invite code of a group and outputs the new one', async () => {
		const output = await n8nCommand(home, 'execute', '--id', workflow.id, '--rawOutput');

		const { data, status } = JSON.parse(output.slice(output.indexOf('{'))) as IRun;
		expect(status).toBe('success');
		const [item] = data.resultData.runData.Revoke?.[0]?.data?.main?.[0] ?? [];
		const group = sample.instance.groups.get(GROUP.id)!;
		expect(item?.json).toMatchObject({ groupId: GROUP.id, code: group.liveCode, rotated: true });
		expect(group.liveCode).not.toBe(GROUP.firstCode);
		expect(group.isDead(GROUP.firstCode)).toBe(true);
		expect(group.revocations).toBe(1);
	});
});
