import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';
import type { GroupDecision, WaveAnswer } from '../../../../nodes/wawp/waves/decision';
import type { GuardSettings } from '../../../../nodes/wawp/waves/guardSettings';
import type { Guest } from '../../../../nodes/wawp/waves/guests';
import type { PersonOutcome } from '../../../../nodes/wawp/waves/outcomes';
import type { PersonRow } from '../../../../nodes/wawp/waves/personRow';
import { choiceValue, type WaveQuestion } from '../../../../nodes/wawp/waves/question';
import type { StopResult } from '../../../../nodes/wawp/waves/stopResult';
import { alarmText, clockTime, fit, linkLine, lockLine, people, reportText } from '../../../../nodes/wawp/waves/texts';
import { A, B, C, D, GROUP, guard, MASKED, NOW, OTHER_GROUP, otherStop, row, stop } from '../../../support/waves';

const crowd = (count: number): ParticipantId[] =>
	Array.from({ length: count }, (_, at): ParticipantId => `${9900000001000 + at}@c.us`);

test.each([
	[0, '0 people'],
	[1, '1 person'],
	[2, '2 people'],
])('%d are %s', (count, expected) => {
	expect(people(count)).toBe(expected);
});

describe('the time of the last join', () => {
	const time = '2026-11-25T12:00:05.000Z';

	test.each([
		[time, 'UTC', '12:00:05 GMT+00:00'],
		[time, 'Africa/Cairo', '14:00:05 GMT+02:00'],
		[time, 'America/New_York', '07:00:05 GMT-05:00'],
		[time, 'Asia/Kathmandu', '17:45:05 GMT+05:45'],
		['2026-07-25T22:30:00.000Z', 'Europe/Berlin', '00:30:00 GMT+02:00'],
		['2026-12-25T22:30:00.000Z', 'Europe/Berlin', '23:30:00 GMT+01:00'],
		['2026-11-25T12:00:05+02:00', 'UTC', '10:00:05 GMT+00:00'],
		['', 'UTC', ''],
		['soon', 'UTC', ''],
	])('%j in %s is %j', (iso, timeZone, expected) => {
		expect(clockTime(iso, timeZone)).toBe(expected);
	});
});

describe('a text', () => {
	test('has no empty lines', () => {
		expect(fit(['a', '', 'b', ''])).toBe('a\nb');
		expect(fit([])).toBe('');
	});

	test('of 3,500 characters is whole', () => {
		const lines = ['x'.repeat(3_000), 'y'.repeat(499)];
		expect(fit(lines)).toBe(lines.join('\n'));
	});

	test('of one more ends before the line that is too long', () => {
		expect(fit(['x'.repeat(3_000), 'y'.repeat(500)])).toBe(`${'x'.repeat(3_000)}\n...`);
	});

	test('has its last lines below the others', () => {
		expect(fit(['a', ''], ['', 'b', 'c'])).toBe('a\nb\nc');
		expect(fit([], ['b'])).toBe('b');
	});

	test('of 3,500 characters with its last lines is whole, and of one more ends before the line that is too long', () => {
		const last = ['z'.repeat(100)];
		const first = 'x'.repeat(3_000);
		expect(fit([first, 'y'.repeat(399)], last)).toBe([first, 'y'.repeat(399), ...last].join('\n'));
		expect(fit([first, 'y'.repeat(400)], last)).toBe([first, '...', ...last].join('\n'));
	});

	test('that is far too long keeps its last lines, and stays below the limit of Wawp', () => {
		const text = fit(crowd(1_000), ['b', '', 'c']);
		expect(text.length).toBeLessThanOrEqual(3_504);
		expect(text).toMatch(/^9900000001000@c\.us\n[^]*\n\d{13}@c\.us\n\.\.\.\nb\nc$/);
	});

	test('that is far too long stays below the limit of Wawp, with its link', () => {
		const text = fit(crowd(1_000));
		expect(text.length).toBeLessThanOrEqual(3_504);
		expect(text).toMatch(/^9900000001000@c\.us\n[^]*\n\d{13}@c\.us\n\.\.\.$/);
	});
});

