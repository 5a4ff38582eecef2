import { groupEventsFrom, type GroupEvent } from '../../../../nodes/wawp/events/groupEvents';
import { GroupStates } from '../../../../nodes/wawp/events/groupStates';
import { KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';
import { engineDeliveries } from '../../../support/emulator/engineDeliveries';
import { eventsFor } from '../../../support/emulator/events';
import type { GroupChange } from '../../../support/emulator/groupChange';
import { Instance, type Engine } from '../../../support/emulator/world';

const GROUP = '120363000000000001@g.us';
const ME = { id: '201000000000@c.us', lid: '9001000000000@lid' };
const NOW = 1_700_000_000_000;

const delivery = (event: string, payload: object, extra: object = {}) =>
	({ id: 'evt_1', event, me: ME, payload, ...extra }) as never;
const readBody = (body: object) => groupEventsFrom(body as never, new KnownPeople());
const read = (event: string, payload: object) => readBody(delivery(event, payload));

/** An event as a short text: name, person, join method. */
const short = (event: GroupEvent): string => {
	if (!('participant' in event)) return event.event;
	return [event.event, event.participant.id, 'joinMethod' in event && event.joinMethod].filter(Boolean).join(' ');
};

describe('with every engine and both meanings of the event names', () => {
	const engines: Engine[] = ['WEBJS', 'NOWEB', 'GOWS'];
	const meanings = ['documented', 'WAHA'] as const;
	const cases = engines.flatMap((engine) => meanings.map((meaning) => [engine, meaning] as const));

	function eventsOf(
		engine: Engine,
		meaning: (typeof meanings)[number],
		change: (instance: Instance) => GroupChange,
	): GroupEvent[] {
		const instance = new Instance('emulated0001', 'emulated-access-token');
		instance.engine = engine;
		instance.eventMeaning = meaning;
		const group = instance.addGroup(GROUP, 'Neighbours');
		group.addMember('201@c.us');
		group.addMember('202@c.us', 'admin');
		return eventsFor(instance, group, change(instance), { at: NOW, sentAt: NOW }).flatMap(readBody);
	}
	const members = (instance: Instance) => [...instance.groups.get(GROUP)!.members.values()];

	test.each(cases)('%s, %s: two people joined', (engine, meaning) => {
		const method = meaning === 'WAHA' ? 'link' : 'unknown';
		// Each person who uses the link has an event of their own. NOWEB names one author for all; the other one then counts as added.
		const second = meaning === 'WAHA' && engine === 'NOWEB' ? 'added' : method;
		expect(
			eventsOf(engine, meaning, (instance) => ({ kind: 'joined', members: members(instance), joinMethod: 'link' })).map(short),
		).toEqual([`memberJoined 201@c.us ${method}`, `memberJoined 202@c.us ${second}`]);
	});

	test.each(cases)('%s, %s: someone was added', (engine, meaning) => {
		const [event] = eventsOf(engine, meaning, (instance) => ({
			kind: 'joined',
			members: members(instance).slice(0, 1),
			joinMethod: 'added',
		}));
		expect(short(event!)).toBe(`memberJoined 201@c.us ${meaning === 'WAHA' ? 'added' : 'unknown'}`);
	});

	test.each(
		cases.flatMap(([engine, meaning]) =>
			(
				[
					['left', 'memberLeft'],
					['promoted', 'memberPromoted'],
					['demoted', 'memberDemoted'],
				] as const
			).map(([kind, event]) => [engine, meaning, kind, event] as const),
		),
	)('%s, %s: two people %s', (engine, meaning, kind, event) => {
		expect(eventsOf(engine, meaning, (instance) => ({ kind, members: members(instance) })).map(short)).toEqual([
			`${event} 201@c.us`,
			`${event} 202@c.us`,
		]);
	});

	test.each(cases)('%s, %s: a new subject', (engine, meaning) => {
		// WEBJS repeats the whole state of the group, in WAHA's form.
		const isComplete = engine === 'WEBJS' && meaning === 'WAHA';
		const [update, invite] = eventsOf(engine, meaning, () => ({ kind: 'updated', subject: 'New' }));
		expect(update).toEqual({
			event: 'groupUpdated',
			groupId: GROUP,
			subject: isComplete ? 'Neighbours' : 'New',
			description: isComplete ? '' : null,
			state: isComplete
				? { values: { subject: 'Neighbours', description: '', membersCanSendMessages: 'true' }, isComplete, changed: ['subject'] }
				: { values: { subject: 'New' }, isComplete },
		});
		expect(invite?.event).toBe(isComplete ? 'inviteCodeChanged' : undefined);
	});

	test.each(engines)('%s: the own account joins or leaves: no event', (engine) => {
		expect(eventsOf(engine, 'WAHA', () => ({ kind: 'own account joined' }))).toEqual([]);
		expect(eventsOf(engine, 'WAHA', () => ({ kind: 'own account left' }))).toEqual([]);
	});

	test.each(['NOWEB', 'GOWS'] as const)('%s: a new link, as a bare code', (engine) => {
		expect(eventsOf(engine, 'WAHA', () => ({ kind: 'code changed', link: 'https://chat.whatsapp.com/NewCode1' }))).toEqual([
			{
				event: 'inviteCodeChanged',
				groupId: GROUP,
				code: 'NewCode1',
				state: { values: { invite: 'NewCode1' }, isComplete: false },
			},
		]);
	});
});

describe('the payload decides what an event means', () => {
	test('the own account is dropped from a list of people who joined or left', () => {
		const participants = ['201@c.us', ME.id, { id: ME.lid }];
		expect(read('group.v2.join', { chatId: GROUP, participants }).map(short)).toEqual(['memberJoined 201@c.us unknown']);
		expect(read('group.v2.participants', { type: 'leave', group: { id: GROUP }, participants }).map(short)).toEqual([
			'memberLeft 201@c.us',
		]);
	});

	test('the own account is recognized by each of its IDs', () => {
		expect(read('group.v2.join', { chatId: GROUP, participants: [{ id: '9002@lid', pn: ME.id }] })).toEqual([]);
	});

	test('a promotion of the own account is reported', () => {
		expect(read('group.v2.participants', { chatId: GROUP, action: 'promote', participants: [ME.id] }).map(short)).toEqual([
			`memberPromoted ${ME.id}`,
		]);
	});

	test.each([
		['add', 'memberJoined'],
		['invite', 'memberJoined'],
		['remove', 'memberLeft'],
		['linked_group_join', 'memberJoined'],
	])('reads the action "%s" of participants', (action, event) => {
		const [found] = read('group.v2.participants', { chatId: GROUP, action, participants: ['201@c.us'] });
		expect(found!.event).toBe(event);
	});

	test('the same person under two IDs is one event', () => {
		const participants = ['201@c.us', { id: '9@lid', pn: '201@c.us' }];
		expect(read('group.v2.join', { chatId: GROUP, participants })).toHaveLength(1);
	});

	test.each([
		['GOWS', { Join: ['201@s.whatsapp.net'], JoinReason: 'invite' }, 'link'],
		['WEBJS', { recipientIds: ['201@c.us'], type: 'invite' }, 'link'],
		['NOWEB', { participants: ['201@s.whatsapp.net'], author: '201@s.whatsapp.net' }, 'link'],
	])('%s: if participants are empty, its own data may contain the people', (_engine, _data, method) => {
		const payload = { type: 'join', group: { id: GROUP }, participants: [], _data };
		expect(read('group.v2.participants', payload).map(short)).toEqual([`memberJoined 201@c.us ${method}`]);
	});

	test('a removed description is empty, an unchanged one is null', () => {
		expect(read('group.v2.update', { group: { id: GROUP, desc: '' } })).toMatchObject([
			{ event: 'groupUpdated', groupId: GROUP, subject: null, description: '' },
		]);
	});

	test('a changed setting is an update without a subject or description', () => {
		expect(read('group.v2.update', { group: { id: GROUP, announce: true, restrict: 1, participants: [], owner: 'x' } })).toEqual([
			{
				event: 'groupUpdated',
				groupId: GROUP,
				subject: null,
				description: null,
				state: { values: { announce: 'true', restrict: '1' }, isComplete: false },
			},
		]);
	});

	test.each([{ subject: 'S' }, { desc: 'D' }, { description: '' }])('%j and a link in one update are two events', (change) => {
		const group = { id: GROUP, ...change, invite: 'https://chat.whatsapp.com/C1' };
		expect(read('group.v2.update', { group }).map(short)).toEqual(['groupUpdated', 'inviteCodeChanged']);
	});

	test.each<[object, boolean]>([
		[{ chatId: GROUP, subject: 'S', description: 'D' }, false],
		[{ group: { id: GROUP, subject: 'S' } }, false],
		[{ group: { id: GROUP, subject: 'S', description: 'D' } }, true],
		[{ group: { id: GROUP, desc: 'D', invite: 'https://chat.whatsapp.com/C1' } }, true],
	])('%j repeats the state of the group: %s', (payload, isComplete) => {
		for (const event of read('group.v2.update', payload)) expect(event).toMatchObject({ state: { isComplete } });
	});

	describe("the own account's join", () => {
		const members = [{ id: ME.id }, { id: '201@c.us' }, { id: '202@c.us' }];

		test('tells no members as joined, although the group and the data of the engine list them', () => {
			const group = { id: GROUP, subject: 'S', participants: members };
			const _data = { id: GROUP, participants: members };
			expect(read('group.v2.join', { group, timestamp: NOW, _data })).toEqual([]);
			expect(read('group.v2.join', { group: { id: GROUP }, timestamp: NOW, _data })).toEqual([]);
			expect(read('group.v2.participants', { type: 'join', group, participants: [], _data })).toEqual([]);
		});

		test('is recognized by a masked ID once a list has shown both IDs', () => {
			const known = new KnownPeople();
			const joins = (payload: object, me: object = { id: ME.id }) =>
				groupEventsFrom({ event: 'group.v2.join', me, payload }, known).map(short);
			expect(joins({ chatId: GROUP, participants: [ME.lid] })).toEqual([`memberJoined ${ME.lid} unknown`]);
			joins({
				group: {
					id: GROUP,
					participants: [
						{ id: ME.lid, pn: ME.id },
						{ id: '9@lid', pn: '201@c.us' },
					],
				},
			});
			expect(joins({ chatId: GROUP, participants: [ME.lid, '9@lid'] }, {})).toEqual(['memberJoined 201@c.us unknown']);
		});
	});

	test.each<[string, object]>([
		['chatId', { chatId: GROUP }],
		['group.id', { group: { id: GROUP } }],
		['group.id._serialized', { group: { id: { _serialized: GROUP } } }],
		['group.JID', { group: { JID: GROUP } }],
		['group', { group: GROUP }],
		['groupId', { groupId: GROUP }],
	])('finds the group in %s', (_where, payload) => {
		const [event] = read('group.v2.participants', { ...payload, type: 'join', participants: ['201@c.us'] });
		expect(event!.groupId).toBe(GROUP);
	});
});

describe('there is no event for', () => {
	const participants = ['201@c.us'];

	test.each<[string, object]>([
		['an event of another kind', delivery('message', { chatId: GROUP, participants })],
		['an event without a name', { payload: { chatId: GROUP, participants } }],
		['the name of an object property', delivery('constructor', { chatId: GROUP, participants })],
		[
			'participants with an unknown action',
			delivery('group.v2.participants', { chatId: GROUP, action: 'toString', participants }),
		],
		['participants without an action', delivery('group.v2.participants', { chatId: GROUP, participants })],
		['no payload', { event: 'group.v2.join' }],
		['a payload that is text', delivery('group.v2.join', 'x' as never)],
		['no group', delivery('group.v2.join', { participants })],
		['a list with a group', delivery('group.v2.join', { chatId: [GROUP], participants })],
		['a person instead of a group', delivery('group.v2.join', { chatId: '201@c.us', participants })],
		['a join without people', delivery('group.v2.join', { chatId: GROUP, participants: [] })],
	])('%s', (_what, body) => {
		expect(readBody(body)).toEqual([]);
	});

	test('an invalid new link, beside the update', () => {
		expect(read('group.v2.update', { group: { id: GROUP, invite: 'undefined' } }).map(short)).toEqual(['groupUpdated']);
	});
});

describe('reads what the engines really send', () => {
	const isNews = (event: GroupEvent) => 'participant' in event || new GroupStates().learn(GROUP, event.state, NOW);
	const inWords = (event: GroupEvent): string => {
		if (!('participant' in event)) return isNews(event) ? event.event : `${event.event} is no news`;
		const batch = event.event === 'memberJoined' && event.isBatch ? ' in a batch' : '';
		return `${short(event)} by ${event.actorId}${batch}`;
	};

	test.each(Object.entries(engineDeliveries))('%s', (_what, [body, events]) => {
		expect(readBody(body).map(inWords)).toEqual(events);
	});
});

test.each(['link', 'added'] as const)('several people with a method (%s) are no batch', (joinMethod) => {
	const _data = { type: joinMethod === 'link' ? 'invite' : 'add' };
	const payload = { type: 'join', group: { id: GROUP }, participants: ['201@c.us', '202@c.us'], _data };
	expect(read('group.v2.participants', payload)).toMatchObject([
		{ joinMethod, isBatch: false },
		{ joinMethod, isBatch: false },
	]);
});

test('two people, one of them the own account, are a batch', () => {
	expect(read('group.v2.join', { chatId: GROUP, participants: ['201@c.us', ME.id] })).toMatchObject([{ isBatch: true }]);
	expect(read('group.v2.join', { chatId: GROUP, participants: ['201@c.us'] })).toMatchObject([{ isBatch: false }]);
});
