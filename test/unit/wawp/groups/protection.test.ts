import fc from 'fast-check';
import type { Participant } from '../../../../nodes/wawp/groups/participantList';
import { protectionOf } from '../../../../nodes/wawp/groups/protection';
import { KnownPeople } from '../../../../nodes/wawp/ids/knownPeople';
import type { ParticipantId } from '../../../../nodes/wawp/ids/participantId';
import { expectProperty } from '../../../support/property';

const BOT: ParticipantId = '201234567891@c.us';
const BOT_LID: ParticipantId = '7700000000001@lid';
const FRIEND: ParticipantId = '491700000002@c.us';
const FRIEND_LID: ParticipantId = '7700000000002@lid';
const ADMIN: ParticipantId = '201234567899@c.us';
const ADMIN_LID: ParticipantId = '7700000000009@lid';

type Ids = { phone?: ParticipantId; lid?: ParticipantId };

const entry = ({ phone, lid }: Ids, role: Participant['role'] = 'participant'): Participant => ({
	id: phone ?? lid ?? null,
	phoneNumberId: phone ?? null,
	lid: lid ?? null,
	role,
});

const admin = (ids: Ids = { phone: ADMIN, lid: ADMIN_LID }) => entry(ids, 'admin');

interface Situation {
	list: Participant[];
	people?: ParticipantId[];
	admins?: boolean;
	pairs?: ParticipantId[][];
	own?: ParticipantId[];
}

function resultFor(id: ParticipantId, { list, people = [], admins = false, pairs = [], own = [] }: Situation) {
	const known = new KnownPeople();
	for (const pair of pairs) known.learn(pair);
	known.learnOwn(own);
	return protectionOf(id, { people, admins }, list, known);
}

/** "protected" for certain, "unclear", or undefined if the person may be removed. */
function verdict(id: ParticipantId, situation: Situation) {
	const result = resultFor(id, situation);
	return result && (result.verified ? 'protected' : 'unclear');
}

describe('Protected People', () => {
	test.each<[string, ParticipantId, Situation, string | undefined]>([
		['the same number', FRIEND, { list: [], people: [FRIEND] }, 'protected'],
		['another number', BOT, { list: [], people: [FRIEND] }, undefined],
		['another form of the number (Brazil)', '5511987654321@c.us', { list: [], people: ['551187654321@c.us'] }, 'protected'],
		['a masked ID whose number is not known', BOT_LID, { list: [admin()], people: [FRIEND] }, 'unclear'],
		[
			'a masked ID whose pair an event has shown',
			FRIEND_LID,
			{ list: [], people: [FRIEND], pairs: [[FRIEND, FRIEND_LID]] },
			'protected',
		],
		[
			'a masked ID whose number the list shows',
			FRIEND_LID,
			{ list: [entry({ phone: FRIEND, lid: FRIEND_LID })], people: [FRIEND] },
			'protected',
		],
		[
			'a masked ID with another number in the list',
			BOT_LID,
			{ list: [entry({ phone: BOT, lid: BOT_LID })], people: [FRIEND] },
			undefined,
		],
		[
			'a masked ID, while the friend is another entry',
			BOT_LID,
			{ list: [entry({ lid: BOT_LID }), entry({ phone: FRIEND })], people: [FRIEND] },
			undefined,
		],
		['a number, while the friend is masked', BOT, { list: [entry({ phone: BOT })], people: [FRIEND_LID] }, 'unclear'],
	])('%s', (_what, id, situation, expected) => {
		expect(verdict(id, situation)).toBe(expected);
	});

	test('the reason names whom the person cannot be told apart from', () => {
		expect(resultFor(BOT_LID, { list: [admin()], people: [FRIEND] })).toEqual({
			status: 'protected',
			reason: `the person cannot be told apart from ${FRIEND}, who is protected: look at the group in WhatsApp`,
			statusCode: null,
			verified: false,
		});
	});
});

describe('Protect Admins', () => {
	test.each<[string, ParticipantId, Situation, string | undefined]>([
		['an admin', ADMIN, { list: [admin()] }, 'protected'],
		['an admin under the masked ID', ADMIN_LID, { list: [admin()] }, 'protected'],
		['the owner', ADMIN, { list: [entry({ phone: ADMIN }, 'superadmin')] }, 'protected'],
		['a participant', BOT, { list: [admin(), entry({ phone: BOT })] }, undefined],
		['the account itself, which is no admin', BOT, { list: [admin(), entry({ phone: BOT })], own: [BOT] }, 'protected'],
		['a list without roles', BOT, { list: [entry({ phone: BOT }), entry({ phone: ADMIN })] }, 'unclear'],
		['somebody who is not in the list, whose admins have numbers', BOT, { list: [admin()] }, undefined],
		['a number that is not in the list, while an admin is masked', BOT, { list: [admin({ lid: ADMIN_LID })] }, 'unclear'],
		[
			'a masked ID that is not in the list, while an admin has only a number',
			BOT_LID,
			{ list: [admin({ phone: ADMIN })] },
			'unclear',
		],
		[
			'the same, with the pair of the admin',
			BOT_LID,
			{ list: [admin({ phone: ADMIN })], pairs: [[ADMIN, ADMIN_LID]] },
			undefined,
		],
		[
			'another form of the number of an admin',
			'5511987654321@c.us',
			{ list: [admin({ phone: '551187654321@c.us' })] },
			'unclear',
		],
		['somebody who is not in a list that goes on', BOT, { list: [admin(), entry({})] }, 'unclear'],
	])('%s', (_what, id, situation, expected) => {
		expect(verdict(id, { ...situation, admins: true })).toBe(expected);
	});

	test('switched off, admins can be removed', () => {
		expect(verdict(ADMIN, { list: [admin()] })).toBeUndefined();
	});
});

test('whatever is known, nobody who is protected or an admin can be removed, by any of the IDs', () => {
	const index = fc.nat({ max: 5 });
	const idsOf = (person: number): Required<Ids> => ({ phone: `49170000100${person}@c.us`, lid: `770000000010${person}@lid` });
	const person = fc.record({
		isListed: fc.boolean(),
		shows: fc.constantFrom<Array<keyof Ids>>(['phone'], ['lid'], ['phone', 'lid']),
		isAdmin: fc.boolean(),
		isPairKnown: fc.boolean(),
	});
	expectProperty(
		fc.property(
			fc.array(person, { minLength: 6, maxLength: 6 }),
			fc.array(fc.tuple(index, fc.constantFrom<keyof Ids>('phone', 'lid'))),
			fc.tuple(index, fc.constantFrom<keyof Ids>('phone', 'lid')),
			(people, protectedPeople, [who, by]) => {
				const list = people.flatMap(({ isListed, shows, isAdmin }, at) => {
					const ids = idsOf(at);
					const shown = Object.fromEntries(shows.map((key) => [key, ids[key]]));
					return isListed ? [entry(shown, isAdmin ? 'admin' : 'participant')] : [];
				});
				const situation = {
					list,
					people: protectedPeople.map(([at, key]) => idsOf(at)[key]),
					admins: true,
					pairs: people.flatMap(({ isPairKnown }, at) => (isPairKnown ? [Object.values(idsOf(at))] : [])),
				};
				const mustStay = protectedPeople.some(([at]) => at === who) || (people[who]!.isListed && people[who]!.isAdmin);
				expect(mustStay && verdict(idsOf(who)[by], situation) === undefined).toBe(false);
			},
		),
	);
});
