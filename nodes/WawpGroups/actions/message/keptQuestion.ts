import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { AnswerFields, Question } from '../../../wawp/questions/question';

const KEY = 'question';

/**
 * Keeps a question in the execution while it waits, also over a restart. After a time-out, n8n does not run the node again, but hands the
 * input of the node on as its output (read in n8n 2.41.1, `handleWaitingState`). So the input gets the fields of a time-out. This input is
 * a copy of the node's own.
 */
export function keepQuestion(
	context: IExecuteFunctions,
	question: Question,
	timedOut: AnswerFields & { guests?: string[] },
): void {
	context.getContext('node')[KEY] = question;
	const { main } = context.getExecuteData().data;
	if (main?.[0]) main[0] = withAnswer(main[0], timedOut);
}

/** The question for which an execution waits. Undefined: none was kept. */
export function keptQuestion(context: IWebhookFunctions): Question | undefined {
	// The name of a node may contain anything, e.g. the end of an expression.
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`);
	const json = context.evaluateExpression(`{{ JSON.stringify($node[${name}].context[${JSON.stringify(KEY)}]) }}`);
	return typeof json === 'string' && json !== '' ? (JSON.parse(json) as Question) : undefined;
}

/** The input items with the fields of an answer. */
export function answeredItems(context: IWebhookFunctions, answer: AnswerFields): INodeExecutionData[] {
	const json = context.evaluateExpression('{{ JSON.stringify($input.all()) }}');
	const items = typeof json === 'string' ? (JSON.parse(json) as INodeExecutionData[]) : [];
	return withAnswer(items, answer);
}

/** An error of an earlier node goes: with one, n8n's expressions give no items at all, and the answer would be lost (seen in n8n 2.41.1). */
const withAnswer = (items: INodeExecutionData[], answer: AnswerFields): INodeExecutionData[] =>
	items.map(({ json, binary, pairedItem }) => ({
		json: { ...json, ...answer },
		...(binary && { binary }),
		...(pairedItem !== undefined && { pairedItem }),
	}));
