import type { IDataObject } from 'n8n-workflow';
import type { Delivery } from '../wawp/events/delivery';
import type { GroupEvent } from '../wawp/events/groupEvents';
import { inviteLink } from '../wawp/inviteCode/inviteCode';
import type { ReportedBurst } from '../wawp/events/waves';
import type { SessionEvent } from '../wawp/events/sessionStatus';

type Source = Pick<Delivery, 'eventId' | 'time'>;

/** The wave to which an event belongs. Null: to none. */
type InWave = { waveId: string | null };

/** @returns the JSON of the item for one event */
export function eventItem(event: GroupEvent | SessionEvent, { eventId, time, waveId }: Source & InWave): IDataObject {
	return { event: event.event, eventId, ...detailsOf(event, waveId), timestamp: toIso(time) };
}

function detailsOf(event: GroupEvent | SessionEvent, waveId: string | null): IDataObject {
	if (event.event === 'sessionStatusChanged') return { status: event.status, isWorking: event.isWorking };
	return { groupId: event.groupId, ...groupDetailsOf(event, waveId) };
}

function groupDetailsOf(event: GroupEvent, waveId: string | null): IDataObject {
	switch (event.event) {
		case 'memberJoined':
			return { participantId: event.participant.id, joinMethod: event.joinMethod, actorId: event.actorId, waveId };
		case 'groupUpdated':
			return { subject: event.subject, description: event.description };
		case 'inviteCodeChanged':
			return { code: event.code, inviteLink: inviteLink(event.code) };
		default:
			return { participantId: event.participant.id, actorId: event.actorId };
	}
}

/** @returns the JSON of the item for a burst */
export function burstItem(burst: ReportedBurst, eventId: Source['eventId']): IDataObject {
	const { groupId, pattern, participantIds, window, waveId, number, isDoubtful, actorId, time } = burst;
	return {
		event: 'joinBurst',
		eventId,
		groupId,
		pattern,
		joinCount: participantIds.length,
		windowSeconds: window / 1_000,
		participantIds,
		waveId,
		burstNumber: number,
		afterReconnect: isDoubtful,
		actorId,
		timestamp: toIso(time),
	};
}

/** Adds the subject of the group to an item, beside the ID. */
export function withSubject({ event, eventId, groupId, ...rest }: IDataObject, subject: string | null): IDataObject {
	return { event, eventId, groupId, groupSubject: subject, ...rest };
}

const toIso = (time: number) => new Date(time).toISOString();
