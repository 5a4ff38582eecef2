import { isGroupId, type GroupId } from '../ids/groupId';
import { toParticipantId, type ParticipantId } from '../ids/participantId';
import { textOf, toItems } from './lists';

/** A burst or a late joiner, as the trigger reports it. */
export interface WaveEvent {
	isBurst: boolean;
	groupId: GroupId;
	/** The subject of the group, or its ID. */
	groupName: string;
	waveId: string;
	people: ParticipantId[];
	/** ISO time of the last join. */
	time: string;
	burstNumber: number;
	/** Whether the people may have joined long before. */
	isDoubtful: boolean;
	/** Whether somebody added the people, who may be an admin. */
	isAdded: boolean;
}

/**
 * Reads the items of the trigger. Skips all that are neither a burst nor somebody who joined in a wave.
 *
 * @throws WawpFailure of kind `badInput` if it is no list of items
 */
export const waveEventsFrom = (value: unknown): WaveEvent[] =>
	toItems(value, 'Events').flatMap(
		({ event, groupId, groupSubject, waveId, participantIds, participantId, timestamp, burstNumber, ...more }): WaveEvent[] => {
			const people = [event === 'joinBurst' ? participantIds : participantId].flat().flatMap((id) => toParticipantId(id) ?? []);
			const isKnown = event === 'joinBurst' || event === 'memberJoined';
			if (!isKnown || typeof groupId !== 'string' || !isGroupId(groupId) || people.length === 0 || textOf(waveId) === '')
				return [];
			return [
				{
					isBurst: event === 'joinBurst',
					groupId,
					groupName: textOf(groupSubject) || groupId,
					waveId: textOf(waveId),
					people,
					time: textOf(timestamp),
					burstNumber: Number(burstNumber) || 1,
					isDoubtful: more.afterReconnect === true,
					isAdded: more.pattern === 'addedByOne',
				},
			];
		},
	);
