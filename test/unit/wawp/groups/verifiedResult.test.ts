import fc from 'fast-check';
import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';
import type { ParticipantChange } from '../../../../nodes/wawp/groups/participantChange';
import type { Participant } from '../../../../nodes/wawp/groups/participantList';
import { DONE, NOT_STATED, participantResult, type ParticipantResult } from '../../../../nodes/wawp/groups/participantResult';
import { showsChange, verifiedResult } from '../../../../nodes/wawp/groups/verifiedResult';
import { expectProperty } from '../../../support/property';

const PERSON = '201234567891@c.us';
const MASKED = '77@lid';
const CHANGES: ParticipantChange[] = ['add', 'remove', 'promote', 'demote'];

const entry = (id: ParticipantId, more: Partial<Participant> = {}): Participant => ({
	id,
	phoneNumberId: id.endsWith('@c.us') ? id : null,
	lid: id.endsWith('@lid') ? id : null,
	role: 'participant',
	...more,
});

const ME = '201000000000@c.us';
const OTHER = '201999999999@c.us';
const me = entry(ME, { role: 'admin' });
const other = entry(OTHER);
const unreadable: Participant = { id: null, phoneNumberId: null, lid: null, role: 'participant' };

describe('what a list shows', () => {
	test.each<[string, Participant[], Array<boolean | undefined>]>([
		['a person in the group', [me, entry(PERSON)], [true, false, false, true]],
		['an admin', [me, entry(PERSON, { role: 'admin' })], [true, false, true, false]],
		['the creator of the group', [me, entry(PERSON, { role: 'superadmin' })], [true, false, true, false]],
		['a person who is not in the group', [me, other], [false, true, false, undefined]],
		['a list with an entry that cannot be read', [me, other, unreadable], [undefined, undefined, undefined, undefined]],
		['a person beside such an entry', [me, entry(PERSON), unreadable], [true, false, false, true]],
		['a list without roles', [entry(PERSON), other], [true, false, undefined, undefined]],
		['a person with a masked id and a number', [me, entry(MASKED, { phoneNumberId: PERSON })], [true, false, false, true]],
		['masked ids alone', [entry(MASKED, { role: 'admin' })], [undefined, undefined, undefined, undefined]],
		['one masked id', [me, entry(MASKED)], [undefined, undefined, undefined, undefined]],
	])('%s', (_name, participants, expected) => {
		expect(CHANGES.map((change) => showsChange(participants, change, [PERSON]))).toEqual(expected);
	});

	test('a masked id is compared with masked ids', () => {
		const withLid = [entry(ME, { role: 'admin', lid: '1@lid' }), entry(OTHER, { lid: MASKED })];
		expect(showsChange(withLid, 'add', [MASKED])).toBe(true);
		expect(showsChange(withLid, 'remove', ['78@lid'])).toBe(true);
		expect(showsChange([me, other], 'remove', [MASKED])).toBeUndefined();
	});

	test('a person with two known ids is found by either of them, and is outside if one of them can be compared', () => {
		const maskedList = [entry('1@lid', { role: 'admin' }), entry(MASKED)];
		expect(CHANGES.map((change) => showsChange(maskedList, change, [PERSON, MASKED]))).toEqual([true, false, false, true]);
		expect(showsChange(maskedList, 'remove', [PERSON, '78@lid'])).toBe(true);
		expect(showsChange(maskedList, 'remove', [PERSON])).toBeUndefined();
	});

	test.each<[string, ParticipantId, ParticipantId]>([
		['Brazil, without the ninth digit', '5511987654321@c.us', '551187654321@c.us'],
		['Mexico, with the 1', '5215512345678@c.us', '525512345678@c.us'],
		['Argentina, with the 9', '5491123456789@c.us', '541123456789@c.us'],
	])('another form of the same number proves nothing: %s', (_name, listed, requested) => {
		for (const change of CHANGES) expect(showsChange([me, entry(listed)], change, [requested])).toBeUndefined();
	});

	test('a number with only a few equal digits at its end is another person', () => {
		expect(showsChange([me, entry('201555555591@c.us')], 'remove', [PERSON])).toBe(true);
		expect(showsChange([me, entry('201554567891@c.us')], 'remove', [PERSON])).toBeUndefined();
	});

	test('nobody who is in the list is shown as removed', () => {
		const digits = fc.integer({ min: 1, max: 3_000_000 }).map((n) => `20${n}`);
		const person = fc.oneof(
			digits.map((number) => entry(`${number}@c.us`)),
			digits.map((number) => entry(`9${number}@lid`)),
			digits.map((number) => entry(`9${number}@lid`, { phoneNumberId: `${number}@c.us` })),
		);
		expectProperty(
			fc.property(fc.array(person, { minLength: 1, maxLength: 20 }), fc.nat(), (participants, at) => {
				const { id, phoneNumberId, lid } = participants[at % participants.length]!;
				const known = [id, phoneNumberId, lid].filter((one) => one !== null);
				expect(known.map((one) => showsChange(participants, 'remove', [one]))).toEqual(known.map(() => false));
			}),
		);
	});
});

