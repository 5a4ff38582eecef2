import { idPairsFrom, participantResultsFrom } from '../../../../nodes/wawp/groups/participantResults';
import { addErrors } from '../../../support/emulator/changeShapes';
import { response, noResponse } from '../../../support/outcomes';

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';

/** The statuses of both people. */
const statuses = (body: unknown) => {
	const results = participantResultsFrom(response(body), 'remove', [P1, P2]);
	return results && [P1, P2].map((id) => results.get(id as typeof P1)!.status);
};

describe('the results of two people', () => {
	const ok = (JID: string) => ({ JID, Error: 0 });
	const refused = (JID: string) => ({ JID, Error: 403 });
	/** As Baileys returns it: the number is only in the attributes. */
	const masked = (id: string, status: string) => ({
		status,
		jid: `77${id.slice(0, 12)}@lid`,
		content: {
			tag: 'participant',
			attrs: {
				jid: `77${id.slice(0, 12)}@lid`,
				phone_number: id.replace('@c.us', '@s.whatsapp.net'),
				...(status !== '200' && { error: status }),
			},
		},
	});

	test.each<[string, unknown, string[]]>([
		['GOWS', [ok(P1), refused(P2)], ['done', 'failed']],
		['GOWS, in another order', [ok(P2), refused(P1)], ['failed', 'done']],
		['GOWS, by number if the id is masked', [{ JID: '7@lid', PhoneNumber: P1, Error: 403 }, ok(P2)], ['failed', 'done']],
		[
			'NOWEB',
			[
				{ jid: P1, status: '403' },
				{ jid: P2, status: '200' },
			],
			['failed', 'done'],
		],
		['NOWEB in a masked group', [masked(P1, '200'), masked(P2, '403')], ['done', 'failed']],
		['NOWEB in a masked group, in another order', [masked(P2, '200'), masked(P1, '403')], ['failed', 'done']],
		['NOWEB, with an error only in the attributes', [{ ...masked(P1, '403'), status: '200' }, ok(P2)], ['failed', 'done']],
		[
			'NOWEB, with the masked id in the attributes',
			[{ jid: P1, status: '200', content: { attrs: { lid: '7@lid' } } }, ok(P2)],
			['done', 'done'],
		],
		['NOWEB, with a content of another form', [{ jid: P1, status: '403', content: 'x' }, ok(P2)], ['failed', 'done']],
		['WEBJS, adding', { [P1]: { code: 403, message: 'x' }, [P2]: { code: 200 } }, ['failed', 'done']],
		['lists in data', { success: true, data: [refused(P1), ok(P2)] }, ['failed', 'done']],
		['lists in participants', { participants: [refused(P1), ok(P2)] }, ['failed', 'done']],
		['lists in wrappers', { response: { result: { data: { participants: [refused(P1), ok(P2)] } } } }, ['failed', 'done']],
		['a success flag for each', [{ JID: P1, success: true }, ok(P2)], ['done', 'done']],
		['unknown ids with the same result', [ok('7@lid'), ok('8@lid')], ['done', 'done']],
		['unknown ids with different results', [ok('7@lid'), refused('8@lid')], ['unclear', 'unclear']],
		['unknown ids, one without a status', [{ JID: '7@lid', status: '200' }, ok('8@lid')], ['unclear', 'unclear']],
		['unknown ids, one with an error text', [ok('7@lid'), { JID: '8@lid', error: 'No' }], ['unclear', 'unclear']],
		['one known and one unknown id', [ok(P1), refused('8@lid')], ['done', 'failed']],
		['only one of the two', [ok(P1)], ['done', 'unclear']],
		['a person who is not in the request', [ok('201234567899@c.us')], ['unclear', 'unclear']],
		['a server error for one', [{ JID: P1, Error: 500 }, ok(P2)], ['unclear', 'done']],
		['people without a result', [{ JID: P1 }, { JID: P2 }], ['unclear', 'unclear']],
		['people as text', [P1, P2], ['unclear', 'unclear']],
		['the list of the request', { success: true, participants: [{ id: P1 }, { id: P2 }] }, ['unclear', 'unclear']],
		[
			'an error text',
			[
				{ JID: P1, error: 'not-authorized' },
				{ JID: P2, success: false },
			],
			['unclear', 'unclear'],
		],
		['error 0', [{ JID: P1, error: 0 }, ok(P2)], ['done', 'done']],
		['an error inside a wrapper', [{ JID: P1, data: { error: 'forbidden' } }, ok(P2)], ['unclear', 'done']],
		['one flag for all', { ok: true }, ['unclear', 'unclear']],
		['a word for all', 'OK', ['unclear', 'unclear']],
	])('%s', (_name, body, expected) => {
		expect(statuses(body)).toEqual(expected);
	});

	test.each<[unknown, object]>([
		[{ Error: 0 }, { status: 'done', statusCode: null }],
		[
			{ Error: 0, status: 200 },
			{ status: 'done', statusCode: 200 },
		],
		[{ status: 199 }, { status: 'unclear', statusCode: null }],
		[{ Error: 7 }, { status: 'unclear', statusCode: null }],
		[{ code: '403' }, { status: 'failed', statusCode: 403 }],
		[{ code: '40300' }, { status: 'unclear', statusCode: null }],
		[{ code: 'x403' }, { status: 'unclear', statusCode: null }],
		[{ code: [403] }, { status: 'unclear', statusCode: null }],
		[{ code: { status: 403 } }, { status: 'unclear', statusCode: null }],
	])('the status in %j', (entry, result) => {
		const body = [{ JID: P1, ...(entry as object) }];
		expect(participantResultsFrom(response(body), 'remove', [P1])!.get(P1)).toMatchObject(result);
	});

	test('the code of a private invitation is not a status', () => {
		const body = [{ JID: P1, Error: 403, AddRequest: { Code: '200', Expiration: '2026-11-25T12:00:00Z' } }];
		expect(participantResultsFrom(response(body), 'add', [P1])!.get(P1)).toMatchObject({ status: 'failed', statusCode: 403 });
	});
});