const LINK = 'https://chat.whatsapp.com/New';

describe('the line about the link', () => {
	test.each<[Partial<StopResult>, string]>([
		[{}, `The invite link was revoked. The new link is ${LINK}`],
		[
			{ verified: false },
			`Wawp says that the invite link was revoked, but n8n could not check that the old one is dead. The new link is ${LINK}`,
		],
		[{ inviteLink: null }, 'The invite link was revoked. The new link is not known'],
		[{ link: 'dead', linkError: 'E.' }, 'The old invite link is dead, but the new one is not known. E.'],
		[{ link: 'unknown', linkError: 'E.' }, 'THE INVITE LINK MAY STILL BE ALIVE. Reset it on the phone. E.'],
		[{ link: 'alive', linkError: 'E.' }, 'THE INVITE LINK IS STILL ALIVE. Reset it on the phone. E.'],
		[{ link: 'untouched' }, ''],
		[{ act: 'again' }, `The invite link was revoked. The new link is ${LINK}`],
		[{ act: 'watch', link: 'untouched', isNoAdmin: true }, 'Watch only: the invite link was not revoked.'],
		[
			{ link: 'alive', isNoAdmin: true, linkError: 'E.' },
			'THE INVITE LINK IS STILL ALIVE: the account of this workflow is not an admin of the group. Reset the link on the phone, and make the account an admin.',
		],
	])('%j', (more, expected) => {
		expect(linkLine(stop(more))).toBe(expected);
	});
});

describe('the line about the lock', () => {
	test.each<[StopResult['lockState'], string]>([
		['locked', 'The group is locked until this is decided: only admins can send messages.'],
		['lockedBefore', 'Only admins could already send messages, and it stays that way.'],
		['unknown', 'The group may be locked. Look at its settings. E.'],
		['failed', 'The group could not be locked. E.'],
		['untouched', ''],
	])('%s', (lockState, expected) => {
		expect(lockLine(stop({ lockState, lockError: 'E.' }))).toBe(expected);
	});
});

interface Alarm extends Partial<WaveQuestion> {
	stops?: StopResult[];
	rows?: PersonRow[];
	settings?: Partial<GuardSettings>;
	problems?: string[];
	/** How many people the question names. */
	count?: number;
}

function alarm({
	stops = [stop()],
	rows = [],
	settings = {},
	problems = [],
	kind = 'ask',
	guests = [],
	reason = '',
	count = 2,
}: Alarm = {}) {
	const named = crowd(count).map((participantId) => ({ groupId: GROUP, groupName: '', waveId: 'w1', participantId }));
	return alarmText(stops, rows, { kind, guests, reason, named }, guard(settings), { timeZone: 'UTC', problems }).split('\n');
}

const ASK = 'Nobody was removed yet. Choose who is to be removed, within 60 minutes. Without an answer, nobody is removed.';
const STILL_OPEN = 'A question about this wave is still open. Its choice "everybody else" is about them.';
const guest = (participantId: ParticipantId, more: Partial<Guest> = {}): Guest => ({
	groupId: GROUP,
	participantId,
	reason: 'invited back',
	...more,
});

