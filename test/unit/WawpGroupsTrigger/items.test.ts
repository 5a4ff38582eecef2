import type { GroupEvent } from '../../../nodes/wawp/events/groupEvents';
import type { ParticipantId } from '../../../nodes/wawp/ids/participantId';
import { burstItem, eventItem, withSubject } from '../../../nodes/WawpGroupsTrigger/items';

const GROUP = '120363000000000001@g.us';
const SOURCE = { eventId: 'evt_1', time: Date.parse('2026-11-22T12:00:00.000Z'), waveId: null };
const state = { values: {}, isComplete: false };
const person: { id: ParticipantId; ids: ParticipantId[] } = { id: '201@c.us', ids: ['201@c.us', '9@lid'] };

test.each<[GroupEvent, object]>([
	[
		{ event: 'memberJoined', groupId: GROUP, participant: person, actorId: '205@c.us', joinMethod: 'added', isBatch: false },
		{ participantId: '201@c.us', joinMethod: 'added', actorId: '205@c.us', waveId: null },
	],
	[
		{ event: 'memberLeft', groupId: GROUP, participant: person, actorId: null },
		{ participantId: '201@c.us', actorId: null },
	],
	[
		{ event: 'memberPromoted', groupId: GROUP, participant: person, actorId: '205@c.us' },
		{ participantId: '201@c.us', actorId: '205@c.us' },
	],
	[
		{ event: 'memberDemoted', groupId: GROUP, participant: person, actorId: null },
		{ participantId: '201@c.us', actorId: null },
	],
	[
		{ event: 'groupUpdated', groupId: GROUP, subject: null, description: '', state },
		{ subject: null, description: '' },
	],
	[
		{ event: 'inviteCodeChanged', groupId: GROUP, code: 'NewCode1', state },
		{ code: 'NewCode1', inviteLink: 'https://chat.whatsapp.com/NewCode1' },
	],
])('the item of %j', (event, details) => {
	expect(eventItem(event, SOURCE)).toEqual({
		event: event.event,
		eventId: 'evt_1',
		groupId: GROUP,
		...details,
		timestamp: '2026-11-22T12:00:00.000Z',
	});
});

test('the item of a burst has the time of the last join in its window, not of the delivery', () => {
	const burst = {
		groupId: GROUP,
		pattern: 'slow',
		participantIds: ['201@c.us', '202@c.us'],
		window: 90_000,
		waveId: 'wave',
		time: SOURCE.time - 500,
		number: 2,
		isDoubtful: true,
		actorId: null,
	} as const;
	expect(burstItem({ ...burst, participantIds: [...burst.participantIds] }, 'evt_1')).toEqual({
		event: 'joinBurst',
		eventId: 'evt_1',
		groupId: GROUP,
		pattern: 'slow',
		joinCount: 2,
		windowSeconds: 90,
		participantIds: ['201@c.us', '202@c.us'],
		waveId: 'wave',
		burstNumber: 2,
		afterReconnect: true,
		actorId: null,
		timestamp: '2026-11-22T11:59:59.500Z',
	});
});

test('the item of a session has its status and no group', () => {
	expect(eventItem({ event: 'sessionStatusChanged', status: 'FAILED', isWorking: false }, SOURCE)).toEqual({
		event: 'sessionStatusChanged',
		eventId: 'evt_1',
		status: 'FAILED',
		isWorking: false,
		timestamp: '2026-11-22T12:00:00.000Z',
	});
});

test('the subject of the group stands beside its ID', () => {
	const item = withSubject({ event: 'memberLeft', eventId: null, groupId: GROUP, participantId: '201@c.us' }, 'Neighbours');
	expect(Object.entries(item)).toEqual([
		['event', 'memberLeft'],
		['eventId', null],
		['groupId', GROUP],
		['groupSubject', 'Neighbours'],
		['participantId', '201@c.us'],
	]);
});
