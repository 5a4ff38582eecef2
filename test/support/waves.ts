import type { GroupId } from '../../nodes/wawp/ids/groupId';
import type { ParticipantId } from '../../nodes/wawp/ids/participantId';
import type { GuardSettings } from '../../nodes/wawp/waves/guardSettings';
import type { PersonRow } from '../../nodes/wawp/waves/personRow';
import type { StopResult } from '../../nodes/wawp/waves/stopResult';
import type { WaveEvent } from '../../nodes/wawp/waves/waveEvents';

export const GROUP: GroupId = '120363000000000001@g.us';
export const OTHER_GROUP: GroupId = '120363000000000002@g.us';
export const NOW = Date.parse('2026-11-25T12:00:00.000Z');
export const [A, B, C, D, E]: [ParticipantId, ParticipantId, ParticipantId, ParticipantId, ParticipantId] = [
	'990000000001@c.us',
	'990000000002@c.us',
	'990000000003@c.us',
	'990000000004@c.us',
	'990000000005@c.us',
];
export const MASKED: ParticipantId = '7700000000001@lid';

/** The ISO time some ms after NOW. */
export const iso = (after: number): string => new Date(NOW + after).toISOString();

/** A row of the table: somebody who joined the wave `w1`. */
export const row = (participantId: ParticipantId, more: Partial<PersonRow> = {}): PersonRow => ({
	id: 1,
	groupId: GROUP,
	groupName: 'Neighbours',
	participantId,
	waveId: 'w1',
	joinedAt: iso(0),
	outcome: 'joined',
	changedAt: NOW,
	...more,
});

/** A burst of A and B in the wave `w1`. */
export const burst = (more: Partial<WaveEvent> = {}): WaveEvent => ({
	isBurst: true,
	groupId: GROUP,
	groupName: 'Neighbours',
	waveId: 'w1',
	people: [A, B],
	time: iso(0),
	burstNumber: 1,
	isDoubtful: false,
	isAdded: false,
	...more,
});

/** The same burst after Stop Wave. */
export const stop = (more: Partial<StopResult> = {}): StopResult => ({
	groupId: GROUP,
	groupName: 'Neighbours',
	waveId: 'w1',
	act: 'answer',
	lock: true,
	people: [A, B],
	time: iso(0),
	burstNumber: 1,
	isDoubtful: false,
	isAdded: false,
	link: 'revoked',
	verified: true,
	inviteLink: 'https://chat.whatsapp.com/New',
	isNoAdmin: false,
	linkError: '',
	lockState: 'locked',
	lockError: '',
	onlyAdminsCanSend: false,
	onlyAdminsCanEdit: false,
	...more,
});

/** The same wave in another group: C joined. */
export const otherStop = (more: Partial<StopResult> = {}): StopResult =>
	stop({ groupId: OTHER_GROUP, groupName: 'Friends', waveId: 'w2', people: [C], ...more });

export const guard = (more: Partial<GuardSettings> = {}): GuardSettings => ({
	adminChat: '+20 100 000 0009',
	neverRemove: [],
	removeWithoutAsking: false,
	removeAtMost: 50,
	removeAtMostInAnHour: 100,
	answerWithinMinutes: 60,
	lockGroup: true,
	watchOnly: false,
	problems: [],
	...more,
});
