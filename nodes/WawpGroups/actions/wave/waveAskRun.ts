import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { rightsAmong } from '../../../wawp/groups/ownAccount';
import { listParticipants } from '../../../wawp/groups/groupCalls';
import type { Participant } from '../../../wawp/groups/participantList';
import { seeParticipants } from '../../../wawp/groups/seenPeople';
import { toChatId, type ChatId } from '../../../wawp/ids/chatId';
import type { GroupId } from '../../../wawp/ids/groupId';
import { badInput, orFailure, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { answerFields, type Answer, type Question } from '../../../wawp/questions/question';
import { clock } from '../../../wawp/transport/clock';
import type { Wawp } from '../../../wawp/transport/request';
import { requestWithRetry } from '../../../wawp/transport/retry';
import { within } from '../../../wawp/transport/within';
import { guestReason } from '../../../wawp/waves/guests';
import type { GuardSettings } from '../../../wawp/waves/guardSettings';
import type { PersonRow } from '../../../wawp/waves/personRow';
import { choicesOf, choiceValue, questionOf, type WaveQuestion } from '../../../wawp/waves/question';
import type { StopResult } from '../../../wawp/waves/stopResult';
import { alarmText } from '../../../wawp/waves/texts';
import { newQuestion } from '../message/askRun';
import { keepQuestion } from '../message/keptQuestion';
import { SendRun } from '../message/sendRun';

/** ms. Without the list, nobody knows who is an admin; the removal reads it again, and spares them. */
const READ_WITHIN_MS = 3_000;

/** ms. Late joiners of a wave that is answered without a question are logged until then. */
const LATE_JOINERS_MS = 12_000;

const MINUTE = 60_000;

/** Tells the admins about a wave, and asks them. */
export class WaveAskRun {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly wawp: Wawp,
		private readonly settings: GuardSettings,
		private readonly rows: readonly PersonRow[],
	) {}

	/** @throws WawpFailure if nobody could be asked */
	async ask(stopped: readonly StopResult[]): Promise<INodeExecutionData[]> {
		if (stopped.length === 0)
			throw badInput('"Wave" has no group', 'Connect this node behind "Stop Wave", and look at its output');
		const lists = new Map<GroupId, Participant[] | undefined>();
		await Promise.all(
			stopped.map(async ({ groupId, act }) => {
				if (act !== 'again') lists.set(groupId, await within(READ_WITHIN_MS, this.participants(groupId)));
			}),
		);
		const { rows, settings } = this;
		const stops = stopped.map((stop) => ({ ...stop, isNoAdmin: stop.isNoAdmin || this.isNoAdminIn(lists.get(stop.groupId)) }));
		const known = this.wawp.people;
		const reasonOf = (groupId: GroupId, id: PersonRow['participantId']) =>
			guestReason(groupId, id, { rows, settings, known, participants: lists.get(groupId) });
		const question = questionOf(stops, rows, settings, reasonOf, clock.now());
		const unread = stops.filter(({ groupId, act }) => act !== 'again' && !lists.get(groupId));
		const unwritten = stops.some(({ waveId }) => !rows.some((row) => row.waveId === waveId));
		const text = alarmText(stops, rows, question, settings, {
			timeZone: this.context.getTimezone(),
			problems: [
				...unread.map(({ groupName }) => `the participants of ${groupName} could not be read, so admins may be among them`),
				...(unwritten ? ['the table could not be written, so people who join later are not known'] : []),
			],
		});
		return await this.react(question, text);
	}

	private async react(question: WaveQuestion, text: string): Promise<INodeExecutionData[]> {
		const form = {
			type: 'choose',
			choices: choicesOf(question.named),
			several: true,
			about: 'Whoever is checked will be removed',
		} as const;
		const answered = (answer: Answer, more: IDataObject) => {
			const json = {
				...answerFields({ id: '', message: text, form }, answer, null),
				timedOut: false,
				guests: question.guests.map(choiceValue),
				...more,
			};
			return [{ json: json as unknown as IDataObject, pairedItem: { item: 0 } }];
		};
		if (question.kind === 'ask') {
			const { id, link } = newQuestion(this.context);
			await this.send(`${text}\n\nAnswer: ${link}`);
			return await this.wait({ id, message: text, form }, question);
		}
		const sent = await orFailure(this.send(text));
		if (question.kind === 'tell') {
			if (sent instanceof WawpFailure) throw sent;
			return answered(null, { withoutAsking: false });
		}
		const error = sent instanceof WawpFailure ? { messageError: `${sent.message}. ${sent.nextStep}` } : {};
		await clock.pause(LATE_JOINERS_MS, this.context.getExecutionCancelSignal());
		return answered(
			form.choices.filter(({ checked }) => checked).map(({ value }) => value),
			{ withoutAsking: true, ...error },
		);
	}

	private async wait(question: Question, { guests }: WaveQuestion): Promise<INodeExecutionData[]> {
		const items = this.context.getInputData();
		await this.context.putExecutionToWait(new Date(clock.now() + this.settings.answerWithinMinutes * MINUTE));
		keepQuestion(this.context, question, { ...answerFields(question, null, null), guests: guests.map(choiceValue) });
		return items;
	}

	private async send(text: string): Promise<void> {
		await new SendRun(this.context, this.wawp).send(0, { chatId: this.adminChat(), text, delay: 0 });
	}

	private adminChat(): ChatId {
		try {
			return toChatId(this.settings.adminChat);
		} catch (error) {
			throw badInput(
				(error as WawpFailure).message,
				'Enter the chat of the admins as "adminChat" in the settings: a phone number with country code, or a group ID',
			);
		}
	}

	private isNoAdminIn(participants: Participant[] | undefined): boolean {
		const rights = participants && rightsAmong(participants, this.wawp.people.ownIds);
		return rights === 'notAdmin' || rights === 'notMember';
	}

	private async participants(groupId: GroupId): Promise<Participant[] | undefined> {
		return seeParticipants(this.wawp, await requestWithRetry(this.wawp, listParticipants(groupId), { maxRetries: 0 }));
	}
}
