import type { GroupDecision, WaveAnswer } from '../../../../nodes/wawp/waves/decision';
import { outcomesOf, removalsFrom, type Removal } from '../../../../nodes/wawp/waves/outcomes';
import { choiceValue } from '../../../../nodes/wawp/waves/question';
import { A, B, C, D, GROUP, MASKED, NOW, OTHER_GROUP } from '../../../support/waves';

describe('the results of the removal', () => {
	const done: Removal = { groupId: GROUP, participantId: A, status: 'done', reason: '' };

	test.each<[string, unknown, Removal[], string[]]>([
		[
			'people',
			[{ json: { ...done, statusCode: 200 } }, { ...done, participantId: MASKED }],
			[done, { ...done, participantId: MASKED }],
			[],
		],
		['a person with a reason', [{ ...done, status: 'failed', reason: 'No' }], [{ ...done, status: 'failed', reason: 'No' }], []],
		['a person whose reason is an object', [{ ...done, reason: { message: 'No' } }], [{ ...done, reason: 'No' }], []],
		['a person without a reason', [{ ...done, reason: null }], [done], []],
		[
			'a person with an error, but without a status',
			[{ groupId: GROUP, participantId: A, error: 'Timeout' }],
			[{ ...done, status: 'unclear', reason: 'Timeout' }],
			[],
		],
		[
			'a person with an error object, and with an empty status',
			[{ ...done, status: '', error: { message: 'Timeout' } }],
			[{ ...done, status: 'unclear', reason: 'Timeout' }],
			[],
		],
		[
			'a person with a reason, whose error is another one',
			[{ ...done, status: 'failed', reason: 'No', error: 'Old' }],
			[{ ...done, status: 'failed', reason: 'No' }],
			[],
		],
		['a person with neither a status nor an error', [{ groupId: GROUP, participantId: A }], [{ ...done, status: 'unclear' }], []],
		['a failed request', [{ error: 'Not allowed' }], [], ['Not allowed']],
		['a failed request with an error', [{ groupId: GROUP, error: { message: 'Not allowed' } }], [], ['Not allowed']],
		['a failed request, then a person', [{ error: 'Not allowed' }, done], [done], ['Not allowed']],
		['a person without a group', [{ ...done, groupId: null, error: 'Not allowed' }], [], ['Not allowed']],
		['a name instead of a person', [{ ...done, participantId: 'Mona' }], [], []],
		['the empty item', [{}], [], []],
		['an error without a text', [{ error: { code: 5 } }, { error: '' }, { error: 5 }], [], []],
		['nothing', [], [], []],
	])('are read from %s', (_what, value, removals, failures) => {
		expect(removalsFrom(value)).toEqual({ removals, failures });
	});

	test('are an error if they are no list of items', () => {
		expect(() => removalsFrom(['all'])).toThrow('"Removed" is not a list of items');
	});
});

const decision = (more: Partial<GroupDecision> = {}): GroupDecision => ({
	groupId: GROUP,
	waveId: 'w1',
	remove: [],
	keep: [],
	guests: [],
	open: [],
	isSilenced: false,
	...more,
});

function outcomes(
	decisions: GroupDecision[],
	{
		by = 'an admin',
		removals = [],
		named = [],
		unanswered = [],
	}: Partial<Pick<WaveAnswer, 'by'>> & {
		removals?: Removal[];
		named?: string[];
		unanswered?: Parameters<typeof outcomesOf>[4];
	} = {},
) {
	const answer: WaveAnswer = { by, at: NOW, chosen: new Set(), named: new Set(named), guests: new Set(), error: '' };
	return outcomesOf(decisions, removals, answer, choiceValue, unanswered);
}

