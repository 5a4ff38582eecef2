import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../../../support/emulator/faults';
import { lidOf, type Engine } from '../../../../support/emulator/world';
import { A, B, Bench, errorsOf, type OperationRun } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';

useFastClock();

const P1 = '201234567891@c.us';
const P2 = '201234567892@c.us';
const FRIEND = '491701234567@c.us';
const ADMIN = '201234567899@c.us';

const bench = new Bench('remove', 'participant');
const CONTINUE = { onError: 'continueErrorOutput' } as const;

const remove = async (participants: unknown, options: IDataObject = {}, run: OperationRun = {}) =>
	await bench.run({ ...run, parameters: { participants, options } as INodeParameters });

const statuses = ({ success }: Awaited<ReturnType<typeof remove>>) =>
	success.map(({ json: { participantId, status } }) => [participantId, status]);

const isIn = (...ids: string[]) => ids.filter((id) => bench.a.members.has(id));
const removals = () => bench.emulator.callsOf('removeParticipants').length;

beforeEach(() => {
	for (const id of [P1, P2, FRIEND]) bench.a.addMember(id);
	bench.a.addMember(ADMIN, 'admin');
	bench.b.addMember(P1);
});

test.each<Engine>(['WEBJS', 'NOWEB', 'GOWS'])('with %s: admins and Protected People stay, the others go', async (engine) => {
	bench.account.engine = engine;
	const result = await remove([P1, ADMIN, FRIEND, P2].join(), { protectedPeople: '+49 (0) 170 1234567' });
	expect(statuses(result)).toEqual([
		[P1, 'done'],
		[ADMIN, 'protected'],
		[FRIEND, 'protected'],
		[P2, 'done'],
	]);
	expect(isIn(P1, ADMIN, FRIEND, P2)).toEqual([ADMIN, FRIEND]);
	expect(result.success[1]!.json).toMatchObject({
		reason: 'the person is an admin of the group',
		statusCode: null,
		verified: true,
	});
	expect(result.success[2]!.json.reason).toBe('the person is one of the Protected People');
	expect(result.hints).toEqual(['2 participants not removed: protected']);
});

test('the list is read before the removal and, to verify, afterwards', async () => {
	await remove(P1);
	expect(bench.calls).toEqual(['participants', 'removeParticipants', 'participants']);
});

test('without any protection, the list is not read before', async () => {
	await remove(ADMIN, { protectAdmins: false, verify: false });
	expect(isIn(ADMIN)).toEqual([]);
	expect(bench.calls).toEqual(['removeParticipants']);
});

test('if everybody is protected, no request for a removal is sent', async () => {
	expect(statuses(await remove([ADMIN, FRIEND].join(), { protectedPeople: FRIEND }))).toHaveLength(2);
	expect(removals()).toBe(0);
});

describe('in a group that masks numbers', () => {
	test.each<[Engine, string]>([
		['GOWS', 'the list pairs them'],
		['NOWEB', 'the list has no numbers, so nobody can be told apart'],
	])('with %s, %s', async (engine) => {
		bench.account.engine = engine;
		bench.a.masked = true;
		const result = await remove(lidOf(FRIEND), { protectedPeople: FRIEND });
		expect(statuses(result)).toEqual([[lidOf(FRIEND), 'protected']]);
		expect(removals()).toBe(0);
	});
});

describe.each<[string, unknown]>([
	['a text', `${P2}; 0049 170 1234567\n٤٩١٧٠٧٦٥٤٣٢١, 201234567891:12@s.whatsapp.net`],
	['a list', [P2, '+49 170 1234567', { participantId: P1 }]],
])('Protected People as %s', (_form, protectedPeople) => {
	test('are read', async () => {
		const result = await remove(
			[P1, P2, FRIEND].join(),
			{ protectedPeople: '={{ $json.friends }}' },
			{ input: [{ id: A, friends: protectedPeople }] as never },
		);
		expect(statuses(result).map(([, status]) => status)).toEqual(['protected', 'protected', 'protected']);
	});
});

