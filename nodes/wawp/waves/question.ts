import type { GroupId } from '../ids/groupId';
import type { ParticipantId } from '../ids/participantId';
import type { Choice } from '../questions/question';
import type { Guest } from './guests';
import type { GuardSettings } from './guardSettings';
import { OUTCOMES, removalsIn, type PersonRow } from './personRow';
import type { StopResult } from './stopResult';

/** Somebody about whom is decided. */
export interface Named {
	groupId: GroupId;
	groupName: string;
	waveId: string;
	participantId: ParticipantId;
}

/** What the admins get. */
export interface WaveQuestion {
	/** `remove`: without asking. `tell`: nothing is to be decided. */
	kind: 'ask' | 'remove' | 'tell';
	named: Named[];
	guests: Guest[];
	/** Why a person decides, although the settings say that nobody has to. */
	reason: string;
}

/** The choice that decides about those who join later in the wave. */
export const LATER = 'later';
/** The choice that switches the alarms of the groups off for some time. */
export const SILENCE = 'silence';

/**
 * Finds out about whom to ask.
 *
 * @param reasonOf why somebody is a guest; undefined if they are none
 * @param now ms since 1970
 */
export function questionOf(
	stops: readonly StopResult[],
	rows: readonly PersonRow[],
	settings: GuardSettings,
	reasonOf: (groupId: GroupId, id: ParticipantId) => string | undefined,
	now: number,
): WaveQuestion {
	const guests: Guest[] = [];
	const named: Named[] = [];
	for (const stop of stops.filter(({ act }) => act !== 'again')) {
		for (const participantId of undecided(stop, rows)) {
			const reason = reasonOf(stop.groupId, participantId);
			if (reason !== undefined) guests.push({ groupId: stop.groupId, participantId, reason });
			else if (!isRefused(stop, settings)) named.push({ ...nameOf(stop), participantId });
		}
	}
	const isToBeDone = named.length > 0 && stops.every(({ act }) => act !== 'watch');
	if (!isToBeDone) return { kind: 'tell', named, guests, reason: '' };
	const reason = settings.removeWithoutAsking ? whyToAsk(stops, named, rows, settings, now) : '';
	return { kind: settings.removeWithoutAsking && reason === '' ? 'remove' : 'ask', named, guests, reason };
}

const nameOf = ({ groupId, groupName, waveId }: StopResult) => ({ groupId, groupName, waveId });

/** Nobody asks in the chat where the people are who just joined, and nobody can remove anybody without being an admin. */
const isRefused = ({ groupId, isNoAdmin }: StopResult, { adminChat }: GuardSettings): boolean =>
	isNoAdmin || isSameChat(groupId, adminChat);

export const isSameChat = (groupId: GroupId, chat: string): boolean => groupId.split('@')[0] === chat.split('@')[0]?.trim();

/** The people of a wave about whom nobody has decided, from the table and from the burst itself: the table may have failed. */
export function undecided(
	{ waveId, people }: Pick<StopResult, 'waveId' | 'people'>,
	rows: readonly PersonRow[],
): ParticipantId[] {
	const ofWave = rows.filter((row) => row.waveId === waveId);
	const isOpen = ({ outcome }: PersonRow) => outcome === OUTCOMES.joined || outcome === OUTCOMES.asked;
	const open = ofWave.filter(isOpen).map(({ participantId }) => participantId);
	const decided = new Set(ofWave.filter((row) => !isOpen(row)).map(({ participantId }) => participantId));
	return [...new Set([...people.filter((id) => !decided.has(id)), ...open])];
}

function whyToAsk(
	stops: readonly StopResult[],
	named: readonly Named[],
	rows: readonly PersonRow[],
	{ removeAtMost, removeAtMostInAnHour }: GuardSettings,
	now: number,
): string {
	if (stops.some(({ isDoubtful }) => isDoubtful)) return 'The session was away before, so they may have joined earlier.';
	if (stops.some(({ isAdded }) => isAdded)) return 'Somebody added them, who may be an admin.';
	const removals = removalsIn(rows, now);
	const tooMany = stops.some(
		({ waveId }) => named.filter((one) => one.waveId === waveId).length + removals.ofWave(waveId) > removeAtMost,
	);
	if (tooMany) return `More than ${removeAtMost} people of this wave would be removed without a question ("removeAtMost").`;
	return removals.inAnHour + named.length > removeAtMostInAnHour
		? `More than ${removeAtMostInAnHour} people would be removed within an hour ("removeAtMostInAnHour").`
		: '';
}

/** The value of a choice. A person may be in several groups. */
export const choiceValue = ({ groupId, participantId }: Pick<Named, 'groupId' | 'participantId'>): string =>
	`${groupId} ${participantId}`;

/** What the page offers: each person, those who come later, and no more alarms. */
export function choicesOf(named: readonly Named[]): Choice[] {
	const hasGroups = new Set(named.map(({ groupId }) => groupId)).size > 1;
	return [
		...named.map((one) => ({
			value: choiceValue(one),
			label: shownId(one.participantId) + (hasGroups ? ` (${one.groupName})` : ''),
			checked: true,
		})),
		{ value: LATER, label: 'Everybody else who joins in this wave before you answer', checked: true },
		{ value: SILENCE, label: 'These are friends: raise no alarm here for 6 hours', checked: false },
	];
}

/** e.g. `+201234567890`. WhatsApp hides some numbers. */
export const shownId = (id: ParticipantId): string => (id.endsWith('@lid') ? 'hidden number ' : '+') + String(id.split('@')[0]);
