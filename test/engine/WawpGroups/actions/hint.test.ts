import { A, B, Bench } from '../../../support/engine/bench';
import { useFastClock } from '../../../support/engine/fastClock';

useFastClock();

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';
const CONTINUE = { onError: 'continueErrorOutput' } as const;

describe('a run that needs no word shows no hint', () => {
	const groups = new Bench('getAll', 'group');
	const codes = new Bench('get');
	const removal = new Bench('remove', 'participant');

	test('of reads', async () => {
		expect((await groups.run({ parameters: { returnAll: true } })).hints).toEqual([]);
		expect((await codes.run({ ids: [A, B] })).hints).toEqual([]);
	});

	test('of a change that was done for everybody', async () => {
		removal.a.addMember(P1);
		expect((await removal.run({ parameters: { participants: P1 } })).hints).toEqual([]);
	});
});

const UNPROTECTED = { protectAdmins: false };

describe('a hint says', () => {
	const groups = new Bench('getAll', 'group');
	const codes = new Bench('get');
	const removal = new Bench('remove', 'participant');
	const sending = new Bench('send', 'message');

	test('how long a read waited for a rate limit', async () => {
		codes.emulator.faults.plan({ kind: 'rate limit', retryAfter: '60', on: 'get' });
		expect((await codes.run()).hints).toEqual(['waited 60 s for rate limits']);
	});

	test('how many groups were kept although the rights of the account are unknown', async () => {
		groups.account.engine = 'WEBJS';
		groups.emulator.faults.plan({ kind: 'undefined', on: 'participants', times: 99 });
		const { hints } = await groups.run({ parameters: { returnAll: true, adminOnly: true } });
		expect(hints).toEqual(['3 groups kept although it is unknown whether the account is an admin']);
	});

	test('how many people failed, and about how many nothing is known', async () => {
		removal.account.engine = 'GOWS';
		removal.a.addMember(P1);
		const refused = await removal.run({
			credential: { ...removal.credential, accessToken: 'wrong' },
			parameters: { participants: P1, options: UNPROTECTED },
			settings: CONTINUE,
		});
		expect(refused.hints).toEqual(['1 participant failed']);
		removal.emulator.faults.plan(
			{ kind: 'drop', on: 'removeParticipants', times: 99 },
			{ kind: 'undefined', on: 'participants', times: 99 },
		);
		const { hints } = await removal.run({
			parameters: { participants: `${P1}, ${P2}`, options: UNPROTECTED },
			settings: CONTINUE,
		});
		expect(hints).toEqual(['2 participants unclear: look at the group']);
	});

	test('how many messages are only queued', async () => {
		sending.account.messageShape = 'queued';
		const { hints } = await sending.run({ parameters: { sendTo: P1, message: 'Hello' } });
		expect(hints).toEqual(['1 message queued: Wawp has not sent it yet']);
	});

	test('how many results are unclear', async () => {
		removal.a.addMember(P1);
		removal.emulator.faults.plan({ kind: 'undefined', on: 'participants', times: 99 });
		removal.account.engine = 'WEBJS';
		const { success, hints } = await removal.run({ parameters: { participants: P1, options: UNPROTECTED } });
		expect(success[0]!.json.status).toBe('unclear');
		expect(hints).toEqual(['1 participant unclear: look at the group']);
	});
});
