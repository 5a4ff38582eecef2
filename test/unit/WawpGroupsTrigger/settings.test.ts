import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { readSettings, type TriggerSettings } from '../../../nodes/WawpGroupsTrigger/settings';

const GROUP = '120363000000000001@g.us';
const OTHER = '120363000000000002@g.us';
const DEFAULTS: TriggerSettings = {
	events: new Set(['memberJoined']),
	groups: new Set(),
	joinMethods: new Set(['link', 'added', 'unknown']),
	waves: {
		quiet: 60_000,
		fast: { threshold: 5, window: 60_000 },
		slow: { threshold: 25, window: 3_600_000 },
		manyGroups: { threshold: 20, window: 60_000, groups: 4 },
		addedByOne: undefined,
	},
	afterBurst: 0,
};

/** The defaults with another time window, which also holds for many groups. */
const waves = (changed: Partial<TriggerSettings['waves']>, window = 60_000) => ({
	waves: {
		...DEFAULTS.waves,
		fast: { threshold: 5, window },
		manyGroups: { threshold: 20, window, groups: 4 },
		...changed,
	},
});

/** n8n returns the fallback for a hidden field. */
const read = async (parameters: IDataObject) =>
	await readSettings({
		getNodeParameter: (name: string, fallback: unknown) => (name in parameters ? parameters[name] : fallback),
	} as unknown as IWebhookFunctions);

test('hidden fields have the defaults of the panel', async () => {
	expect(await read({})).toEqual(DEFAULTS);
});

test('reads all fields, with times in milliseconds', async () => {
	expect(
		await read({
			events: ['joinBurst', 'memberLeft'],
			groups: { group: [{ groupId: GROUP }] },
			joinMethods: ['link'],
			threshold: 7,
			options: {
				windowSeconds: 30,
				quietSeconds: 1,
				afterBurstSeconds: 20,
				slowJoins: 30,
				slowMinutes: 90,
				manyGroupsJoins: 10,
				manyGroups: 3,
				addedByOne: 6,
			},
		}),
	).toEqual({
		events: new Set(['joinBurst', 'memberLeft']),
		groups: new Set([GROUP]),
		joinMethods: new Set(['link']),
		waves: {
			quiet: 1_000,
			fast: { threshold: 7, window: 30_000 },
			slow: { threshold: 30, window: 5_400_000 },
			manyGroups: { threshold: 10, window: 30_000, groups: 3 },
			addedByOne: { threshold: 6, window: 30_000 },
		},
		afterBurst: 20_000,
	});
});

test.each<[string, IDataObject, object]>([
	['a single event from an expression', { events: 'memberLeft' }, { events: new Set(['memberLeft']) }],
	['a single join method', { joinMethods: 'unknown' }, { joinMethods: new Set(['unknown']) }],
	['numbers as text', { options: { windowSeconds: ' 30 ' } }, waves({}, 30_000)],
	['the minimum threshold', { threshold: 1 }, waves({ fast: { threshold: 1, window: 60_000 } })],
	['the minimum window', { options: { windowSeconds: 1 } }, waves({}, 1_000)],
	['no quiet time', { options: { quietSeconds: 0 } }, waves({ quiet: 0 })],
	['no slow bursts', { options: { slowJoins: 0 } }, waves({ slow: undefined })],
	['no bursts over many groups', { options: { manyGroupsJoins: '0' } }, waves({ manyGroups: undefined })],
	[
		'a fraction of a second',
		{ events: ['joinBurst'], options: { afterBurstSeconds: 0.5 } },
		{ events: new Set(['joinBurst']), afterBurst: 500 },
	],
	['no joins after a burst, without the event', { options: { afterBurstSeconds: 5 } }, { afterBurst: 0 }],
])('%s', async (_what, parameters, expected) => {
	expect(await read(parameters)).toEqual({ ...DEFAULTS, ...expected });
});

describe('the groups', () => {
	test.each<[string, unknown, string[]]>([
		['the groups of the panel', { group: [{ groupId: { __rl: true, mode: 'id', value: '120363000000000001' } }] }, [GROUP]],
		['several, each once', { group: [{ groupId: GROUP }, { groupId: OTHER }, { groupId: GROUP }] }, [GROUP, OTHER]],
		['IDs from an expression', { group: [GROUP, OTHER] }, [GROUP, OTHER]],
		['all groups, with an empty list', { group: [] }, []],
		['all groups, without a value', {}, []],
	])('are %s', async (_what, groups, ids) => {
		expect([...(await read({ groups } as IDataObject)).groups]).toEqual(ids);
	});
});

test.each<[string, IDataObject, string]>([
	['no event', { events: [] }, '"Trigger On" needs at least one choice'],
	['an unknown event', { events: ['memberJoined', 'toString'] }, '"Trigger On" contains an unknown option'],
	['an empty event', { events: '' }, '"Trigger On" contains an unknown option'],
	['no join method', { joinMethods: [] }, '"Join Methods" needs at least one choice'],
	['an unknown join method', { joinMethods: ['link', 'x'] }, '"Join Methods" contains an unknown option'],
	['a threshold of 0', { threshold: 0 }, '"Number of Joins" must be a whole number of at least 1'],
	['half a person', { threshold: 1.5 }, '"Number of Joins" must be a whole number of at least 1'],
	['a word', { threshold: 'many' }, '"Number of Joins" must be a whole number of at least 1'],
	['an empty number', { threshold: ' ' }, '"Number of Joins" must be a whole number of at least 1'],
	['null', { threshold: null }, '"Number of Joins" must be a whole number of at least 1'],
	['a list', { threshold: [5] }, '"Number of Joins" must be a whole number of at least 1'],
	[
		'a window that is too short',
		{ options: { windowSeconds: 0.9 } },
		'The option "Time Window (Seconds)" must be a number of at least 1',
	],
	[
		'an endless window',
		{ options: { windowSeconds: Infinity } },
		'The option "Time Window (Seconds)" must be a number of at least 1',
	],
	[
		'a negative quiet time',
		{ options: { quietSeconds: -1 } },
		'The option "Quiet Time (Seconds)" must be a number of at least 0',
	],
	['spaces instead of 0', { options: { quietSeconds: ' ' } }, 'The option "Quiet Time (Seconds)" must be a number of at least 0'],
	['half a group', { options: { manyGroups: 2.5 } }, 'The option "Many Groups: Groups" must be a whole number of at least 2'],
	['one group', { options: { manyGroups: 1 } }, 'The option "Many Groups: Groups" must be a whole number of at least 2'],
	['less than nobody', { options: { slowJoins: -1 } }, 'The option "Slow Burst: Joins" must be a whole number of at least 0'],
	[
		'NaN',
		{ events: ['joinBurst'], options: { afterBurstSeconds: NaN } },
		'The option "Only Joins After a Burst (Seconds)" must be a number of at least 0',
	],
])('rejects %s and names the field', async (_what, parameters, message) => {
	await expect(read(parameters)).rejects.toMatchObject({
		kind: 'badInput',
		message,
		nextStep: `Correct ${/".*?"/.exec(message)![0]} ${message.startsWith('The option') ? 'under Options, or the expression in it' : 'in the trigger panel'}`,
	});
});

test('rejects an invalid group', async () => {
	await expect(read({ groups: { group: [{ groupId: 'x' }] } })).rejects.toMatchObject({ kind: 'badInput' });
	await expect(read({ groups: { group: [{}] } })).rejects.toMatchObject({ kind: 'badInput' });
});
