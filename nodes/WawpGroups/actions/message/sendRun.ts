import type { IExecuteFunctions } from 'n8n-workflow';
import type { ChatId } from '../../../wawp/ids/chatId';
import { sendTextCall, sentMessageFrom, type SentMessage } from '../../../wawp/messages/sentMessage';
import { verdictOf, type Attempts } from '../../../wawp/outcome/attempts';
import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { describeUnclear } from '../../../wawp/outcome/describeUnclear';
import { provesNothingDone } from '../../../wawp/outcome/failurePolicy';
import { requestChange } from '../../../wawp/transport/retry';
import type { Wawp, WawpCall } from '../../../wawp/transport/request';
import { recentlyInvited } from '../../../shared/recentlyInvited';
import { isGroupId } from '../../../wawp/ids/groupId';
import { clock } from '../../../wawp/transport/clock';
import { retryMemory } from '../retryMemory';

export interface Message {
	chatId: ChatId;
	text: string;
	/** ms to wait after the previous message */
	delay: number;
}

/** The result of a message that Wawp accepted. */
export type Receipt = SentMessage & { chatId: ChatId };

/** A second message would bother people, so not even WhatsApp's refusal counts as a proof. */
const ONCE = { idempotent: false, isRefusal: provesNothingDone };

/** Sends the messages of one run of the node. Each message is sent once, even if Retry On Fail repeats the run. */
export class SendRun {
	/** For each item index, what its requests have proved. */
	private readonly attempts: Map<string, Attempts>;
	/** For each item index, the sent message. */
	private readonly sent: Map<string, Receipt>;

	/** The delay lies between the messages of one node, in whichever execution. */
	private readonly sender: string;

	constructor(
		context: IExecuteFunctions,
		private readonly wawp: Wawp,
	) {
		this.attempts = retryMemory(context, 'attempts');
		this.sent = retryMemory(context);
		this.sender = `${context.getWorkflow().id} ${context.getNode().id}`;
	}

	/**
	 * Sends the message of an item, unless an earlier try has sent it or may have sent it.
	 *
	 * @throws WawpFailure of kind `unclear` if the message may have been sent, `canceled` if the execution was canceled, and of
	 * another kind if the message was not sent
	 */
	async send(itemIndex: number, { chatId, text, delay }: Message): Promise<Receipt> {
		const item = String(itemIndex);
		const known = this.sent.get(item);
		if (known) return known;
		const spacing = { action: 'message', gap: delay, sender: this.sender } as const;
		const call: WawpCall = { ...sendTextCall(chatId, text), spacing };
		const attempts = await requestChange(this.wawp, call, ONCE, this.attempts.get(item));
		this.attempts.set(item, attempts);
		if (verdictOf(attempts) !== 'refused' && !isGroupId(chatId))
			recentlyInvited.add(this.wawp.account, chatId, text, clock.now());
		const message = sentMessageFrom(attempts.last);
		if (!message) throw failureOf(attempts, chatId);
		const receipt = { chatId, ...message };
		this.sent.set(item, receipt);
		return receipt;
	}

	/** What was already sent, for the failure that ends a run. */
	get done(): string[] {
		return [...this.sent].map(([item, { chatId }]) => `item ${item} to ${chatId}`);
	}
}

const failureOf = (attempts: Attempts, chatId: ChatId) =>
	verdictOf(attempts) === 'refused'
		? describeFailure(attempts.last, { doing: `send the message to ${chatId}`, check: '' })
		: describeUnclear(attempts, `It is not known whether the message to ${chatId} was sent`, {
				firstStep: 'Check the chat before you send the message again: the node did not retry',
				once: true,
			});
