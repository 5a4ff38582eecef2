import { describeFailure } from '../../../wawp/outcome/describeFailure';
import { failureKind } from '../../../wawp/outcome/failureKind';
import { FAILURE_POLICIES } from '../../../wawp/outcome/failurePolicy';
import { listParticipants, SESSION_INFO } from '../../../wawp/groups/groupCalls';
import type { GroupSummary } from '../../../wawp/groups/groupList';
import { isAdminAmong, ownIdsFrom } from '../../../wawp/groups/ownAccount';
import type { ParticipantId } from '../../../wawp/ids/participantId';
import { participantsFrom } from '../../../wawp/groups/participantList';
import { requestWithRetry } from '../../../wawp/transport/retry';
import type { Wawp } from '../../../wawp/transport/request';

/** Finds out in which groups the account is an admin, with as few requests as the question allows. */
export class AdminCheck {
	private ownIds: readonly ParticipantId[] | undefined;

	/** @param thorough whether to ask for the participants of a group where the list does not tell, and to insist on answers */
	constructor(
		private readonly wawp: Wawp,
		private readonly thorough: boolean,
	) {}

	/**
	 * @returns null when that can't be told
	 * @throws WawpFailure for what concerns all groups, if thorough
	 */
	async isAdmin({ id, participants: listed }: GroupSummary): Promise<boolean | null> {
		if (listed.length === 0 && !this.thorough) return null;
		const ownIds = (this.ownIds ??= await this.readOwnIds());
		const told = isAdminAmong(listed, ownIds);
		if (told !== null || !this.thorough) return told;
		const outcome = await requestWithRetry(this.wawp, listParticipants(id));
		const participants = participantsFrom(outcome);
		if (participants) return isAdminAmong(participants, ownIds);
		const kind = failureKind(outcome);
		if (kind === 'notMember' || kind === 'noSuchGroup') return false;
		if (FAILURE_POLICIES[kind].concerns !== 'account') return null;
		throw describeFailure(outcome, { doing: 'list the participants', groupId: id });
	}

	private async readOwnIds(): Promise<readonly ParticipantId[]> {
		const outcome = await requestWithRetry(this.wawp, SESSION_INFO);
		const ownIds = ownIdsFrom(outcome);
		if (!ownIds && this.thorough) throw describeFailure(outcome, { doing: 'find out who the account is' });
		return ownIds ?? [];
	}
}
