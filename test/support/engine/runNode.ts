import {
	NodeConnectionTypes,
	type IBinaryKeyData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
} from 'n8n-workflow';
import { CREDENTIAL, runWorkflow, WAWP_GROUPS, type WorkflowResult } from './runWorkflow';
import { workflowNode } from './workflowNode';

const TRIGGER = 'Trigger';
const NODE = 'Wawp Groups';

export interface NodeRun {
	parameters: INodeParameters;
	/** The json of each input item. Default: one empty item. */
	input?: IDataObject[];
	/** The files of each input item. */
	binaries?: IBinaryKeyData[];
	credential?: ICredentialDataDecryptedObject | undefined;
	/** The node's own settings, e.g. `onError`, `retryOnFail`. */
	settings?: Partial<INode>;
	/** Called when the run has started. `cancel` does what "Stop" in the editor does. */
	onStart?: (cancel: () => void) => void;
	/** How often the trigger starts the node within one execution, as in a loop. Default: 1. */
	runs?: number;
}

export interface NodeResult extends Omit<WorkflowResult, 'items'> {
	success: INodeExecutionData[];
	/** The items of the branch that "Continue (using error output)" adds. */
	errorBranch: INodeExecutionData[];
	/** The hints that the node shows in its output panel. */
	hints: string[];
}

/** Runs the Wawp Groups node in a workflow with a trigger. */
export async function runNode({
	parameters,
	input = [{}],
	binaries = [],
	credential,
	settings,
	onStart,
	runs = 1,
}: NodeRun): Promise<NodeResult> {
	const { items, ...result } = await runWorkflow({
		nodes: [
			workflowNode(TRIGGER, 'trigger', {}),
			workflowNode(NODE, WAWP_GROUPS, { parameters, credentials: CREDENTIAL, ...settings }),
		],
		connections: {
			[TRIGGER]: { main: [Array.from({ length: runs }, () => ({ node: NODE, type: NodeConnectionTypes.Main, index: 0 }))] },
		},
		start: TRIGGER,
		input: input.map((json, at) => ({ json, ...(binaries[at] && { binary: binaries[at] }) })),
		credential,
		onStart,
	});
	const hints = result.run.data.resultData.runData[NODE]?.at(-1)?.hints ?? [];
	return { ...result, success: items(NODE), errorBranch: items(NODE, 1), hints: hints.map(({ message }) => message) };
}

/** The value of a resource locator. @param value an id or an expression */
export const locator = (mode: string, value: unknown) => ({ __rl: true, mode, value }) as INodeParameters;

/** The value of the "Group" field in the mode "ID". @param value an id or an expression */
export const groupById = (value: unknown) => locator('id', value);
