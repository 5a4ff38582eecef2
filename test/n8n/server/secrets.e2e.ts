import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finishedExecution } from '../../support/n8n/workflows';
import type { Fault } from '../../support/emulator/faults';
import { SAMPLE_ACCOUNT } from '../../support/emulator/sample';
import { node, revokeParameters, WAWP_GROUPS, WEBHOOK_SECRET, type NodeFields } from '../wawpNode';
import { searchGroups, startBench, testCredential, type Bench } from './bench';
import { n8nUnderTest } from './runningN8n';
import { webhookWorkflow } from './webhookWorkflow';

const SECRETS = [...Object.values(SAMPLE_ACCOUNT), WEBHOOK_SECRET];
const ALWAYS = 100;

/** The planned faults. An echo repeats the whole request, including the credentials. */
const faults: Fault[] = [
	{ kind: 'slow', times: ALWAYS },
	{ kind: 'echo', times: ALWAYS },
	{ kind: 'echo', times: ALWAYS, moment: 'after the change' },
	{ kind: 'drop', times: ALWAYS },
];
const settings: NodeFields[] = [{ onError: 'stopWorkflow' }, { onError: 'continueErrorOutput' }];

describe('the secrets of the credential', () => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await startBench();
	});

	afterEach(() => bench.emulator.reset());

	afterAll(async () => await bench.emulator.stop());

	// Compares only the list of found secrets, because a message with a whole database would be unreadable.
	const expectNoSecret = (text: string) => {
		expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
	};

	const cases = faults.flatMap((fault) => settings.map((setting) => ({ fault, setting })));

	it.each(cases)(
		'do not appear in a response or a saved execution: $fault.kind, $setting.onError',
		async ({ fault, setting }) => {
			const { rest, emulator, credentials, groups } = bench;
			emulator.faults.plan(fault);
			const parameters = revokeParameters('={{ $json.body.groupId }}', { maxRetries: 1 });
			const revoke = node('Revoke', WAWP_GROUPS, parameters, { credentials, ...setting });
			const workflow = await webhookWorkflow(rest, { nodes: [revoke], respond: 'when finished' });

			const response = await workflow.call({ groupId: groups[0]!.id });

			expectNoSecret(await response.text());
			const { id, status, data } = await finishedExecution(rest, workflow);
			expect(status).toBe(fault.kind !== 'slow' && setting.onError === 'stopWorkflow' ? 'error' : 'success');
			expectNoSecret(JSON.stringify(data));
			expectNoSecret(JSON.stringify(await rest.get(`/executions/${id}`)));
			expect(emulator.calls.some(({ body }) => body.access_token === SAMPLE_ACCOUNT.accessToken)).toBe(true);
		},
	);

	it('do not appear in the messages of the credential test and the list of groups', async () => {
		bench.emulator.faults.plan({ kind: 'echo', times: ALWAYS });
		expectNoSecret(await testCredential(bench));
		await expect(searchGroups(bench)).rejects.not.toThrow(new RegExp(SECRETS.join('|')));
	});

	it("do not appear in n8n's log and database", async () => {
		const { folder } = n8nUnderTest();
		const data = join(folder, '.n8n');
		const databases = (await readdir(data)).filter((name) => name.includes('sqlite')).map((name) => join(data, name));
		const log = await readFile(join(folder, 'n8n.log'), 'latin1');
		const saved = (await Promise.all(databases.map(async (path) => await readFile(path, 'latin1')))).join('');
		// Makes sure that both contain the expected data in plain text.
		expect(log.includes('Workflow execution finished')).toBe(true);
		expect(saved.includes(bench.groups[0]!.id)).toBe(true);
		expectNoSecret(log);
		expectNoSecret(saved);
	});
});
