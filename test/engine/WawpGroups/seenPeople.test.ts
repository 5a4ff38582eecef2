import type { INodeParameters } from 'n8n-workflow';
import { toAccount } from '../../../nodes/wawp/transport/account';
import { accountPeople } from '../../../nodes/wawp/transport/accountPeople';
import type { Fault } from '../../support/emulator/faults';
import { A, Bench } from '../../support/engine/bench';
import { useFastClock } from '../../support/engine/fastClock';

useFastClock();

const bench = new Bench('getAll', 'participant');
const PERSON = '201234567891@c.us';
const LID = '9201234567891@lid';
const GOWS_PERSON = { JID: LID, PhoneNumber: '201234567891@s.whatsapp.net', IsAdmin: false };

const known = () => accountPeople(toAccount(bench.credential)).complete([LID]);

/** What an engine says about both IDs of a person reaches the trigger, which runs in the same process. */
test.each<[string, INodeParameters, Fault['on'], unknown]>([
	['a list of participants', { resource: 'participant', operation: 'getAll' }, 'participants', [GOWS_PERSON]],
	[
		'a list of groups',
		{ resource: 'group', operation: 'getAll' },
		'groups',
		[{ JID: A, Name: 'Group A', Participants: [GOWS_PERSON] }],
	],
	['a group', { resource: 'group', operation: 'get' }, 'group', { JID: A, Name: 'Group A', Participants: [GOWS_PERSON] }],
	[
		'the result of a change',
		{ resource: 'participant', operation: 'remove', participants: PERSON },
		'removeParticipants',
		[{ status: '200', jid: LID, content: { attrs: { phone_number: '201234567891@s.whatsapp.net' } } }],
	],
])('the pair of IDs is known from %s', async (_what, parameters, on, body) => {
	expect(known()).toEqual([LID]);
	bench.emulator.faults.plan({
		kind: 'status',
		status: 200,
		body: JSON.stringify(body),
		contentType: 'application/json',
		...(on && { on }),
	});
	await bench.run({ parameters });
	expect(known()).toEqual([PERSON, LID]);
});

test('the own account is known by both IDs from the status of the session', async () => {
	bench.account.engine = 'NOWEB';
	await bench.run({ parameters: { resource: 'group', operation: 'getAll' } });
	expect(accountPeople(toAccount(bench.credential)).isOwn([bench.account.me.lid as `${string}@lid`])).toBe(true);
});
