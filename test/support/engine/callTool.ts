import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IRun,
} from 'n8n-workflow';
// The extension is required: some loaders look for .json before .ts and would find the codex file.
import { WawpGroups } from '../../../nodes/WawpGroups/WawpGroups.node.ts';
import type { NodeRun } from './runNode';
import { CREDENTIAL, runWorkflow, WAWP_GROUPS } from './runWorkflow';
import { workflowNode } from './workflowNode';

export interface ToolRun extends Pick<NodeRun, 'parameters' | 'credential' | 'settings'> {
	/** The arguments of each call. One call follows the other. */
	calls: IDataObject[];
}

export interface ToolResult {
	/** For each call, the text that the model gets, or the message of the error that the tool throws. */
	answers: Array<{ text: string } | { error: string }>;
	run: IRun;
}

/** The caller's view of a tool of LangChain. */
interface Tool {
	invoke: (toolArguments: IDataObject) => Promise<string>;
}

const TRIGGER = 'Trigger';
const CALLER = 'Caller';
const TOOL = 'Wawp Groups Tool';

/**
 * Calls the node as an AI tool in the way of MCP triggers and older agents: they call it themselves, n8n's engine does not run it. The
 * caller is a stand-in. The tool, its retries and its context are n8n's own.
 */
export async function callTool({ parameters, credential, settings, calls }: ToolRun): Promise<ToolResult> {
	const answers: ToolResult['answers'] = [];
	const caller: INodeType = {
		description: description({ inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool] }),
		async execute(this: IExecuteFunctions) {
			const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			if (!tool) throw new Error('no tool is connected');
			for (const toolArguments of calls) {
				answers.push(
					await tool.invoke(toolArguments).then(
						(text) => ({ text }),
						(error: unknown) => ({ error: (error as Error).message }),
					),
				);
			}
			return [this.getInputData()];
		},
	};
	const { run } = await runWorkflow({
		nodes: [
			workflowNode(TRIGGER, 'trigger'),
			workflowNode(CALLER, 'caller'),
			workflowNode(TOOL, `${WAWP_GROUPS}Tool`, { parameters, credentials: CREDENTIAL, ...settings }),
		],
		connections: {
			[TRIGGER]: { main: [[{ node: CALLER, type: NodeConnectionTypes.Main, index: 0 }]] },
			[TOOL]: { [NodeConnectionTypes.AiTool]: [[{ node: CALLER, type: NodeConnectionTypes.AiTool, index: 0 }]] },
		},
		start: TRIGGER,
		input: [{ json: {} }],
		credential,
		standIns: { caller, [`${WAWP_GROUPS}Tool`]: asTool(new WawpGroups()) },
	});
	return { answers, run };
}

/** Changes the connections of a node type, as n8n does for `usableAsTool`. */
const asTool = (type: INodeType): INodeType =>
	Object.assign(type, { description: { ...type.description, inputs: [], outputs: [NodeConnectionTypes.AiTool] } });

const description = ({ inputs }: Pick<INodeTypeDescription, 'inputs'>): INodeTypeDescription => ({
	displayName: 'Caller',
	name: 'caller',
	group: ['transform'],
	version: 1,
	description: 'Calls the connected tool',
	defaults: { name: 'Caller' },
	inputs,
	outputs: [NodeConnectionTypes.Main],
	properties: [],
});
