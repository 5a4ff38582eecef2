import type { Participant } from '../../../../nodes/wawp/groups/participantList';
import { KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';
import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';
import { guestReason, protectedPeople, type Expected } from '../../../../nodes/wawp/waves/guests';
import { A, B, C, D, GROUP, guard, MASKED, OTHER_GROUP, row } from '../../../support/waves';

const entry = (id: ParticipantId, role: Participant['role'] = 'participant', lid: ParticipantId | null = null): Participant => ({
	id,
	phoneNumberId: id.endsWith('@c.us') ? id : null,
	lid: id.endsWith('@lid') ? id : lid,
	role,
});
const ADMIN = entry(D, 'admin', '7700000000004@lid');
const MEMBERS = [ADMIN, entry(A), entry(B)];

function reasonFor(id: ParticipantId, more: Partial<Expected> = {}, pairs: ParticipantId[][] = []) {
	const known = new KnownPeople();
	for (const pair of pairs) known.learn(pair);
	return guestReason(GROUP, id, { rows: [], settings: guard(), participants: MEMBERS, known, ...more });
}

const rowsWith = (outcome: string, more: Parameters<typeof row>[1] = {}) => [row(B, { waveId: '', outcome, ...more })];

describe('a guest', () => {
	test.each<[string, ParticipantId, Partial<Expected>, string]>([
		['is never to be removed', A, { settings: guard({ neverRemove: [C, A] }) }, 'never to be removed'],
		['waits', B, { rows: rowsWith('waiting') }, 'on the waiting list'],
		['was invited', B, { rows: rowsWith('invited') }, 'on the waiting list'],
		['was invited back', B, { rows: rowsWith('invited back') }, 'invited back'],
		['waits, and is in the wave too', B, { rows: [row(B), ...rowsWith('waiting')] }, 'on the waiting list'],
		[
			'is never to be removed, and waits',
			B,
			{ rows: rowsWith('waiting'), settings: guard({ neverRemove: [B] }) },
			'never to be removed',
		],
		['waits, and nobody knows the list', B, { rows: rowsWith('waiting'), participants: undefined }, 'on the waiting list'],
	])('is somebody who %s', (_who, id, more, expected) => {
		expect(reasonFor(id, more)).toBe(expected);
	});

	test('is somebody under another ID that is known to be theirs', () => {
		const more = { rows: rowsWith('waiting'), participants: undefined };
		expect(reasonFor(MASKED, more, [[B, MASKED]])).toBe('on the waiting list');
		expect(reasonFor(MASKED, { ...more, participants: [ADMIN, entry(B, 'participant', MASKED)] })).toBe('on the waiting list');
	});

	test.each<[string, Partial<Expected>, string]>([
		['who is never to be removed', { settings: guard({ neverRemove: [B] }) }, 'perhaps never to be removed'],
		['who waits', { rows: rowsWith('waiting') }, 'perhaps on the waiting list'],
		['who was invited back', { rows: rowsWith('invited back') }, 'perhaps invited back'],
	])('may be a hidden number that cannot be told apart from somebody %s', (_who, more, expected) => {
		expect(reasonFor(MASKED, { participants: undefined, ...more })).toBe(expected);
	});

	test.each<[string, ParticipantId, Participant[], string]>([
		['an admin', D, MEMBERS, 'an admin'],
		['an admin under the masked ID', '7700000000004@lid', MEMBERS, 'an admin'],
		['the owner', A, [entry(A, 'superadmin')], 'an admin'],
		['somebody who cannot be told apart from an admin', MASKED, [entry(D, 'admin')], 'perhaps an admin'],
		['anybody in a list that shows no admin', A, [entry(A), entry(B)], 'perhaps an admin'],
	])('is %s', (_who, id, participants, expected) => {
		expect(reasonFor(id, { participants })).toBe(expected);
	});

	test('is everybody if neverRemove cannot be read', () => {
		expect(reasonFor(A, { settings: { neverRemove: undefined } })).toBe(
			'nobody is removed, because "neverRemove" cannot be read',
		);
	});
});

describe('no guest', () => {
	test.each<[string, Partial<Expected>]>([
		['somebody who is in no list', {}],
		['somebody in a group without participants', { participants: [] }],
		['somebody in a group whose participants could not be read', { participants: undefined }],
		['somebody else than the guests', { rows: rowsWith('waiting', { participantId: C }), settings: guard({ neverRemove: [C] }) }],
		['somebody who waits for another group', { rows: rowsWith('waiting', { groupId: OTHER_GROUP }) }],
		['somebody who was invited back to another group', { rows: rowsWith('invited back', { groupId: OTHER_GROUP }) }],
		...['joined', 'asked', 'removed', 'left', 'friends', 'no answer', 'guest', ''].map((outcome): [string, Partial<Expected>] => [
			`somebody with the outcome "${outcome}"`,
			{ rows: rowsWith(outcome) },
		]),
	])('is %s', (_who, more) => {
		expect(reasonFor(B, more)).toBeUndefined();
	});

	test('is a hidden number whose list shows that it is somebody else', () => {
		const participants = [ADMIN, entry(MASKED), entry(B)];
		expect(reasonFor(MASKED, { rows: rowsWith('waiting'), participants })).toBeUndefined();
	});
});

describe('the people whom a removal must spare', () => {
	const rows = [
		row(A, { outcome: 'waiting' }),
		row(B, { outcome: 'invited' }),
		row(C, { outcome: 'invited back' }),
		row(D, { outcome: 'joined' }),
		row(D, { outcome: 'waiting', groupId: OTHER_GROUP }),
	];

	test('are those of neverRemove, and those who wait for this group or were invited to it', () => {
		expect(protectedPeople(GROUP, rows, guard({ neverRemove: [MASKED] }))).toEqual([MASKED, A, B, C]);
		expect(protectedPeople(OTHER_GROUP, rows, guard())).toEqual([D]);
	});

	test('are those of the rows if neverRemove cannot be read', () => {
		expect(protectedPeople(GROUP, rows, guard({ neverRemove: undefined }))).toEqual([A, B, C]);
	});
});