describe('the alarm', () => {
	test('says who joined, what was done, and what is to be decided', () => {
		expect(alarm()).toEqual([
			'2 people joined Neighbours, the last at 12:00:00 GMT+00:00:',
			'+990000000001',
			'+990000000002',
			`The invite link was revoked. The new link is ${LINK}`,
			'The group is locked until this is decided: only admins can send messages.',
			ASK,
		]);
	});

	test('counts late joiners, and nobody about whom was decided', () => {
		const rows = [row(C), row(MASKED, { outcome: 'asked' }), row(A, { outcome: 'left' }), row(D, { waveId: 'w0' })];
		expect(alarm({ rows }).slice(0, 4)).toEqual([
			expect.stringMatching(/^3 people joined/),
			'+990000000002',
			'+990000000003',
			'hidden number 7700000000001',
		]);
	});

	test('of a burst in an open wave has the people of this burst alone', () => {
		const lines = alarm({ stops: [stop({ act: 'again', people: [C], burstNumber: 2 })], rows: [row(A), row(B)], kind: 'tell' });
		expect(lines.slice(0, 3)).toEqual([
			'1 person joined Neighbours, the last at 12:00:00 GMT+00:00 (burst 2 of this wave):',
			'+990000000003',
			expect.stringMatching(/^The invite link/),
		]);
		expect(lines.at(-1)).toBe(STILL_OPEN);
	});

	test('names guests apart, and in their own group', () => {
		const guests = [guest(A), guest(C, { groupId: OTHER_GROUP }), guest(B, { groupId: OTHER_GROUP })];
		const lines = alarm({ stops: [stop(), otherStop()], guests });
		expect(lines.slice(0, 4)).toEqual([
			expect.stringMatching(/^1 person joined Neighbours/),
			'+990000000002',
			'Guests, who are not touched:',
			'+990000000001 (invited back)',
		]);
		expect(lines.slice(6, 10)).toEqual([
			expect.stringMatching(/^0 people joined Friends/),
			'Guests, who are not touched:',
			'+990000000003 (invited back)',
			'+990000000002 (invited back)',
		]);
	});

	test.each([
		[40, 40, []],
		[41, 40, ['and 1 more']],
		[99, 40, ['and 59 more']],
	])('names at most 40 people: of %d', (count, names, more) => {
		const lines = alarm({ stops: [stop({ people: crowd(count) })] });
		expect(lines[0]).toMatch(new RegExp(`^${count} people`));
		expect(lines.filter((line) => line.startsWith('+'))).toHaveLength(names);
		expect(lines.filter((line) => line.startsWith('and '))).toEqual(more);
	});

	test.each<[groups: number, most: number]>([
		[1, 40],
		[2, 20],
		[3, 13],
		[13, 3],
		[14, 3],
		[20, 3],
	])('names fewer people of each group if they are several: of %d groups %d', (groups, most) => {
		const stops = Array.from({ length: groups }, () => stop({ people: crowd(41) }));
		const lines = alarm({ stops });
		expect(lines.slice(1, most + 2)).toEqual([...crowd(most).map((id) => `+${id.split('@')[0]}`), `and ${41 - most} more`]);
	});

	test('about a burst without a time does not tell the time', () => {
		expect(alarm({ stops: [stop({ time: '' })] })[0]).toBe('2 people joined Neighbours:');
		expect(alarm({ stops: [stop({ time: 'soon', burstNumber: 2 })] })[0]).toBe(
			'2 people joined Neighbours (burst 2 of this wave):',
		);
	});

	test('names at most 40 guests', () => {
		const everybody = crowd(41);
		const lines = alarm({ stops: [stop({ people: everybody })], guests: everybody.map((id) => guest(id)), kind: 'tell' });
		expect(lines.filter((line) => line.startsWith('+'))).toHaveLength(40);
		expect(lines.filter((line) => line.startsWith('and '))).toEqual(['and 1 more']);
	});

	test.each<[string, Alarm, RegExp]>([
		['a session that was away', { stops: [stop({ isDoubtful: true })] }, /^The session was away before/],
		[
			'the chat of the admins',
			{ settings: { adminChat: GROUP } },
			/^This is the chat of the admins itself, so nobody is asked here\./,
		],
		['mistakes in the settings', { settings: { problems: ['"removeAtMost" is x'] } }, /^Careful: "removeAtMost" is x\.$/],
		['other problems', { problems: ['the table is gone'] }, /^Careful: the table is gone\.$/],
		['the reason of the question', { reason: 'Too many.' }, /^You are asked because of this: Too many\.$/],
	])('tells of %s, and of it alone', (_what, situation, expected) => {
		expect(alarm(situation).filter((line) => expected.test(line))).toHaveLength(1);
		expect(alarm().filter((line) => expected.test(line))).toEqual([]);
		expect(alarm(situation)).toHaveLength(alarm().length + 1);
	});

	test.each<[string, Alarm, string]>([
		['a question', { settings: { answerWithinMinutes: 5 } }, ASK.replace('60', '5')],
		['the removal of one person', { kind: 'remove', count: 1 }, 'This person is being removed.'],
		['the removal of several people', { kind: 'remove', count: 2 }, 'These 2 people are being removed.'],
		[
			'watching',
			{ kind: 'tell', stops: [stop({ act: 'watch' }), otherStop({ act: 'watch' })] },
			'Watch only: nobody is asked, and nobody is removed.',
		],
		['bursts in open waves', { kind: 'tell', stops: [stop({ act: 'again' }), otherStop({ act: 'again' })] }, STILL_OPEN],
		['nothing to be decided', { kind: 'tell' }, 'There is nobody to ask about.'],
		[
			'nothing to be decided, and an open wave',
			{ kind: 'tell', stops: [stop({ act: 'again' }), otherStop()] },
			'There is nobody to ask about.',
		],
	])('ends with %s', (_what, situation, expected) => {
		expect(alarm(situation).at(-1)).toBe(expected);
	});

	test('about many groups is no longer than a message', () => {
		const stops = Array.from({ length: 50 }, () => stop({ people: crowd(40) }));
		const lines = alarm({ stops, problems: ['the table is gone'], reason: 'Too many.' });
		expect(lines.join('\n').length).toBeLessThanOrEqual(3_504);
		expect(lines.slice(-4)).toEqual(['...', 'Careful: the table is gone.', 'You are asked because of this: Too many.', ASK]);
	});
});

