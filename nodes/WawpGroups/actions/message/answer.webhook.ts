import type { IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { messagePage, questionPage } from '../../../wawp/questions/page';
import { answerFields, answerIn, type Form } from '../../../wawp/questions/question';
import { clock } from '../../../wawp/transport/clock';
import { answeredItems, keptQuestion } from './keptQuestion';

/** As n8n's own nodes describe the webhooks of a node that waits for an answer: one opens the page, the other one takes the answer. */
const webhook = (name: 'setup' | 'default'): IWebhookDescription => ({
	name,
	httpMethod: name === 'setup' ? 'GET' : 'POST',
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

export const answerWebhooks: IWebhookDescription[] = [webhook('setup'), webhook('default')];

/**
 * Shows the page of the question, and takes the answer. n8n has checked the signature of the link. Never throws, because n8n would then end
 * the execution, and opening the link must decide nothing.
 */
export function receiveAnswer(context: IWebhookFunctions): IWebhookResponseData {
	try {
		return react(context);
	} catch (error) {
		context.logger.error(`Wawp Groups could not show a question: ${String(error)}`);
		return show(context, messagePage('The question cannot be shown: see the n8n log.'), 500);
	}
}

function react(context: IWebhookFunctions): IWebhookResponseData {
	const question = keptQuestion(context);
	const { question: id } = context.getQueryData() as { question?: unknown };
	if (!question || question.id !== id) {
		return show(context, messagePage('This question can no longer be answered. The workflow has gone on.'), 410);
	}
	if (context.getWebhookName() === 'setup') return show(context, questionPage(question));
	const answer = answerIn(question, context.getBodyData());
	if (answer === undefined) return show(context, questionPage(question, 'This is no answer yet.'), 400);
	const fields = answerFields(question, answer, new Date(clock.now()).toISOString());
	return {
		// n8n sends it only if this answer was the first one.
		webhookResponse: messagePage('Thank you. This is your answer:', inWords(question.form, answer)),
		workflowData: [answeredItems(context, fields)],
	};
}

/** The part of n8n's (Express) response object that is used here. */
interface HttpResponse {
	status: (code: number) => HttpResponse;
	set: (headers: Record<string, string>) => HttpResponse;
	send: (body: string) => void;
}

/** Shows a page, and lets the execution wait on. */
function show(context: IWebhookFunctions, html: string, status = 200): IWebhookResponseData {
	const response = context.getResponseObject() as HttpResponse;
	response.status(status).set(HEADERS).send(html);
	return { noWebhookResponse: true };
}

const HEADERS = {
	'Content-Type': 'text/html; charset=utf-8',
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Robots-Tag': 'noindex',
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

function inWords(form: Form, answer: NonNullable<ReturnType<typeof answerIn>>): string {
	if (form.type === 'approval') return answer === true ? form.approve : (form.decline ?? '');
	if (form.type === 'freeText') return String(answer);
	const labels = form.choices.filter(({ value }) => Array.isArray(answer) && answer.includes(value)).map(({ label }) => label);
	return labels.length > 0 ? labels.join('\n') : 'Nothing is checked';
}