describe('a result after a look at the list', () => {
	const failed = participantResult('remove', 403);
	const already = participantResult('add', 409);

	test.each<[string, ParticipantResult]>([
		['done', DONE],
		['failed', failed],
		['unclear', NOT_STATED],
	])('stays "%s" if the list cannot tell', (_status, result) => {
		expect(verifiedResult(result, 'remove', undefined)).toEqual(result);
	});

	test('is done and verified if the list shows the change', () => {
		expect(verifiedResult(DONE, 'remove', true)).toEqual({ ...DONE, verified: true });
		expect(verifiedResult(NOT_STATED, 'remove', true)).toEqual({ ...DONE, verified: true });
		expect(verifiedResult(failed, 'remove', true)).toEqual({ status: 'done', reason: null, statusCode: 403, verified: true });
		expect(verifiedResult(already, 'add', true)).toEqual({ ...already, verified: true });
	});

	test.each<[ParticipantChange, string]>([
		['add', 'the person is not in the group'],
		['remove', 'the person is still in the group'],
		['promote', 'the person is not an admin'],
		['demote', 'the person is still an admin'],
	])('%s fails if the response did not tell and the list shows that %s', (change, shown) => {
		const reason = `the list of participants shows that ${shown}`;
		expect(verifiedResult(NOT_STATED, change, false)).toEqual({ status: 'failed', reason, statusCode: null, verified: true });
		expect(verifiedResult(DONE, change, false)).toEqual({
			status: 'unclear',
			reason: `Wawp reported success, but ${reason}`,
			statusCode: null,
			verified: false,
		});
	});

	describe('if the list may show people who have left', () => {
		const STILL =
			'the list of participants still shows the person, but may also show people who have left: look at the group in WhatsApp';

		test.each<[string, ParticipantChange, boolean, ParticipantResult, object]>([
			['absence proves a removal', 'remove', true, NOT_STATED, { status: 'done', verified: true }],
			['presence proves no failed removal', 'remove', false, NOT_STATED, { status: 'unclear', verified: false, reason: STILL }],
			['presence contradicts a removal', 'remove', false, DONE, { status: 'unclear', verified: false }],
			['presence proves no refusal', 'remove', false, failed, failed],
			['presence alone proves no addition', 'add', true, NOT_STATED, NOT_STATED],
			['presence turns no refusal into an addition', 'add', true, participantResult('add', 408), participantResult('add', 408)],
			['presence confirms an addition', 'add', true, DONE, { status: 'done', verified: true }],
			['absence disproves an addition', 'add', false, NOT_STATED, { status: 'failed', verified: true }],
			['roles are current', 'promote', false, NOT_STATED, { status: 'failed', verified: true }],
			['roles are current', 'demote', true, NOT_STATED, { status: 'done', verified: true }],
		])('%s: %s', (_name, change, isShown, result, expected) => {
			expect(verifiedResult(result, change, isShown, true)).toMatchObject(expected);
		});
	});

	test('keeps the reason of a refusal that the list confirms', () => {
		expect(verifiedResult(failed, 'remove', false)).toEqual({ ...failed, verified: true });
	});
});

test('a removal with 404 is unclear if the list cannot be compared: a masked group may hide the person', () => {
	const notFound = participantResult('remove', 404);
	expect(verifiedResult(notFound, 'remove', undefined)).toMatchObject({ status: 'unclear', statusCode: 404, verified: false });
	expect(verifiedResult(notFound, 'remove', true)).toMatchObject({ status: 'done', verified: true });
});
