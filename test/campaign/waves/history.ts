import fc from 'fast-check';
import type { Fault, Misbehaviour, Moment } from '../../support/emulator/faults';
import type { CallName } from '../../support/emulator/routes';
import type { Engine, Instance } from '../../support/emulator/world';

/** The kinds of histories. The table of figures has one row for each. */
export const KINDS = [
	'quiet days',
	'announcement',
	'people added',
	'own account joins',
	'reconnect with friends',
	'reconnect with bots',
	'fast attack',
	'slow attack',
	'second wave',
	'friends in an attack',
	'attack, API faults',
	'attack, restart',
] as const;

export type Kind = (typeof KINDS)[number];

/** What happens in WhatsApp or to n8n. */
export type Step =
	/** By the live link. */
	| { kind: 'friend joins' }
	/** Somebody who waits for the link got it in another way. */
	| { kind: 'waiting person joins' }
	/** By the link that leaked last. Nothing happens if it is dead. `again`: a removed bot, if there is one. */
	| { kind: 'bot joins'; again: boolean }
	| { kind: 'link leaks' }
	| { kind: 'admin adds' | 'node adds' | 'own account joins'; people: number }
	/** `isUntold`: the news of it is lost. */
	| { kind: 'session goes away'; isUntold: boolean }
	| { kind: 'session comes back' }
	| { kind: 'restart' };

export interface History {
	kind: Kind;
	engine: Engine;
	eventMeaning: Instance['eventMeaning'];
	/** Whether the list of participants shows only masked IDs. */
	masked: boolean;
	settings: { removeWithoutAsking: boolean; removeAtMost: number };
	/** How the admin answers a question: `right` = remove if most are bots, otherwise friends. */
	admin: { decides: 'right' | 'remove' | 'leave' | 'friends' | 'nothing'; afterSeconds: number };
	/** How many people wait for a new link. */
	waiting: number;
	/** Each with the time since the previous step, in ms. */
	steps: Array<Step & { after: number }>;
	faults: Fault[];
}

type Timed = History['steps'][number];

const seconds = (min: number, max: number) => fc.integer({ min: min * 1_000, max: max * 1_000 });

/** Friends who join one after another. @param apart seconds, from and to */
const friends = (count: [number, number], apart: [number, number]): fc.Arbitrary<Timed[]> =>
	fc
		.integer({ min: count[0], max: count[1] })
		.chain((length) => fc.array(seconds(...apart), { minLength: length, maxLength: length }))
		.map((all) => all.map((after) => ({ kind: 'friend joins', after })));

const quiet = friends([0, 4], [20, 900]);

/** Bots come at their own, steady pace. @param apart ms, from and to */
const attack = (count: [number, number], apart: [number, number]): fc.Arbitrary<Timed[]> =>
	fc
		.record({
			bots: fc.integer({ min: count[0], max: count[1] }),
			after: fc.integer({ min: apart[0], max: apart[1] }),
			again: fc.boolean(),
		})
		.map(({ bots, after, again }) => [
			{ kind: 'link leaks', after: 0 },
			...Array.from({ length: bots }, (): Timed => ({ kind: 'bot joins', again, after })),
		]);

const fastAttack = attack([6, 60], [50, 2_000]);
const anyAttack = fc.oneof(fastAttack, attack([6, 20], [2_000, 14_000]));

const added = (kind: 'admin adds' | 'node adds'): fc.Arbitrary<Timed[]> =>
	fc
		.record({ people: fc.integer({ min: 1, max: 12 }), times: fc.integer({ min: 1, max: 8 }), after: seconds(1, 10) })
		.map(({ people, times, after }) => Array.from({ length: times }, () => ({ kind, people, after })));

const ownGroup: fc.Arbitrary<Timed[]> = fc
	.record({ people: fc.integer({ min: 5, max: 60 }), after: seconds(0, 60) })
	.map(({ people, after }) => [{ kind: 'own account joins', people, after }]);

const whileAway = (inside: fc.Arbitrary<Timed[]>): fc.Arbitrary<Timed[]> =>
	fc
		.record({ inside, after: seconds(1, 600), isUntold: fc.boolean() })
		.map(({ inside: joined, after, isUntold }) => [
			{ kind: 'session goes away', isUntold, after },
			...joined,
			{ kind: 'session comes back', after },
		]);

