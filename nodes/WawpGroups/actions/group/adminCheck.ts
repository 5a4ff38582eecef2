import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { policyOf } from '../../../wawp/outcome/failurePolicy';
import { listParticipants, SESSION_INFO } from '../../../wawp/groups/groupCalls';
import type { GroupSummary } from '../../../wawp/groups/groupList';
import { membershipBehind } from '../../../wawp/groups/ownRights';
import { isAdminAmong } from '../../../wawp/groups/ownAccount';
import type { ParticipantId } from '../../../wawp/ids/participantId';
import { learnPairs, seeOwnIds, seeParticipants } from '../../../wawp/groups/seenPeople';
import { requestWithRetry } from '../../../wawp/transport/retry';
import type { Wawp } from '../../../wawp/transport/request';

/** Checks in which groups the account is an admin, with as few requests as possible. */
export class AdminCheck {
	private ownIds: readonly ParticipantId[] | undefined;

	/**
	 * @param thorough whether to request the participants of a group if the list of groups does not show the account's rights, and
	 * to throw on failures that concern all groups
	 */
	constructor(
		private readonly wawp: Wawp,
		private readonly thorough: boolean,
	) {}

	/**
	 * @returns null if it is unknown whether the account is an admin
	 * @throws WawpFailure if thorough, for a failure that concerns all groups
	 */
	async isAdmin({ id, participants: listed }: GroupSummary): Promise<boolean | null> {
		learnPairs(this.wawp, listed);
		if (listed.length === 0 && !this.thorough) return null;
		const ownIds = (this.ownIds ??= await this.readOwnIds());
		const listedRights = isAdminAmong(listed, ownIds);
		if (listedRights !== null || !this.thorough) return listedRights;
		const outcome = await requestWithRetry(this.wawp, listParticipants(id));
		const participants = seeParticipants(this.wawp, outcome);
		if (participants) return isAdminAmong(participants, ownIds);
		// No such group: an engine may not have loaded it.
		if (membershipBehind(outcome) === 'out') return false;
		if (policyOf(outcome).concerns !== 'account') return null;
		throw describeFailure(outcome, { doing: 'list the participants', groupId: id });
	}

	private async readOwnIds(): Promise<readonly ParticipantId[]> {
		const outcome = await requestWithRetry(this.wawp, SESSION_INFO);
		const ownIds = seeOwnIds(this.wawp, outcome);
		if (!ownIds && this.thorough) throw describeFailure(outcome, { doing: 'determine the ID of the linked account' });
		return ownIds ?? [];
	}
}
