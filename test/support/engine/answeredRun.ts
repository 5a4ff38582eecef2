import { Workflow, type INodeExecutionData, type IRun } from 'n8n-workflow';
import type { Question } from '../../../nodes/wawp/questions/question';
import { nodeTypesWith, runWorkflow, type WorkflowResult, type WorkflowRun } from './runWorkflow';
import { WaitingRun } from './waitingRun';

/** The values that a person checks. Undefined: nobody answers. */
export type AnswerQuestion = (question: Question) => Promise<readonly string[] | undefined>;

export interface AnsweredResult {
	items: (node: string) => INodeExecutionData[];
	error: WorkflowResult['error'];
}

/**
 * Runs a workflow that may ask a question with Choose, to its end.
 *
 * @param asking the name of the node that asks
 */
export async function runAnswered(workflowRun: WorkflowRun, asking: string, answer: AnswerQuestion): Promise<AnsweredResult> {
	const { run, error } = await runWorkflow(workflowRun);
	const ended = run.data.waitTill ? await goOn(run, workflowRun, asking, answer) : run;
	return {
		items: (node) => ended.data.resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? [],
		error: error ?? (ended.data.resultData.error as unknown as WorkflowResult['error']),
	};
}

async function goOn(
	run: IRun,
	{ nodes, connections, credential, standIns = {}, executionId = '1' }: WorkflowRun,
	asking: string,
	answer: AnswerQuestion,
): Promise<IRun> {
	const nodeTypes = nodeTypesWith(standIns);
	const settings = { executionOrder: 'v1' } as const;
	const workflow = new Workflow({ id: 'test', name: 'test', nodes, connections, active: false, nodeTypes, settings });
	const waiting = new WaitingRun(run, { workflow, asking, credential, executionId }, undefined);
	const question = run.data.executionData!.contextData[`node:${asking}`]!.question as unknown as Question;
	const chosen = await answer(question);
	if (!chosen || question.form.type !== 'choose') return await waiting.end();
	const choice = question.form.choices.flatMap(({ value }, at) => (chosen.includes(String(value)) ? [String(at)] : []));
	const { run: ended } = await waiting.goOn(`http://localhost/?question=${question.id}`, { answer: 'choose', choice });
	return ended!;
}
