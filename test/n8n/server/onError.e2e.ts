import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { finishedExecution, type SavedExecution } from '../../support/n8n/workflows';
import { node, revokeParameters, WAWP_GROUPS, type NodeFields } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { n8nUnderTest } from './runningN8n';
import { splitGroups, webhookWorkflow } from './webhookWorkflow';

const NODE = 'Revoke';

describe('a group that cannot be revoked, between two that can', () => {
	let bench: Bench;

	/** Each test starts with groups whose codes were never revoked. */
	beforeEach(async () => {
		bench = await startBench();
		bench.groups[1]!.role = 'participant';
	});

	afterEach(async () => await bench.emulator.stop());

	const execute = async (settings: NodeFields): Promise<SavedExecution> => {
		const { rest, credentials } = bench;
		const parameters = revokeParameters('={{ $json.groupId }}', { maxRetries: 1 });
		const revoke = node(NODE, WAWP_GROUPS, parameters, { credentials, ...settings });
		const workflow = await webhookWorkflow(rest, { nodes: [splitGroups(), revoke], respond: 'immediately' });
		await workflow.call({ groupIds: bench.groups.map(({ id }) => id) });
		return await finishedExecution(rest, workflow);
	};

	const items = ({ data }: SavedExecution, output = 0): INodeExecutionData[] =>
		data.resultData.runData[NODE]?.at(-1)?.data?.main?.[output] ?? [];

	const pairedWith = (item: INodeExecutionData | undefined) => [item?.pairedItem].flat();

	const expectRevoked = (item: INodeExecutionData | undefined, at: number) => {
		const { id, liveCode } = bench.groups[at]!;
		expect(item?.json).toMatchObject({ groupId: id, code: liveCode, rotated: true });
		expect(pairedWith(item)).toEqual([expect.objectContaining({ item: at })]);
	};

	const expectFailed = (item: INodeExecutionData | undefined) => {
		expect(item?.json.error).toContain(bench.groups[1]!.id);
		expect(pairedWith(item)).toEqual([expect.objectContaining({ item: 1 })]);
	};

	const expectRevocations = (...expected: number[]) => {
		expect(bench.groups.map(({ revocations }) => revocations)).toEqual(expected);
	};

	it('goes to the error output, paired and with its id, while the others continue in order', async () => {
		const execution = await execute({ onError: 'continueErrorOutput' });

		expect(execution.status).toBe('success');
		expect(items(execution)).toHaveLength(2);
		expectRevoked(items(execution)[0], 0);
		expectRevoked(items(execution)[1], 2);
		expect(items(execution, 1)).toHaveLength(1);
		expectFailed(items(execution, 1)[0]);
		expectRevocations(1, 0, 1);
	});

	it('keeps its position in the only output with "Continue"', async () => {
		const execution = await execute({ onError: 'continueRegularOutput' });

		expect(execution.status).toBe('success');
		expect(items(execution)).toHaveLength(3);
		expectRevoked(items(execution)[0], 0);
		expectFailed(items(execution)[1]);
		expectRevoked(items(execution)[2], 2);
	});

	it('ends the execution with "Stop", and the error contains its id, also in the log, without a stack', async () => {
		const execution = await execute({ onError: 'stopWorkflow' });

		expect(execution.status).toBe('error');
		const { message } = execution.data.resultData.error!;
		expect(message).toContain(bench.groups[1]!.id);
		// A stack would tell a person nothing.
		const log = await readFile(join(n8nUnderTest().folder, 'n8n.log'), 'utf8');
		expect(log).toContain(message);
		expect(log).not.toMatch(/^\s+at /m);
	});

	it('does not make Retry On Fail revoke the other groups twice with "Continue"', async () => {
		const execution = await execute({
			onError: 'continueErrorOutput',
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 100,
		});

		expectRevoked(items(execution)[0], 0);
		expectRevoked(items(execution)[1], 2);
		expectFailed(items(execution, 1)[0]);
		expectRevocations(1, 0, 1);
	});
});