describe('the outcome of a person who is to be removed', () => {
	const result = (status: string, reason = '', more: Partial<Removal> = {}): Removal => ({
		groupId: GROUP,
		participantId: A,
		status,
		reason,
		...more,
	});

	test.each<[string, Removal[], string]>([
		['done', [result('done', 'was gone before')], 'removed'],
		['failed', [result('failed')], 'not removed'],
		['failed, with a reason', [result('failed', 'Not allowed')], 'not removed: Not allowed'],
		['unclear', [result('unclear', 'no answer')], 'removal unclear: no answer'],
		['protected', [result('protected', 'the person is an admin')], 'protected: the person is an admin'],
		['another word', [result('queued', 'wait')], 'queued: wait'],
		['without a result', [], 'removal unclear'],
		['with the result of another person', [result('done', '', { participantId: B })], 'removal unclear'],
		['with the result of another group', [result('done', '', { groupId: OTHER_GROUP })], 'removal unclear'],
		['with two results, of which the first counts', [result('failed'), result('done')], 'not removed'],
	])('%s', (_what, removals, outcome) => {
		expect(outcomes([decision({ remove: [A] })], { removals })).toEqual([
			{ groupId: GROUP, waveId: 'w1', participantId: A, outcome, decidedBy: 'an admin' },
		]);
	});
});

const shown = (...given: Parameters<typeof outcomes>) =>
	outcomes(...given).map(({ waveId, participantId, outcome, decidedBy }) => [waveId, participantId, outcome, decidedBy]);

describe('the outcomes of an answer', () => {
	test('have everybody who goes, who stays and who is a guest, and ask about nobody else any more', () => {
		const decisions = [
			decision({ remove: [A], keep: [B], guests: [D], open: [C] }),
			decision({ groupId: OTHER_GROUP, waveId: 'w2', keep: [A] }),
		];
		expect(shown(decisions, { by: 'the settings' })).toEqual([
			['w1', A, 'removal unclear', 'the settings'],
			['w1', B, 'left', 'the settings'],
			['w1', D, 'guest', ''],
			['w1', C, 'joined', ''],
			['w2', A, 'left', 'the settings'],
		]);
	});

	test('call those friends who stay because of them, in the group that is silenced', () => {
		const decisions = [decision({ keep: [A, B], isSilenced: true }), decision({ waveId: 'w2', keep: [C] })];
		expect(shown(decisions)).toEqual([
			['w1', A, 'friends', 'an admin'],
			['w1', B, 'friends', 'an admin'],
			['w2', C, 'left', 'an admin'],
		]);
	});

	test('are none without decisions', () => {
		expect(shown([])).toEqual([]);
		expect(shown([decision()])).toEqual([]);
	});
});

describe('without an answer', () => {
	const people = [A, B, D].map((participantId) => ({ groupId: GROUP, waveId: 'w1', participantId }));
	const named = [choiceValue(people[0]!), choiceValue(people[1]!), choiceValue({ groupId: OTHER_GROUP, participantId: D })];

	test('those whom the question names have no answer, and nobody asks about the others any more', () => {
		expect(shown([decision({ open: [D] })], { by: 'nobody', named, unanswered: people })).toEqual([
			['w1', D, 'joined', ''],
			['w1', A, 'no answer', ''],
			['w1', B, 'no answer', ''],
		]);
	});

	test('a guest is one, and has no second outcome', () => {
		const decisions = [decision({ guests: [A] }), decision({ groupId: OTHER_GROUP, waveId: 'w2', guests: [B] })];
		expect(shown(decisions, { by: 'nobody', named, unanswered: people })).toEqual([
			['w1', A, 'guest', ''],
			['w2', B, 'guest', ''],
			['w1', B, 'no answer', ''],
		]);
	});

	test('nobody has decided', () => {
		expect(shown([decision({ keep: [C] })], { by: 'nobody' })).toEqual([['w1', C, 'left', '']]);
	});

	test.each<WaveAnswer['by']>(['an admin', 'the settings'])('is not the case if the answer is from %s', (by) => {
		expect(shown([], { by, named, unanswered: people })).toEqual([]);
	});
});
