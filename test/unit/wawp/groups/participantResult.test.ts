import type { ParticipantChange } from '../../../../nodes/wawp/groups/participantChange';
import {
	NOT_MENTIONED,
	participantResult,
	UNNUMBERED_FAILURE,
	type ParticipantResult,
} from '../../../../nodes/wawp/groups/participantResult';

describe('the result for one participant', () => {
	const LINK = /: send the invite link instead$/;
	const REFUSED = (statusCode: number) => new RegExp(`^WhatsApp refused the change with status ${statusCode}$`);
	const NOT_PROCESSED = /^WhatsApp could not process this person \(\d+\): check the participants of the group$/;

	test.each<[ParticipantChange, number]>([
		['add', 200],
		['remove', 299],
		['promote', 207],
	])('%s is done with %s, without a reason', (change, statusCode) => {
		expect(participantResult(change, statusCode)).toEqual({ status: 'done', reason: null, statusCode, verified: false });
	});

	test.each<[ParticipantChange, number, ParticipantResult['status'], RegExp]>([
		['add', 409, 'done', /^the person was already in the group$/],
		['remove', 404, 'done', /^the person was not in the group$/],
		['add', 300, 'failed', REFUSED(300)],
		['add', 401, 'failed', /blocked this account: send the invite link from another account instead$/],
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
		['add', 500, 'unclear', NOT_PROCESSED],
		['promote', 503, 'unclear', NOT_PROCESSED],
	])('%s with %d is %s, with a reason', (change, statusCode, status, reason) => {
		expect(participantResult(change, statusCode)).toEqual({
			status,
			reason: expect.stringMatching(reason) as string,
			statusCode,
			verified: false,
		});
	});

	test('is unclear for a failure without a status', () => {
		expect(UNNUMBERED_FAILURE).toEqual({
			status: 'unclear',
			reason: 'Wawp reported an issue with this person, but no status: check the participants of the group',
			statusCode: null,
			verified: false,
		});
	});

	test('is unclear for a person who is not mentioned', () => {
		expect(NOT_MENTIONED).toEqual({
			status: 'unclear',
			reason: 'the response from Wawp does not mention this person: check the participants of the group',
			statusCode: null,
			verified: false,
		});
	});
});
