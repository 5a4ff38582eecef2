import { newRowsOf, personRowsFrom, type PersonRow } from '../../../../nodes/wawp/waves/personRow';
import { A, B, burst, GROUP, iso, MASKED, NOW, OTHER_GROUP, row } from '../../../support/waves';

const columns = (more: object = {}) => ({
	id: 1,
	groupId: GROUP,
	groupName: 'Neighbours',
	participantId: A,
	waveId: 'w1',
	joinedAt: iso(0),
	outcome: 'joined',
	decidedBy: '',
	updatedAt: iso(0),
	...more,
});

describe('the rows of the table', () => {
	test.each<[string, object, Partial<PersonRow>]>([
		['as the workflow writes it', {}, {}],
		['typed in other case, with spaces', { outcome: ' Waiting ', groupId: ` ${GROUP} ` }, { outcome: 'waiting' }],
		[
			'with NULL in all columns that may be empty',
			{ groupName: null, waveId: null, joinedAt: null, outcome: null, updatedAt: null },
			{ groupName: GROUP, waveId: '', joinedAt: '', outcome: '', changedAt: 0 },
		],
		['with texts in spaces', { groupName: ' Us ', waveId: ' w1 ', joinedAt: ` ${iso(0)} ` }, { groupName: 'Us' }],
		['whose group has no suffix', { groupId: ' 120363000000000001 ' }, {}],
		['with a phone number', { participantId: '+99 0000 000 001' }, {}],
		['with a number of a spreadsheet', { participantId: 990000000001 }, {}],
		['with a masked ID', { participantId: MASKED }, { participantId: MASKED }],
		['whose time is a date', { updatedAt: new Date(NOW + 1) }, { changedAt: NOW + 1 }],
		['whose time is a number', { updatedAt: NOW }, { changedAt: 0 }],
		['whose time is none', { updatedAt: 'yesterday' }, { changedAt: 0 }],
	])('a row %s', (_what, more, expected) => {
		expect(personRowsFrom([columns(more)])).toEqual([row(A, expected)]);
	});

	test.each<[string, object]>([
		['the empty item of a search that found nothing', {}],
		['the input of a node that failed', { groupId: GROUP, participantId: A, outcome: 'joined' }],
		['an ID that is no number', columns({ id: '1' })],
		['no person', columns({ participantId: null })],
		['a name instead of a person', columns({ participantId: 'Mona' })],
		['no group', columns({ groupId: null })],
		['a group that is a number', columns({ groupId: 120363000000000001 })],
		['a name instead of a group', columns({ groupId: 'Neighbours' })],
		['a person instead of a group', columns({ groupId: B })],
	])('skips %s, and reads what follows', (_what, skipped) => {
		expect(personRowsFrom([skipped, columns({ id: 7 })])).toEqual([row(A, { id: 7 })]);
	});

	test('no rows are an empty table, and something else is an error', () => {
		expect(personRowsFrom([])).toEqual([]);
		expect(() => personRowsFrom(['Mona'])).toThrow('"Rows" is not a list of items');
	});
});

describe('new rows', () => {
	const shown = (...events: Parameters<typeof newRowsOf>[0]) =>
		newRowsOf(events).map(({ waveId, participantId, joinedAt }) => [waveId, participantId, joinedAt]);

	test('have the columns of the table', () => {
		expect(newRowsOf([burst({ people: [A] })])).toEqual([
			{
				groupName: 'Neighbours',
				groupId: GROUP,
				participantId: A,
				joinedAt: iso(0),
				waveId: 'w1',
				outcome: 'joined',
				decidedBy: '',
			},
		]);
	});

	test('list each person of a wave once: the first time counts', () => {
		expect(shown(burst({ isBurst: false, people: [B], time: iso(-5) }), burst({ people: [A, B, A] }))).toEqual([
			['w1', B, iso(-5)],
			['w1', A, iso(0)],
		]);
	});

	test('list somebody in each of their waves', () => {
		expect(shown(burst({ people: [A] }), burst({ people: [A], waveId: 'w2', groupId: OTHER_GROUP }))).toEqual([
			['w1', A, iso(0)],
			['w2', A, iso(0)],
		]);
	});

	test('are none without events', () => {
		expect(newRowsOf([])).toEqual([]);
	});
});
