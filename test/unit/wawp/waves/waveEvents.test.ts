import { waveEventsFrom, type WaveEvent } from '../../../../nodes/wawp/waves/waveEvents';
import { A, B, burst, GROUP, iso, MASKED } from '../../../support/waves';

const item = (more: object = {}) => ({
	event: 'joinBurst',
	groupId: GROUP,
	groupSubject: 'Neighbours',
	waveId: 'w1',
	participantIds: [A, B],
	timestamp: iso(0),
	burstNumber: 1,
	pattern: 'fast',
	afterReconnect: false,
	...more,
});
const lateJoiner = (more: object = {}) => item({ event: 'memberJoined', participantIds: undefined, participantId: A, ...more });

test('a burst and a late joiner are read, in their order', () => {
	expect(waveEventsFrom([lateJoiner({ burstNumber: undefined }), { json: item() }])).toEqual([
		burst({ isBurst: false, people: [A] }),
		burst(),
	]);
});

test.each<[string, object, Partial<WaveEvent>]>([
	['no subject: the ID is the name', { groupSubject: null }, { groupName: GROUP }],
	['a blank subject: the ID is the name', { groupSubject: '  ' }, { groupName: GROUP }],
	['texts with spaces', { groupSubject: ' Us ', waveId: ' w1 ', timestamp: ` ${iso(0)} ` }, { groupName: 'Us' }],
	['no time', { timestamp: null }, { time: '' }],
	['a number as text', { burstNumber: '3' }, { burstNumber: 3 }],
	['no number', { burstNumber: null }, { burstNumber: 1 }],
	['a number that is none', { burstNumber: 'many' }, { burstNumber: 1 }],
	['a reconnect', { afterReconnect: true }, { isDoubtful: true }],
	['no word about a reconnect', { afterReconnect: undefined }, { isDoubtful: false }],
	['people whom somebody added', { pattern: 'addedByOne' }, { isAdded: true }],
	['people in many groups', { pattern: 'manyGroups' }, { isAdded: false }],
	['one person', { participantIds: A }, { people: [A] }],
	['IDs that cannot be read', { participantIds: [null, B, 'Mona', '1@g.us'] }, { people: [B] }],
	['masked IDs and devices', { participantIds: [MASKED, '990000000001:3@s.whatsapp.net'] }, { people: [MASKED, A] }],
])('a burst with %s', (_what, more, expected) => {
	expect(waveEventsFrom([item(more)])).toEqual([burst(expected)]);
});

test.each<[string, object]>([
	['another event', item({ event: 'memberLeft' })],
	['no event', item({ event: undefined })],
	['no group', item({ groupId: null })],
	['a group that is a person', item({ groupId: A })],
	['a group that is a number', item({ groupId: 120363000000000001 })],
	['a group ID without its suffix', item({ groupId: '120363000000000001' })],
	['nobody', item({ participantIds: [] })],
	['nobody whose ID can be read', item({ participantIds: ['Mona', null] })],
	['a burst with the field of a late joiner', item({ participantIds: undefined, participantId: A })],
	['a late joiner with the field of a burst', lateJoiner({ participantIds: [A], participantId: undefined })],
	['somebody who joined in no wave', lateJoiner({ waveId: null })],
	['a blank wave', item({ waveId: ' ' })],
	['an empty item', {}],
])('skips %s, and reads what follows', (_what, skipped) => {
	expect(waveEventsFrom([skipped, item()])).toEqual([burst()]);
});

test('no items are no events, and something else is an error', () => {
	expect(waveEventsFrom('')).toEqual([]);
	expect(() => waveEventsFrom(['Mona'])).toThrow('"Events" is not a list of items');
});
