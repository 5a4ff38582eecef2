import type { ParticipantChange } from '../../../../nodes/wawp/groups/participantChange';
import { NOT_MENTIONED, personResult, UNNUMBERED_FAILURE, type PersonResult } from '../../../../nodes/wawp/groups/personResult';

const LINK = /: send the invite link instead$/;
const REFUSED = (statusCode: number) => new RegExp(`^WhatsApp refused it with ${statusCode}$`);
const TROUBLE = /^WhatsApp had trouble with this person \(\d+\): look at the participants of the group$/;

test.each<[ParticipantChange, number | null]>([
	['add', null],
	['add', 200],
	['remove', 299],
	['promote', 207],
	['demote', 100],
])('%s is done with %s, and there is nothing to say', (change, statusCode) => {
	expect(personResult(change, statusCode)).toEqual({ status: 'done', reason: null, statusCode });
});

test.each<[ParticipantChange, number, PersonResult['status'], RegExp]>([
	['add', 409, 'done', /^the person was already in the group$/],
	['remove', 404, 'done', /^the person was not in the group$/],
	['add', 300, 'failed', REFUSED(300)],
	['add', 401, 'failed', /blocked this account; send the invite link instead from another one$/],
	['add', 403, 'failed', LINK],
	['add', 404, 'failed', /^the phone number is not on WhatsApp$/],
	['add', 408, 'failed', LINK],
	['add', 417, 'failed', LINK],
	['add', 419, 'failed', /^the group is full$/],
	['add', 499, 'failed', REFUSED(499)],
	['remove', 401, 'failed', /not an admin of this group$/],
	['demote', 403, 'failed', /^WhatsApp does not allow it, for example because the person created the group$/],
	['promote', 404, 'failed', /^the person is not in the group$/],
	['demote', 404, 'failed', /^the person is not in the group$/],
	['remove', 409, 'failed', REFUSED(409)],
	['promote', 409, 'failed', REFUSED(409)],
	['remove', 408, 'failed', REFUSED(408)],
	['add', 500, 'unclear', TROUBLE],
	['promote', 503, 'unclear', TROUBLE],
])('%s with %d is %s, with the reason', (change, statusCode, status, reason) => {
	expect(personResult(change, statusCode)).toEqual({ status, reason: expect.stringMatching(reason) as string, statusCode });
});

test('a failure without a number is unclear', () => {
	expect(UNNUMBERED_FAILURE).toEqual({
		status: 'unclear',
		reason: 'Wawp reported a failure for this person, but not which: look at the participants of the group',
		statusCode: null,
	});
});

test('who is not mentioned is unclear: the person has to look', () => {
	expect(NOT_MENTIONED).toEqual({
		status: 'unclear',
		reason: 'Wawp did not say what became of this person: look at the participants of the group',
		statusCode: null,
	});
});
