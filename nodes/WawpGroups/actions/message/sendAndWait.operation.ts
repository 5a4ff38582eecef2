import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/options';
import { answerFields } from '../../../wawp/questions/question';
import { connect, type Wawp } from '../../../wawp/transport/request';
import { isPublicAddress } from '../../../wawp/webhooks/publicAddress';
import { failItem } from '../eachItem';
import { counted, showHint } from '../hint';
import type { Operation } from '../operation';
import { moreRecipientsField, readQuestion, sendToAll } from './askRun';
import { keepQuestion } from './keptQuestion';
import { choiceOptions, responseFields } from './response.field';
import { sendToField } from './sendTo.field';
import { SendRun } from './sendRun';
import { limitWaitTimeField } from './waitTime.field';

/** The names are those of n8n's own nodes: n8n makes the node a human review tool for AI agents by them. */
const fields: INodeProperties[] = [
	sendToField,
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. May I remove these people from the group?',
		description: 'The question. A link follows, which opens a page for the answer.',
	},
	...responseFields,
	optionsField([
		...choiceOptions,
		{
			displayName: 'Link Label',
			name: 'linkLabel',
			type: 'string',
			default: 'Answer',
			description: 'The word before the link',
		},
		limitWaitTimeField,
		moreRecipientsField,
	]),
];

export const sendAndWait: Operation = {
	value: 'sendAndWait',
	name: 'Send Message and Wait for Response',
	action: 'Send WhatsApp message and wait for response',
	description: 'Ask a question with a link to a page, and go on with the first answer',
	fields,
	execute,
};

/** Asks one question for all items, by the first one, and lets the execution wait. n8n goes on with what `keepQuestion` keeps. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	let wawp: Wawp | undefined;
	try {
		// First, because it hides what somebody may have typed into a field.
		wawp = await connect(context);
		const request = readQuestion(context);
		const unreached = await sendToAll(new SendRun(context, wawp), request);
		const isLocal = !isPublicAddress(request.link);
		showHint(
			context,
			counted(unreached.length, 'recipient', `not reached: ${unreached.join(', ')}`),
			isLocal && 'the link opens in your own network only: set N8N_WEBHOOK_URL to the public address of n8n',
		);
		await context.putExecutionToWait(request.until);
		// Last: it changes the items, by which a further try would know what this one has sent.
		keepQuestion(context, request.question, answerFields(request.question, request.answer, null));
		return items;
	} catch (error) {
		return items.map((_item, itemIndex) => failItem(context, error, itemIndex, wawp?.redact));
	}
}