test.each<[string, unknown, string]>([
	['a name', `${FRIEND}, Bob`, '"Bob" is not a participant'],
	['a number without a country code', '(201) 555-0123', '"(201) 555-0123" is not a participant'],
	['a group', A, 'is not a participant'],
	[
		'an expression without a value',
		'={{ $json.nothing }}',
		'The "Protected People" field is empty: the expression gave no value',
	],
	['an object without an ID', '={{ { name: "Bob" } }}', 'A value of type object is not a participant'],
])('Protected People with %s: the item fails before anything is removed', async (_what, protectedPeople, message) => {
	const result = await remove(P1, { protectedPeople } as IDataObject, { settings: CONTINUE });
	expect(errorsOf(result)).toEqual([expect.stringContaining(message)]);
	expect(bench.calls).toEqual([]);
});

test.each(['', [], ' , '])('Protected People %j: nobody is named', async (protectedPeople) => {
	const result = await remove(
		P1,
		{ protectedPeople: '={{ $json.friends }}' },
		{ input: [{ id: A, friends: protectedPeople }] as never },
	);
	expect(statuses(result)).toEqual([[P1, 'done']]);
});

describe('Maximum People', () => {
	test('counts the people of all items of a group: with more, nobody is removed from it, and other groups go on', async () => {
		const result = await remove(
			'={{ $json.people }}',
			{ maximumPeople: 2 },
			{
				input: [
					{ id: A, people: `${P1}, ${P2}` },
					{ id: A, people: `${P2}, ${FRIEND}` },
					{ id: B, people: P1 },
				] as never,
				settings: CONTINUE,
			},
		);
		expect(errorsOf(result)).toEqual(
			[0, 1].map(
				(item) =>
					`Nobody was removed from group ${A}: the items of this run name 3 people, but "Maximum People" is 2 [item ${item}]`,
			),
		);
		expect(statuses(result)).toEqual([[P1, 'done']]);
		expect(isIn(P1, P2, FRIEND)).toHaveLength(3);
	});

	test('as many as allowed are removed, and 0 is no limit', async () => {
		expect(statuses(await remove([P1, P2].join(), { maximumPeople: 2 }))).toHaveLength(2);
		expect(statuses(await remove([P1, P2, FRIEND].join(), { maximumPeople: 0 }))).toHaveLength(3);
	});
});

test('the strictest options of the items of a group hold for all of them', async () => {
	const result = await bench.run({
		parameters: {
			participants: '={{ $json.people }}',
			options: { protectedPeople: '={{ $json.friends }}', protectAdmins: '={{ $json.admins }}' },
		},
		input: [
			{ id: A, people: FRIEND, friends: '', admins: false },
			{ id: A, people: ADMIN, friends: FRIEND, admins: true },
		] as never,
	});
	expect(statuses(result)).toEqual([
		[FRIEND, 'protected'],
		[ADMIN, 'protected'],
	]);
});

describe('if the participants cannot be read', () => {
	const UNREADABLE: Fault = { kind: 'status', status: 500, on: 'participants', times: 99 };

	test('nobody is removed', async () => {
		bench.emulator.faults.plan(UNREADABLE);
		const { error } = await remove(P1);
		expect(error!.message).toContain(`Could not read who must not be removed from group ${A}: `);
		expect(error!.description).toContain('Nobody was removed');
		expect(removals()).toBe(0);
	});

	test('a later try does not deny what an earlier one may have removed', async () => {
		bench.emulator.faults.plan(
			{ kind: 'slow', on: 'participants' },
			{ kind: 'drop', on: 'removeParticipants', moment: 'after the change', times: 99 },
			UNREADABLE,
		);
		const { error } = await remove(P1, {}, { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
		expect(error!.message).toContain('It is not known whether the participants were removed');
	});
});
