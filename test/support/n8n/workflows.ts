import { parse } from 'flatted';
import type {
	ExecutionStatus,
	IConnections,
	ICredentialDataDecryptedObject,
	INode,
	IRunExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { until } from '../until';
import type { RestClient } from './restClient';

export interface WorkflowContent {
	name: string;
	nodes: INode[];
	connections: IConnections;
}

export interface SavedWorkflow {
	id: string;
	versionId: string;
}

export interface SavedExecution {
	id: string;
	status: ExecutionStatus;
	/** `error` if the execution handles the failure of another one. */
	mode: WorkflowExecuteMode;
	data: IRunExecutionData;
}

/** @returns the reference for the nodes that use the credential */
export async function saveCredential(
	rest: RestClient,
	credential: { name: string; type: string; data: ICredentialDataDecryptedObject },
): Promise<{ id: string; name: string }> {
	const { id } = await rest.post<{ id: string }>('/credentials', credential);
	return { id, name: credential.name };
}

export const saveWorkflow = async (rest: RestClient, workflow: WorkflowContent) =>
	await rest.post<SavedWorkflow>('/workflows', {
		...workflow,
		active: false,
		// Without it, n8n stores null, and the editor's second "Execute step" fails.
		pinData: {},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all', saveDataErrorExecution: 'all' },
	});

/** Saves a new version of a workflow. Does not publish it. */
export const updateWorkflow = async (rest: RestClient, { id, versionId }: SavedWorkflow, workflow: WorkflowContent) =>
	await rest.patch<SavedWorkflow>(`/workflows/${id}`, { ...workflow, versionId });

export const activate = async (rest: RestClient, { id, versionId }: SavedWorkflow) =>
	await rest.post(`/workflows/${id}/activate`, { versionId });

export async function deactivate(rest: RestClient, { id }: SavedWorkflow): Promise<void> {
	const { versionId } = await rest.get<SavedWorkflow>(`/workflows/${id}`);
	await rest.post(`/workflows/${id}/deactivate`, { versionId });
}

/**
 * Waits until n8n has published a workflow with one trigger, or given up. n8n does both in the background.
 *
 * @returns the status that the editor shows, and the error of the trigger
 */
export async function publication(
	rest: RestClient,
	{ id }: SavedWorkflow,
	timeout?: { seconds: number },
): Promise<{ status: string; error: string | undefined }> {
	interface Publication {
		status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
		triggers: Array<{ errorMessage: string | null }>;
	}
	const read = async () => await rest.get<Publication>(`/workflows/${id}/publication-status`);
	const { status, triggers } = await until(
		`n8n has published workflow ${id} or given up`,
		async () => {
			const now = await read();
			return ['not_published', 'in_progress'].includes(now.status) ? undefined : now;
		},
		timeout,
	);
	return { status, error: triggers[0]?.errorMessage ?? undefined };
}

/** The latest executions of a workflow (at most 100), newest first, without their data. */
export async function executionsOf(rest: RestClient, { id }: SavedWorkflow): Promise<Array<Omit<SavedExecution, 'data'>>> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await rest.get<{ results: SavedExecution[] }>(`/executions?filter=${filter}&limit=100`);
	return results;
}

const UNFINISHED: ExecutionStatus[] = ['new', 'running', 'waiting', 'unknown'];

/** Waits until the only execution of a workflow has finished, and reads it with its data. */
export async function finishedExecution(
	rest: RestClient,
	workflow: SavedWorkflow,
	timeout?: { seconds: number },
): Promise<SavedExecution> {
	const { id } = await until(
		`the execution of workflow ${workflow.id} has finished`,
		async () => (await executionsOf(rest, workflow)).find(({ status }) => !UNFINISHED.includes(status)),
		timeout,
	);
	return await readExecution(rest, id);
}

/** Reads an execution with its data. */
export async function readExecution(rest: RestClient, id: string): Promise<SavedExecution> {
	const saved = await rest.get<Omit<SavedExecution, 'data'> & { data: string }>(`/executions/${id}`);
	return { ...saved, data: parse(saved.data) as IRunExecutionData };
}
