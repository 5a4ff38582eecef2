import type { IExecuteFunctions } from 'n8n-workflow';
import { provesNothingDone } from '../../../wawp/outcome/failurePolicy';
import type { Outcome } from '../../../wawp/outcome/outcome';
import type { ChatId } from '../../../wawp/ids/chatId';
import { explain } from '../../../wawp/outcome/describeFailure';
import { WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { requestWithRetry } from '../../../wawp/transport/retry';
import type { Wawp, WawpCall } from '../../../wawp/transport/request';
import { sendTextCall, sentMessageFrom, type SentMessage } from '../../../wawp/messages/sentMessage';
import { retryMemory } from '../retryMemory';

export interface Message {
	chatId: ChatId;
	text: string;
	/** ms to wait after the previous message */
	delay: number;
}

/** The result of a message that Wawp accepted. */
export type Receipt = SentMessage & { chatId: ChatId };

/** Sends the messages of one run of the node. Each message is sent once, even if Retry On Fail repeats the run. */
export class SendRun {
	/** For each item index, the sent message, or the failure of a message that may have been sent. */
	private readonly done: Map<string, Receipt | WawpFailure>;

	constructor(
		context: IExecuteFunctions,
		private readonly wawp: Wawp,
	) {
		this.done = retryMemory(context);
	}

	/**
	 * Sends the message of an item, unless an earlier try has sent it or may have sent it.
	 *
	 * @throws WawpFailure of kind `unclear` if the message may have been sent, `canceled` if the execution was canceled, and of
	 * another kind if the message was not sent
	 */
	async send(itemIndex: number, { chatId, text, delay }: Message): Promise<Receipt> {
		const known = this.done.get(String(itemIndex));
		if (known instanceof WawpFailure) throw known;
		if (known) return known;
		const call: WawpCall = { ...sendTextCall(chatId, text), spacing: { action: 'message', gap: delay } };
		const outcome = await requestWithRetry(this.wawp, call, { idempotent: false });
		const sent = sentMessageFrom(outcome);
		const result = sent ? { chatId, ...sent } : failureOf(outcome, chatId);
		if (!(result instanceof WawpFailure) || !provesNothingDone(outcome)) this.done.set(String(itemIndex), result);
		if (result instanceof WawpFailure) throw result;
		return result;
	}

	/** Adds the messages that were already sent to the failure that ends a run. */
	withSent(failure: unknown): unknown {
		const sent = [...this.done].flatMap(([item, result]) =>
			result instanceof WawpFailure ? [] : `item ${item} to ${result.chatId}`,
		);
		if (!(failure instanceof WawpFailure) || sent.length === 0) return failure;
		return failure.withNextStep(`Already sent in this run: ${sent.join(', ')}`);
	}
}

function failureOf(outcome: Outcome, chatId: ChatId): WawpFailure {
	const { kind, reason, nextStep, said, httpStatus } = explain(outcome);
	if (provesNothingDone(outcome))
		return new WawpFailure(kind, `Could not send the message to ${chatId}: ${reason}`, nextStep, httpStatus);
	return new WawpFailure(
		kind === 'canceled' ? kind : 'unclear',
		`It is not known whether the message to ${chatId} was sent: ${reason}`,
		['Check the chat before you send the message again: the node did not retry', said].filter(Boolean).join('. '),
		httpStatus,
	);
}
