import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { toMessageText } from '../../../wawp/messages/messageText';
import { connect, type Wawp } from '../../../wawp/transport/request';
import { failItem, readEachItem, withDone } from '../eachItem';
import { counted, showHint, waited } from '../hint';
import { numberField, optionsField, toNumber, toOptions, type NumberOption } from '../../../shared/options';
import type { Operation } from '../operation';
import { SendRun, type Message } from './sendRun';
import { readSendTo, sendToField } from './sendTo.field';

const DELAY: NumberOption = {
	displayName: 'Delay Between Messages (Ms)',
	default: 1_000,
	min: 0,
	whole: true,
	description: 'How long to wait between two messages. WhatsApp bans accounts that send many messages in a short time.',
};

const fields: INodeProperties[] = [
	sendToField,
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		// Uses `code`, not `inviteLink`: without a code, the link is incomplete and the node rejects the message. A missing
		// `inviteLink` would go unnoticed.
		default: '=The new invite link of our group: https://chat.whatsapp.com/{{ $json.code }}',
		required: true,
		description: 'The text, at most 4,096 characters. The default has the invite link for the code of the input item.',
	},
	optionsField([numberField('delay', DELAY)]),
];

export const sendTextMessage: Operation = {
	value: 'send',
	name: 'Send Text Message',
	action: 'Send WhatsApp text message',
	description: 'Send a WhatsApp text message to a group or a person, and never send it twice',
	fields,
	execute,
};

/** Sends one message after another. With "On Error: Stop Workflow", nothing is sent after a failure. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const messages = await readEachItem(context, (itemIndex) => readMessage(context, itemIndex));
	const output: INodeExecutionData[] = [];
	let wawp: Wawp | undefined;
	let run: SendRun | undefined;
	for (const [itemIndex, message] of messages.entries()) {
		try {
			if (message instanceof Error) throw message;
			wawp ??= await connect(context);
			run ??= new SendRun(context, wawp);
			output.push({ json: { ...(await run.send(itemIndex, message)) }, pairedItem: { item: itemIndex } });
		} catch (error) {
			const failure = withDone(context, error, 'sent', run?.done ?? []);
			output.push(failItem(context, failure, itemIndex, wawp?.redact));
		}
	}
	const queued = output.filter(({ json }) => json.status === 'queued').length;
	if (wawp) showHint(context, counted(queued, 'message', 'queued: Wawp has not sent it yet'), waited(wawp));
	return output;
}

function readMessage(context: IExecuteFunctions, itemIndex: number): Message {
	const options = toOptions(context.getNodeParameter('options', itemIndex, {}));
	return {
		chatId: readSendTo(context, itemIndex),
		text: toMessageText(context.getNodeParameter('message', itemIndex)),
		delay: toNumber(options.delay, DELAY),
	};
}
