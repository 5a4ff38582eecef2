import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { toOptions } from '../../../shared/options';
import { toChatId, type ChatId } from '../../../wawp/ids/chatId';
import { isEmpty } from '../../../wawp/ids/quoteValue';
import { toMessageText } from '../../../wawp/messages/messageText';
import { badInput, isUnclear, orFailure, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { toAnswerThen, type Answer, type Question } from '../../../wawp/questions/question';
import { retryMemory } from '../retryMemory';
import { isToolCall } from '../toolCall';
import { labelFrom, readForm } from './response.field';
import { readSendTo } from './sendTo.field';
import type { SendRun } from './sendRun';
import { readWaitTime, type WaitTime } from './waitTime.field';

export const moreRecipientsField: INodeProperties = {
	displayName: 'More Recipients',
	name: 'moreRecipients',
	type: 'string',
	default: '',
	placeholder: 'e.g. +20 123 456 7890, 120363000000000001@g.us',
	description:
		'Other chats that get the question, too, separated by commas. The first answer counts. It is enough if one of them is reached.',
};

/** What to ask whom, and how long to wait. */
export interface Asked extends WaitTime {
	question: Question;
	recipients: ChatId[];
	text: string;
	link: string;
	answer: Answer;
}

/**
 * Reads the question, by the parameters of the first item.
 *
 * @throws WawpFailure of kind `badInput` if a parameter is invalid, or this kind of run cannot wait
 */
export function readQuestion(context: IExecuteFunctions): Asked {
	const { id, link } = newQuestion(context);
	const options = toOptions(context.getNodeParameter('options', 0, {}));
	const form = readForm(context, options);
	const message = toMessageText(context.getNodeParameter('message', 0));
	const { until, answerThen } = readWaitTime(context, options);
	return {
		question: { id, message, form },
		recipients: [...new Set([readSendTo(context, 0), ...moreRecipients(options.moreRecipients)])],
		text: toMessageText(`${message}\n\n${labelFrom(options.linkLabel, 'Answer')}: ${link}`),
		link,
		until,
		answerThen,
		answer: toAnswerThen(answerThen, form),
	};
}

/**
 * The ID and the link of a question for which the execution is going to wait.
 *
 * @throws WawpFailure of kind `badInput` if this kind of run cannot wait, or n8n would refuse the link
 */
export function newQuestion(context: IExecuteFunctions): { id: string; link: string } {
	if (isToolCall(context) || !('getSignedResumeUrl' in context)) {
		throw badInput(
			'This run cannot wait for an answer',
			'Connect the node to an AI Agent under "Human review", or use it as a step of a workflow, with n8n 2.0 or newer',
		);
	}
	const id = questionId(context);
	return { id, link: toWorkingLink(context.getSignedResumeUrl({ question: id })) };
}

/** A try of Retry On Fail asks the question of the one before: its link may have been sent. */
function questionId(context: IExecuteFunctions): string {
	const memory = retryMemory<string>(context, 'question');
	const id = memory.get('id') ?? crypto.randomUUID();
	memory.set('id', id);
	return id;
}

/** The space between messages to several recipients. */
const DELAY_MS = 1_000;

/**
 * Sends the question to all recipients.
 *
 * @returns those who were not reached
 * @throws WawpFailure if nobody was reached for certain: nobody could answer
 */
export async function sendToAll(run: SendRun, { recipients, text }: Asked): Promise<ChatId[]> {
	const failures = new Map<ChatId, WawpFailure>();
	for (const [at, chatId] of recipients.entries()) {
		const sent = await orFailure(run.send(at, { chatId, text, delay: DELAY_MS }));
		if (sent instanceof WawpFailure) failures.set(chatId, sent);
		if (sent instanceof WawpFailure && sent.kind === 'canceled') throw sent;
	}
	const all = [...failures.values()];
	// Somebody may have got the question after all, but a run that waits for an answer must be sure of it.
	const failure = all.find(isUnclear) ?? all[0];
	if (failure && all.length === recipients.length) throw failure.withNextStep('The workflow does not wait for an answer');
	return [...failures.keys()];
}

/** The parts of the path: the endpoint, the execution and the node. */
const LINK_PARTS = 3;

/** n8n signs the whole path, but sees only the rest of it behind a proxy that takes a prefix away: 401 (seen in n8n 2.41.1). */
function toWorkingLink(link: string): string {
	const parts = new URL(link).pathname.split('/').filter(Boolean);
	if (parts.length <= LINK_PARTS) return link;
	throw badInput(
		`n8n would refuse the link of the question, because its public address has a path: ${parts.slice(0, -LINK_PARTS).join('/')}`,
		'Give n8n a public address without a path (N8N_WEBHOOK_URL), e.g. a host name of its own. n8n signs its own links in the same way',
	);
}

function moreRecipients(value: unknown): ChatId[] {
	const parts = typeof value === 'string' ? value.split(/[,;\n]/) : [value].flat();
	return parts.filter((part) => !isEmpty(typeof part === 'string' ? part.trim() : part)).map(toRecipient);
}

function toRecipient(part: unknown): ChatId {
	try {
		return toChatId(part);
	} catch (error) {
		throw badInput((error as WawpFailure).message, 'Correct "More Recipients" under Options: chats, separated by commas');
	}
}