test.each<[string, unknown]>([
	['an empty body', ''],
	['the word undefined', 'undefined'],
	['another text', 'Bad things happened'],
	['a text that ends with a success word', 'Not done'],
	['a text that starts with a success word', 'OK, nobody was removed'],
	['a web page', '<html></html>'],
	['null', 'null'],
	['false', 'false'],
	['an empty list', []],
	['an empty object', {}],
	['an error', { code: 'wawp_upstream_error' }],
	['a text of WEBJS for a non-admin', addErrors['not an admin']],
	['a text of WEBJS for an empty group', addErrors['an empty group']],
	['a failure', { success: false }],
	['a used-up limit with the status success', { status: 'success', message: 'Monthly limit exceeded' }],
	['an empty list in participants', { participants: [] }],
	['empty data', { data: null }],
	['a message alone', { message: 'Failed to add participants' }],
	['a list of people who failed', { success: true, added: [], failed: [P1] }],
	['a failure in data', { data: { success: false } }],
	['an error name in data', { data: { code: 'invalid_session', message: 'gone' } }],
	['an HTTP status in data', { data: { statusCode: 500, exception: { message: 'x' } } }],
	['an error in response', { response: { error: 'forbidden' } }],
])('there are no results in %s', (_name, body) => {
	expect(statuses(body)).toBeUndefined();
});

test('there are no results without a 2xx, or without a response', () => {
	expect(participantResultsFrom(response([{ JID: P1 }], 500), 'remove', [P1])).toBeUndefined();
	expect(participantResultsFrom(noResponse('timeout', true), 'remove', [P1])).toBeUndefined();
});

test.each<[string, unknown, object[]]>([
	[
		'NOWEB in a masked group',
		[{ status: '200', jid: '7@lid', content: { attrs: { phone_number: '201234567891@s.whatsapp.net' } } }],
		[{ phoneNumberId: P1, lid: '7@lid' }],
	],
	['NOWEB', [{ status: '200', jid: P1, content: { attrs: { jid: P1, lid: '7@lid' } } }], [{ phoneNumberId: P1, lid: '7@lid' }]],
	[
		'GOWS',
		[
			{ JID: '7@lid', PhoneNumber: P1, LID: '7@lid', Error: 0 },
			{ JID: P2, Error: 0 },
		],
		[{ phoneNumberId: P1, lid: '7@lid' }],
	],
	['WEBJS', { [P1]: { code: 200 } }, []],
	['one flag for all', { ok: true }, []],
	['a text', addErrors['not an admin'], []],
])('the pairs of a number and a masked id in a response: %s', (_name, body, pairs) => {
	expect(idPairsFrom(response(body))).toEqual(pairs);
});
