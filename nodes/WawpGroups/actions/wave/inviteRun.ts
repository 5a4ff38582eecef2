import type { IExecuteFunctions } from 'n8n-workflow';
import { recentlyInvited } from '../../../shared/recentlyInvited';
import { isSamePerson } from '../../../wawp/ids/knownPeople';
import { inviteLink } from '../../../wawp/inviteCode/inviteCode';
import { readInviteCode } from '../../../wawp/inviteCode/readInviteCode';
import { isUnclear, orFailure, WawpFailure } from '../../../wawp/outcome/wawpFailure';
import { clock } from '../../../wawp/transport/clock';
import type { Wawp } from '../../../wawp/transport/request';
import { removalsFrom } from '../../../wawp/waves/outcomes';
import { OUTCOMES, type PersonRow } from '../../../wawp/waves/personRow';
import type { StopResult } from '../../../wawp/waves/stopResult';
import { SendRun } from '../message/sendRun';

/** After so many people, the link is read again: it may have been revoked meanwhile. */
const READ_AGAIN_AFTER = 20;

const DELAY_MS = 1_000;

/** What became of an invitation, for the row of the person. */
export interface Invitation {
	id: number;
	groupId: string;
	participantId: string;
	outcome: string;
	error: string;
}

/** Sends the new link to those who wait for it. */
export class InviteRun {
	private readonly run: SendRun;
	private sent = 0;

	constructor(
		context: IExecuteFunctions,
		private readonly wawp: Wawp,
		private readonly message: string,
	) {
		this.run = new SendRun(context, wawp);
	}

	/** Whoever was removed gets no link, and nobody gets one while the old link may be alive. */
	async inviteAll(stops: readonly StopResult[], rows: readonly PersonRow[], removed: unknown): Promise<Invitation[]> {
		const { removals } = removalsFrom(removed);
		const invitations: Invitation[] = [];
		for (const stop of stops.filter(({ act, link }) => act === 'answer' && link === 'revoked')) {
			const isRemoved = ({ participantId }: PersonRow) =>
				removals.some(
					(one) =>
						one.groupId === stop.groupId &&
						isSamePerson(this.wawp.people.complete([one.participantId]), this.wawp.people.complete([participantId])) === true,
				);
			const waiting = rows.filter((row) => row.groupId === stop.groupId && row.outcome === OUTCOMES.waiting && !isRemoved(row));
			for (let at = 0; at < waiting.length; at += READ_AGAIN_AFTER) {
				invitations.push(...(await this.inviteSome(stop, waiting.slice(at, at + READ_AGAIN_AFTER))));
			}
		}
		return invitations;
	}

	private async inviteSome({ groupId, groupName }: StopResult, rows: readonly PersonRow[]): Promise<Invitation[]> {
		const code = await orFailure(readInviteCode(this.wawp, groupId));
		const invitations: Invitation[] = [];
		for (const { id, participantId } of rows) {
			const result = code instanceof WawpFailure ? code : await this.inviteOne(code, groupName, participantId);
			const outcome = !result ? OUTCOMES.invited : isUnclear(result) ? 'invitation unclear' : OUTCOMES.waiting;
			invitations.push({ id, groupId, participantId, outcome, error: result?.message ?? '' });
		}
		return invitations;
	}

	/** @returns why the person got no message */
	private async inviteOne(code: string, groupName: string, chatId: PersonRow['participantId']): Promise<WawpFailure | undefined> {
		const link = inviteLink(code);
		// Another execution of this process may answer another wave of the group at the same time.
		if (!recentlyInvited.claim(this.wawp.account, code, chatId, clock.now())) return undefined;
		const text = this.message.replaceAll('{group}', groupName).replaceAll('{link}', link);
		const result = await orFailure(this.run.send(this.sent++, { chatId, text, delay: DELAY_MS }));
		if (!(result instanceof WawpFailure)) return undefined;
		if (!isUnclear(result)) recentlyInvited.release(this.wawp.account, code, chatId);
		return result;
	}
}