interface Report {
	stops?: StopResult[];
	decisions?: Array<Partial<GroupDecision>>;
	/** The outcomes of people in GROUP. */
	outcomes?: Array<[ParticipantId, string, Partial<PersonOutcome>?]>;
	by?: WaveAnswer['by'];
	/** Values of the choices. */
	named?: string[];
	error?: string;
	unlocked?: string[];
	failures?: string[];
}

function report({
	stops = [stop()],
	decisions = [{}],
	outcomes = [],
	by = 'an admin',
	named = [],
	error = '',
	unlocked = [],
	failures = [],
}: Report) {
	const nothing = { groupId: GROUP, waveId: 'w1', remove: [], keep: [], guests: [], open: [], isSilenced: false };
	return reportText(
		stops,
		decisions.map((one) => ({ ...nothing, ...one })),
		outcomes.map(([participantId, outcome, more]) => ({
			groupId: GROUP,
			waveId: 'w1',
			participantId,
			outcome,
			decidedBy: by,
			...more,
		})),
		{ by, at: NOW, chosen: new Set(), named: new Set(named), guests: new Set(), error },
		{ unlocked, failures },
	).split('\n');
}

describe('the report', () => {
	const friend = 'You said that these are friends. Nobody was removed from Neighbours, and it raises no alarm for 6 hours.';

	test.each<[string, Report, string[]]>([
		[
			'nobody answered',
			{ by: 'nobody', named: [choiceValue({ groupId: GROUP, participantId: A })] },
			['Nobody answered in time. Nobody was removed from Neighbours.'],
		],
		['nobody was asked about', { by: 'nobody' }, ['Nobody was asked about those who joined Neighbours.']],
		[
			'one person was removed',
			{ decisions: [{ remove: [A] }], outcomes: [[A, 'removed']] },
			['1 of 1 person was removed from Neighbours.'],
		],
		[
			'all were removed',
			{
				decisions: [{ remove: [A, B] }],
				outcomes: [
					[A, 'removed'],
					[B, 'removed'],
				],
			},
			['2 of 2 people were removed from Neighbours.'],
		],
		[
			'some were not removed',
			{
				decisions: [{ remove: [A, B, MASKED] }],
				outcomes: [
					[A, 'removed'],
					[B, 'protected: an admin'],
					[MASKED, 'removal unclear'],
				],
			},
			[
				'1 of 3 people were removed from Neighbours.',
				'NOT REMOVED:',
				'+990000000002: protected: an admin',
				'hidden number 7700000000001: removal unclear',
			],
		],
		[
			'one person stays',
			{ decisions: [{ keep: [A] }], outcomes: [[A, 'left']] },
			['As you decided, 1 person stays in Neighbours.'],
		],
		['several people stay', { decisions: [{ keep: [A, B] }] }, ['As you decided, 2 people stay in Neighbours.']],
		['they are friends', { decisions: [{ keep: [A, B], isSilenced: true }], outcomes: [[A, 'friends']] }, [friend]],
		['they are friends, and nobody is left', { decisions: [{ isSilenced: true }] }, [friend]],
		[
			'others joined meanwhile',
			{ decisions: [{ keep: [A], open: [C, MASKED] }] },
			[
				'As you decided, 1 person stays in Neighbours.',
				'2 more joined, about whom nobody has decided. They are still in Neighbours:',
				'+990000000003',
				'hidden number 7700000000001',
			],
		],
		[
			'nothing was decided in several groups',
			{ stops: [stop(), otherStop()] },
			['Nobody was asked about those who joined Neighbours, Friends.'],
		],
		['a group has no decision', { stops: [otherStop()] }, ['Nobody was asked about those who joined Friends.']],
		[
			'there is nothing but a group that is open again',
			{ unlocked: ['Neighbours is unlocked again.'] },
			['Neighbours is unlocked again.'],
		],
		['the admins could not be asked', { by: 'nobody', error: 'No chat.' }, ['The admins could not be asked. No chat.']],
		[
			'the settings decided, and the first message was not sent',
			{ by: 'the settings', error: 'No chat.', decisions: [{ remove: [A] }], outcomes: [[A, 'removed']] },
			['The first message could not be sent. No chat.', '1 of 1 person was removed from Neighbours.'],
		],
		[
			'requests failed, and groups are open again',
			{ decisions: [{ keep: [A] }], failures: ['Not allowed'], unlocked: ['Neighbours is unlocked again.'] },
			['As you decided, 1 person stays in Neighbours.', 'Not allowed', 'Neighbours is unlocked again.'],
		],
	])('if %s', (_what, situation, expected) => {
		expect(report(situation)).toEqual(expected);
	});

	test('about several groups has the people of each group', () => {
		const there = { groupId: OTHER_GROUP, waveId: 'w2' };
		const decisions = [{ ...there, remove: [A], keep: [C] }, { remove: [A, B] }];
		const outcomes: Report['outcomes'] = [
			[A, 'removed'],
			[B, 'not removed'],
			[A, 'protected', there],
			[C, 'left', there],
		];
		expect(report({ stops: [stop(), otherStop()], decisions, outcomes })).toEqual([
			'1 of 2 people were removed from Neighbours.',
			'NOT REMOVED:',
			'+990000000002: not removed',
			'0 of 1 person was removed from Friends.',
			'NOT REMOVED:',
			'+990000000001: protected',
			'As you decided, 1 person stays in Friends.',
		]);
	});

	test.each([
		[40, []],
		[41, ['and 1 more']],
	])('names at most 40 of %d people who joined meanwhile', (count, more) => {
		const lines = report({ decisions: [{ open: crowd(count) }] });
		expect(lines.filter((line) => line.startsWith('+'))).toHaveLength(40);
		expect(lines.filter((line) => line.startsWith('and '))).toEqual(more);
	});

	test('is no longer than a message', () => {
		const remove = crowd(300);
		const outcomes = remove.map((id): [ParticipantId, string] => [id, 'not removed']);
		expect(report({ decisions: [{ remove }], outcomes }).join('\n').length).toBeLessThanOrEqual(3_504);
	});
});
