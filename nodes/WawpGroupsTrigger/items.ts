import type { IDataObject } from 'n8n-workflow';
import type { Delivery } from '../wawp/events/delivery';
import type { GroupEvent } from '../wawp/events/groupEvents';
import type { GroupId } from '../wawp/ids/groupId';
import { inviteLink } from '../wawp/inviteCode/inviteCode';
import type { Burst } from '../wawp/events/joinBursts';

type Source = Pick<Delivery, 'eventId' | 'time'>;

/** @returns the JSON of the item for one event */
export function eventItem(event: GroupEvent, { eventId, time }: Source): IDataObject {
	return { event: event.event, eventId, groupId: event.groupId, ...detailsOf(event), timestamp: toIso(time) };
}

function detailsOf(event: GroupEvent): IDataObject {
	switch (event.event) {
		case 'memberJoined':
			return { participantId: event.participant.id, joinMethod: event.joinMethod };
		case 'groupUpdated':
			return { subject: event.subject, description: event.description };
		case 'inviteCodeChanged':
			return { code: event.code, inviteLink: inviteLink(event.code) };
		default:
			return { participantId: event.participant.id };
	}
}

/**
 * @param window the length of the window, in ms
 * @returns the JSON of the item for a burst
 */
export function burstItem(groupId: GroupId, { participantIds, time }: Burst, window: number, { eventId }: Source): IDataObject {
	return {
		event: 'joinBurst',
		eventId,
		groupId,
		joinCount: participantIds.length,
		windowSeconds: window / 1_000,
		participantIds,
		timestamp: toIso(time),
	};
}

const toIso = (time: number) => new Date(time).toISOString();
