import { finishedExecution, saveCredential } from '../../support/n8n/workflows';
import { node, revokeParameters, WAWP_GROUPS } from '../wawpNode';
import { startBench, type Bench } from './bench';
import { ScriptedChatModel } from './chatModel';
import { to, WEBHOOK, webhookWorkflow } from './webhookWorkflow';

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

	it('is available in n8n in addition to the node itself', async () => {
		const names = (await bench.rest.nodeTypes()).map(({ name }) => name);
		expect(names.filter((name) => name.startsWith('n8n-nodes-wawp-groups.')).sort()).toEqual(
			expect.arrayContaining([WAWP_GROUPS, TOOL]),
		);
	});

	it('revokes the invite code of the group that the model chooses', async () => {
		const group = bench.groups[0]!;
		const oldCode = group.liveCode;
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
		const workflow = await webhookWorkflow(rest, {
			nodes: [
				{ ...agent, typeVersion: 3.1 },
				{ ...chat, typeVersion: 1.3 },
				node('Revoke', TOOL, revokeParameters(groupId), { credentials }),
			],
			connections: {
				[WEBHOOK]: { main: [[to(agent.name)]] },
				[chat.name]: { ai_languageModel: [[{ ...to(agent.name), type: 'ai_languageModel' }]] },
				Revoke: { ai_tool: [[{ ...to(agent.name), type: 'ai_tool' }]] },
			},
			respond: 'when finished',
		});

		const response = await (await workflow.call({})).text();

		expect(response).toContain(group.liveCode);
		expect(group.isDead(oldCode)).toBe(true);
		expect(group.revocations).toBe(1);
		expect(model.requests[0]?.tools?.[0]?.function.description).toMatch(/revoke/i);
		expect(await finishedExecution(rest, workflow)).toMatchObject({ status: 'success' });
	});
});