/** Puts steps between others, without a time of their own. */
const between = (others: fc.Arbitrary<Timed[]>, step: Step, most: number): fc.Arbitrary<Timed[]> =>
	fc
		.record({ others, places: fc.array(fc.nat({ max: 999 }), { minLength: 1, maxLength: most }) })
		.map(({ others: all, places }) => {
			const steps = [...all];
			for (const place of places) steps.splice(1 + (place % steps.length), 0, { ...step, after: 0 });
			return steps;
		});

const sequence = (...parts: Array<fc.Arbitrary<Timed[]>>): fc.Arbitrary<Timed[]> => fc.tuple(...parts).map((all) => all.flat());

const later = (steps: fc.Arbitrary<Timed[]>, pause: fc.Arbitrary<number>): fc.Arbitrary<Timed[]> =>
	fc.tuple(steps, pause).map(([[first, ...rest], after]) => (first ? [{ ...first, after: first.after + after }, ...rest] : []));

const steps: Record<Kind, fc.Arbitrary<Timed[]>> = {
	'quiet days': sequence(quiet, quiet, quiet),
	announcement: sequence(quiet, friends([6, 40], [1, 30])),
	'people added': sequence(quiet, fc.oneof(added('admin adds'), added('node adds'))),
	'own account joins': sequence(quiet, ownGroup),
	'reconnect with friends': sequence(quiet, whileAway(friends([3, 12], [30, 600])), quiet),
	'reconnect with bots': sequence(quiet, whileAway(attack([6, 30], [500, 5_000])), quiet),
	'fast attack': sequence(quiet, fastAttack),
	'slow attack': sequence(quiet, attack([6, 20], [5_000, 14_000])),
	'second wave': sequence(quiet, anyAttack, later(anyAttack, seconds(1, 600))),
	'friends in an attack': sequence(
		quiet,
		between(
			between(
				between(between(anyAttack, { kind: 'friend joins' }, 3), { kind: 'waiting person joins' }, 2),
				{ kind: 'admin adds', people: 1 },
				2,
			),
			{ kind: 'admin adds', people: 3 },
			2,
		),
	),
	'attack, API faults': sequence(quiet, anyAttack),
	'attack, restart': sequence(quiet, between(anyAttack, { kind: 'restart' }, 1)),
};

/** Answers that come at once: a hanging call would take real time. */
const misbehaviour: fc.Arbitrary<Misbehaviour & { latency?: number }> = fc.constantFrom(
	{ kind: 'drop' } as const,
	{ kind: 'empty' } as const,
	{ kind: 'undefined' } as const,
	{ kind: 'html' } as const,
	{ kind: 'error under 200' } as const,
	{ kind: 'unchanged' } as const,
	{ kind: 'slow', latency: 3_000 } as const,
	{ kind: 'rate limit' } as const,
	{ kind: 'rate limit', retryAfter: '2' } as const,
	{ kind: 'status', status: 500 } as const,
	{ kind: 'status', status: 403 } as const,
	{ kind: 'status', status: 200, body: '{"message":"Failed to remove participants"}' } as const,
);

const fault: fc.Arbitrary<Fault> = fc
	.record({
		what: misbehaviour,
		moment: fc.constantFrom<Moment>('before the change', 'after the change'),
		on: fc.constantFrom<CallName>('revoke', 'get', 'removeParticipants', 'participants', 'sendText', 'changeSend', 'readSend'),
		times: fc.integer({ min: 1, max: 4 }),
	})
	.map(({ what, moment, ...rest }) => {
		const isRefused = what.kind === 'rate limit' || (what.kind === 'status' && what.status === 403);
		return { ...rest, ...what, moment: isRefused ? 'before the change' : moment };
	});

export const historyOf = (kind: Kind): fc.Arbitrary<History> =>
	fc.record({
		kind: fc.constant(kind),
		engine: fc.constantFrom<Engine>('WEBJS', 'NOWEB', 'GOWS'),
		eventMeaning: fc.constantFrom<Instance['eventMeaning']>('WAHA', 'WAHA', 'documented', 'both'),
		masked: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
		settings: fc.record({ removeWithoutAsking: fc.boolean(), removeAtMost: fc.constantFrom(50, 10) }),
		admin: fc.record({
			decides: fc.constantFrom('right', 'right', 'right', 'remove', 'leave', 'friends', 'nothing'),
			afterSeconds: fc.integer({ min: 1, max: 3_000 }),
		}),
		waiting: fc.nat({ max: 3 }),
		steps: steps[kind],
		faults: kind === 'attack, API faults' ? fc.array(fault, { minLength: 1, maxLength: 4 }) : fc.constant([]),
	});
