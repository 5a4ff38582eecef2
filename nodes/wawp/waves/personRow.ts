import type { JsonObject } from '../outcome/json';
import { isGroupId, type GroupId } from '../ids/groupId';
import { toParticipantId, type ParticipantId } from '../ids/participantId';
import type { WaveEvent } from './waveEvents';
import { textOf, toItems } from './lists';

/**
 * What became of a person, as it stands in the column `outcome` of the table. `joined`: logged. `asked`: an open question names them.
 * `friends`: left, and the group raises no alarm for some time. `waiting`: on the waiting list, typed by a person.
 */
export const OUTCOMES = {
	joined: 'joined',
	asked: 'asked',
	removed: 'removed',
	left: 'left',
	friends: 'friends',
	noAnswer: 'no answer',
	guest: 'guest',
	waiting: 'waiting',
	invited: 'invited',
	invitedBack: 'invited back',
} as const;

/** A row of the table that is log and waiting list. */
export interface PersonRow {
	/** n8n's ID of the row. */
	id: number;
	groupId: GroupId;
	groupName: string;
	participantId: ParticipantId;
	/** Empty: the person belongs to no wave. */
	waveId: string;
	/** ISO time, or empty. */
	joinedAt: string;
	outcome: string;
	/** When the row was last written, in ms since 1970. */
	changedAt: number;
}

/** The rows of the table. Skips what has no ID: n8n's node hands on an empty item if nothing was found, and its input if it failed. */
export const personRowsFrom = (value: unknown): PersonRow[] =>
	toItems(value, 'Rows').flatMap(
		({ id, groupId, groupName, participantId, waveId, joinedAt, outcome, updatedAt }): PersonRow[] => {
			const person = toParticipantId(participantId);
			const typed = textOf(groupId);
			const group = /^[\d-]+$/.test(typed) ? `${typed}@g.us` : typed;
			if (typeof id !== 'number' || !person || !isGroupId(group)) return [];
			return [
				{
					id,
					groupId: group,
					groupName: textOf(groupName) || group,
					participantId: person,
					waveId: textOf(waveId),
					joinedAt: textOf(joinedAt),
					outcome: textOf(outcome).toLowerCase(),
					changedAt: timeOf(updatedAt),
				},
			];
		},
	);

const timeOf = (value: unknown): number =>
	typeof value === 'string' || value instanceof Date ? new Date(value).getTime() || 0 : 0;

const HOUR = 3_600_000;

/** How many people were removed, for the limits of the settings. @param now ms since 1970 */
export function removalsIn(rows: readonly PersonRow[], now: number): { ofWave: (waveId: string) => number; inAnHour: number } {
	const removed = rows.filter(({ outcome }) => outcome === OUTCOMES.removed);
	return {
		ofWave: (waveId) => removed.filter((row) => row.waveId === waveId).length,
		inAnHour: removed.filter(({ changedAt }) => changedAt >= now - HOUR).length,
	};
}

/** The columns of a new row for each person of the events, each once. */
export const newRowsOf = (events: readonly WaveEvent[]): JsonObject[] =>
	events
		.flatMap(({ groupName, groupId, people, time, waveId }) =>
			people.map((participantId) => ({
				groupName,
				groupId,
				participantId,
				joinedAt: time,
				waveId,
				outcome: OUTCOMES.joined,
				decidedBy: '',
			})),
		)
		.filter(
			(row, at, all) => all.findIndex((other) => other.waveId === row.waveId && other.participantId === row.participantId) === at,
		);
