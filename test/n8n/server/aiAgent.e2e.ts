import type { INode } from 'n8n-workflow';
import { finishedExecution, saveCredential } from '../../support/n8n/workflows';
import { node, revokeParameters, WAWP_GROUPS } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { ScriptedChatModel } from './chatModel';
import { askQuestion, questionParameters, sendAnswer } from './question';
import { to, WEBHOOK, webhookWorkflow, type WebhookWorkflow } from './webhookWorkflow';

const TOOL = `${WAWP_GROUPS}Tool`;

describe('the node as a tool of an AI Agent', () => {
	let bench: Bench;
	let model: ScriptedChatModel;

	beforeAll(async () => {
		bench = await startBench();
		model = await new ScriptedChatModel({ group: bench.groups[0]!.id }).start();
	});

	afterAll(async () => {
		await model.stop();
		await bench.emulator.stop();
	});

	it('is available in n8n in addition to the node itself, also for human review', async () => {
		const names = (await bench.rest.nodeTypes()).map(({ name }) => name);
		expect(names.filter((name) => name.startsWith('n8n-nodes-wawp-groups.')).sort()).toEqual(
			expect.arrayContaining([WAWP_GROUPS, TOOL, `${WAWP_GROUPS}HitlTool`]),
		);
	});

	/** A workflow in which an agent may revoke. @param review a node between the agent and the tool */
	async function agentWorkflow(bench: Bench, review: INode[] = []): Promise<WebhookWorkflow> {
		const { rest, credentials } = bench;
		const data = { apiKey: 'none', url: model.url };
		const openAiApi = await saveCredential(rest, { name: 'Scripted model', type: 'openAiApi', data });
		const groupId = "={{ $fromAI('group', 'ID of the WhatsApp group', 'string') }}";
		const agent = node('AI Agent', '@n8n/n8n-nodes-langchain.agent', {
			promptType: 'define',
			text: 'Renew the link',
			options: {},
		});
		const chat = node(
			'Chat Model',
			'@n8n/n8n-nodes-langchain.lmChatOpenAi',
			{ model: { __rl: true, mode: 'id', value: 'scripted' }, responsesApiEnabled: false, options: {} },
			{ credentials: { openAiApi } },
		);
		const tool = node('Revoke', TOOL, revokeParameters(groupId), { credentials });
		const chain = [tool, ...review, agent];
		return await webhookWorkflow(rest, {
			nodes: [{ ...agent, typeVersion: 3.1 }, { ...chat, typeVersion: 1.3 }, tool, ...review],
			connections: {
				[WEBHOOK]: { main: [[to(agent.name)]] },
				[chat.name]: { ai_languageModel: [[{ ...to(agent.name), type: 'ai_languageModel' }]] },
				...Object.fromEntries(
					chain.slice(0, -1).map(({ name }, at) => [name, { ai_tool: [[{ ...to(chain[at + 1]!.name), type: 'ai_tool' }]] }]),
				),
			},
			respond: review.length > 0 ? 'immediately' : 'when finished',
		});
	}

	it('revokes the invite code of the group that the model chooses', async () => {
		const group = bench.groups[0]!;
		const oldCode = group.liveCode;
		const workflow = await agentWorkflow(bench);

		const response = await (await workflow.call({})).text();

		expect(response).toContain(group.liveCode);
		expect(group.isDead(oldCode)).toBe(true);
		expect(group.revocations).toBe(1);
		expect(model.requests[0]?.tools?.[0]?.function.description).toMatch(/revoke/i);
		expect(await finishedExecution(bench.rest, workflow)).toMatchObject({ status: 'success' });
	});

	it.each([
		['approve', 1],
		['decline', 0],
	])('with human review, the tool runs only after a person has approved it: %s', async (answer, revokes) => {
		const group = bench.groups[0]!;
		const before = group.revocations;
		model.toolArguments = { toolParameters: { group: group.id }, hitlParameters: {} };
		const approvalOptions = { values: { approvalType: 'double' } };
		const review = node(
			'Review',
			`${WAWP_GROUPS}HitlTool`,
			questionParameters({ approvalOptions, message: '=May I? {{ $tool.name }}' }),
			{ credentials: bench.credentials },
		);
		const workflow = await agentWorkflow(bench, [review]);

		const link = await askQuestion(bench.rest, bench.instance, workflow);
		expect(group.revocations).toBe(before);
		expect((await sendAnswer(link, { answer })).status).toBe(200);

		expect(await finishedExecution(bench.rest, workflow)).toMatchObject({ status: 'success' });
		expect(group.revocations).toBe(before + revokes);
	});
});
