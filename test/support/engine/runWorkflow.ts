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
// With its extension, or a loader that looks for .json before .ts finds the codex file beside it.
import { WawpGroups } from '../../../nodes/WawpGroups/WawpGroups.node.ts';
import { CredentialsInMemory } from './credentials';

export const WAWP_GROUPS = 'n8n-nodes-wawp-groups.wawpGroups';
export const CREDENTIAL = { wawpGroupsApi: { id: '1', name: 'Wawp account' } };

/**
 * Stands in for every node but ours: a trigger that was fired, or whatever comes after. It hands its input on, so that
 * items have a real source to be paired with.
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
		return type === WAWP_GROUPS ? this.wawpGroups : (this.standIns[type] ?? this.passOn);
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}

export const nodeTypes: INodeTypes = new NodeTypes({});

/** What n8n hands to a run beside the workflow; credentials come from memory. */
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
	/** The node that gets `input`: usually the trigger. */
	start: string;
	input: INodeExecutionData[];
	credential: ICredentialDataDecryptedObject | undefined;
	/** Called once the run has begun, with what "Stop" in the editor does. */
	onStart?: ((cancel: () => void) => void) | undefined;
	/** For nodes of other packages, by type; without one, a node passes its input on. */
	standIns?: Record<string, INodeType>;
}

export interface WorkflowResult {
	run: IRun;
	/** The output items of a node's last run; output 1 is the error branch of a node with one output. */
	items: (node: string, output?: number) => INodeExecutionData[];
	/** What ended the run: a plain object, so look at its fields and not at its class. */
	error: (Error & { description?: string; httpCode?: string; context: IDataObject }) | undefined;
	credentialReads: number;
}

/** Runs a workflow in the real engine of n8n-core; only n8n's database and the nodes of other packages are replaced. */
export async function runWorkflow({
	nodes,
	connections,
	start,
	input,
	credential,
	onStart,
	standIns = {},
}: WorkflowRun): Promise<WorkflowResult> {
	const types = new NodeTypes(standIns);
	const settings = { executionOrder: 'v1' } as const;
	const workflow = new Workflow({ id: 'test', name: 'test', nodes, connections, active: false, nodeTypes: types, settings });
	const base = { id: 'test', name: 'test', nodes, connections } as unknown as IWorkflowBase;
	const hooks = new ExecutionLifecycleHooks('manual', '1', base);
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
	const running = new WorkflowExecute(additionalData(credentials, { hooks }), 'manual', runExecutionData).processRunExecutionData(
		workflow,
	);
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
