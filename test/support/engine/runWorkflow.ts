import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
// The extension is required: some loaders look for .json before .ts and would find the codex file.
import { WawpGroups } from '../../../nodes/WawpGroups/WawpGroups.node.ts';
import { CredentialsInMemory } from './credentials';

export const WAWP_GROUPS = 'n8n-nodes-wawp-groups.wawpGroups';
export const CREDENTIAL = { wawpGroupsApi: { id: '1', name: 'Wawp account' } };

/**
 * Replaces all nodes of other packages: the trigger, and any node after ours. It returns its input, so that items have a real source
 * for pairing.
 */
class PassOn implements INodeType {
	description = {
		displayName: 'Pass On',
		name: 'passOn',
		group: ['input'],
		version: [1, 2],
		description: 'Passes its input on',
		defaults: { name: 'Pass On' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	} satisfies INodeTypeDescription;

	async execute(this: IExecuteFunctions) {
		return await Promise.resolve([this.getInputData()]);
	}
}

class NodeTypes implements INodeTypes {
	private readonly wawpGroups = new WawpGroups();
	private readonly passOn = new PassOn();

	constructor(private readonly standIns: Record<string, INodeType>) {}

	getByName(type: string): INodeType {
		return this.standIns[type] ?? (type === WAWP_GROUPS ? this.wawpGroups : this.passOn);
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}

export const nodeTypes: INodeTypes = new NodeTypes({});

/** @param standIns replacements for nodes, by type */
export const nodeTypesWith = (standIns: Record<string, INodeType>): INodeTypes => new NodeTypes(standIns);

/** The data that n8n passes to a run in addition to the workflow. Credentials come from memory. */
export const additionalData = (credentials: CredentialsInMemory, extra: object = {}) =>
	({
		executionId: '1',
		credentialsHelper: credentials,
		restApiUrl: 'http://localhost',
		instanceBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		currentNodeExecutionIndex: 0,
		variables: {},
		setExecutionStatus: () => undefined,
		...extra,
	}) as unknown as IWorkflowExecuteAdditionalData;

export interface WorkflowRun {
	nodes: INode[];
	connections: IConnections;
	/** The name of the node that gets `input`, usually the trigger. */
	start: string;
	input: INodeExecutionData[];
	credential: ICredentialDataDecryptedObject | undefined;
	/** Called when the run has started. `cancel` does what "Stop" in the editor does. */
	onStart?: ((cancel: () => void) => void) | undefined;
	/** Replacements for nodes, by type. Default: a node of another package returns its input. */
	standIns?: Record<string, INodeType>;
	/** What `$execution.id` returns. Default: 1. */
	executionId?: string;
	/** More of what n8n passes to the run. */
	additional?: object;
}

export interface WorkflowResult {
	run: IRun;
	/** The output items of a node's last run. Output 1 is the error branch of a node with one output. */
	items: (node: string, output?: number) => INodeExecutionData[];
	/** The error that ended the run. It is a plain object: check its fields, not its class. */
	error: (Error & { description?: string; httpCode?: string; context: IDataObject }) | undefined;
	credentialReads: number;
}

/** Runs a workflow in the real engine of n8n-core. Only n8n's database and the nodes of other packages are replaced. */
export async function runWorkflow({
	nodes,
	connections,
	start,
	input,
	credential,
	onStart,
	standIns = {},
	executionId = '1',
	additional = {},
}: WorkflowRun): Promise<WorkflowResult> {
	const types = new NodeTypes(standIns);
	const settings = { executionOrder: 'v1' } as const;
	const workflow = new Workflow({ id: 'test', name: 'test', nodes, connections, active: false, nodeTypes: types, settings });
	const base = { id: 'test', name: 'test', nodes, connections } as unknown as IWorkflowBase;
	const hooks = new ExecutionLifecycleHooks('manual', executionId, base);
	const credentials = new CredentialsInMemory(credential);
	const startNode = workflow.getNode(start);
	if (!startNode) throw new Error(`the workflow has no node "${start}"`);
	const runExecutionData = createRunExecutionData({
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: null,
			nodeExecutionStack: [{ node: startNode, data: { main: [input] }, source: null }],
		},
	});
	const running = new WorkflowExecute(
		additionalData(credentials, { hooks, executionId, ...additional }),
		'manual',
		runExecutionData,
	).processRunExecutionData(workflow);
	onStart?.(() => {
		running.cancel();
	});
	const run = await running;
	return {
		run,
		items: (name, output = 0) => run.data.resultData.runData[name]?.at(-1)?.data?.main?.[output] ?? [],
		error: run.data.resultData.error as unknown as WorkflowResult['error'],
		credentialReads: credentials.reads,
	};
}
