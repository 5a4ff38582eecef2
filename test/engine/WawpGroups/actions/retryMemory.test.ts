import type { IDataObject, INode } from 'n8n-workflow';
import { Bench } from '../../../support/engine/bench';
import { useFastClock } from '../../../support/engine/fastClock';
import { locator } from '../../../support/engine/runNode';
import { CREDENTIAL, runWorkflow, WAWP_GROUPS } from '../../../support/engine/runWorkflow';
import { workflowNode } from '../../../support/engine/workflowNode';

useFastClock();

const P1 = '201234567891@c.us';
const TO_P1 = locator('id', P1);
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

// Each operation has its own test of the tries of one run: "Retry On Fail ...". `toolCall.test.ts` has those of a tool call.
describe('the memory of a run belongs to this run only', () => {
	const bench = new Bench('send', 'message');

	test('two nodes with the same items each send their message', async () => {
		const parameters = { resource: 'message', operation: 'send', sendTo: TO_P1, message: '={{ $json.text }}' };
		const send = (name: string) =>
			workflowNode(name, WAWP_GROUPS, { parameters, credentials: CREDENTIAL, ...RETRY, onError: 'continueErrorOutput' });
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
		const { items } = await runWorkflow({
			nodes: [workflowNode('Trigger', 'trigger'), send('First'), send('Second')],
			connections: { Trigger: { main: [[to('First'), to('Second')]] } },
			start: 'Trigger',
			input: [{ json: { text: 'Hello' } }],
			credential: bench.credential,
		});
		const of = (output: number) => ['First', 'Second'].flatMap((name) => items(name, output));
		expect([of(0), of(1)].map(({ length }) => length)).toEqual([1, 1]);
		expect(bench.account.messages).toHaveLength(2);
	});

	test('a later round of a loop with the same items sends again after an unclear outcome', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		const { success } = await bench.run({
			parameters: { sendTo: TO_P1, message: 'Hello' },
			settings: { ...RETRY, onError: 'continueErrorOutput' },
			runs: 2,
		});
		expect(success).toHaveLength(1);
		expect(bench.account.messages).toHaveLength(2);
	});

	test('an execution with items of the same data sends again', async () => {
		const input: IDataObject[] = [{ id: 1 }];
		const run = async () => await bench.run({ input, parameters: { sendTo: TO_P1, message: 'Hello' }, settings: RETRY });
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		expect((await run()).error!.message).toContain('It is not known whether');
		expect((await run()).success).toHaveLength(1);
		expect(bench.account.messages).toHaveLength(2);
	});
});
