import { join } from 'node:path';
import { toRecording } from '../../scripts/verifyLive/record';
import { report } from '../../scripts/verifyLive/report';
import { toGroupId } from '../../nodes/wawp/ids/groupId';
import { toParticipantId } from '../../nodes/wawp/ids/participantId';
import { characters, type Character, type Stage } from '../support/emulator/characters';
import { readRecording, type Recording } from '../support/emulator/recording';
import type { Engine } from '../support/emulator/world';
import { PROJECT } from '../support/folders';
import {
	ACCOUNT,
	GROUP,
	NON_ADMIN_GROUP,
	NON_MEMBER_GROUP,
	PERSON,
	runOn,
	setupFor,
	startStage,
	SUBJECT,
	verdictsOf,
	withVerdict,
} from './verifyLiveBench';

jest.setTimeout(20_000);

let stage: Stage;

afterEach(async () => {
	await stage.emulator.stop();
});

async function play(engine: Engine, plant: Character['plant'] = () => undefined) {
	stage = await startStage(engine);
	plant(stage);
	const result = await runOn(await setupFor(stage));
	await stage.emulator.stop();
	return result;
}

/** Runs the kit against an emulator that knows nothing but the recording. */
async function replay({ inputs, ...recording }: Recording) {
	stage = await startStage();
	stage.instance.groups.clear();
	stage.emulator.play({ inputs, ...recording });
	const group = (id: string | undefined) => (id === undefined ? undefined : toGroupId(id));
	return await runOn(
		await setupFor(stage, {
			groupId: toGroupId(inputs.groupId),
			nonAdminGroupId: group(inputs.nonAdminGroupId),
			nonMemberGroupId: group(inputs.nonMemberGroupId),
			person: toParticipantId(inputs.person),
		}),
	);
}

/** Everything that must not get into a report: secrets, codes, numbers, names. */
const privateValues = () => [
	...Object.values(ACCOUNT),
	...[GROUP, NON_ADMIN_GROUP, NON_MEMBER_GROUP, PERSON, stage.instance.me.id, stage.instance.me.lid].map(
		(id) => id.split('@')[0]!,
	),
	...[...stage.instance.groups.values()].flatMap(({ history }) => history.map(({ code }) => code)),
	...[...stage.group.members.keys()].map((id) => id.split('@')[0]!),
	'201555000111',
	SUBJECT,
	'A club of others',
	'We meet on Fridays at 7',
	stage.instance.webhooks.system!.split('/').at(-1)!,
];

describe.each<[Engine]>([['WEBJS'], ['NOWEB'], ['GOWS']])('a run against %s', (engine) => {
	test('gives the same verdicts when it is replayed', async () => {
		const original = await play(engine);
		const replayed = await replay(toRecording(original));
		expect(replayed.ended).toBeUndefined();
		expect(verdictsOf(replayed)).toEqual(verdictsOf(original));
		expect(replayed.findings.map(({ nodeReads }) => nodeReads)).toEqual(original.findings.map(({ nodeReads }) => nodeReads));
	});

	test('leaves no secret, number, name and code in the report and the recording', async () => {
		const result = await play(engine);
		const values = privateValues();
		for (const text of [report(result, { version: '0.0.0' }), JSON.stringify(toRecording(result))]) {
			for (const value of values) expect([value, text.includes(value)]).toEqual([value, false]);
		}
	});
});

/** Those in which a replay has something to get wrong: other places, shapes, orders and repetitions. */
const REPLAYED: Array<keyof typeof characters> = [
	'a revoke that changes nothing',
	'a link instead of a code',
	'credentials only in the headers',
	'a wrong token that gets an error under 200',
	'missing credentials that get XML',
	'empty bodies to non-admins of NOWEB',
	'settings that are read from the query',
	'a rate limit with Retry-After',
	'an error that repeats the request',
	'masked members',
	'a free plan',
	'the secret itself as signature',
	'no signature',
	"WAHA's meaning of the events",
	'a list of webhooks that shows secrets',
	'webhooks keyed by URL',
];

test.each(REPLAYED.map((name): [string, Character] => [name, characters[name]]))(
	'a difference survives the recording: %s',
	async (_name, { engine = 'WEBJS', plant }) => {
		const original = await play(engine, plant);
		const values = privateValues();
		const recording = toRecording(original);
		for (const value of values) expect([value, JSON.stringify(recording).includes(value)]).toEqual([value, false]);
		expect(verdictsOf(await replay(recording))).toEqual(verdictsOf(original));
	},
);

test('a report about a failed restoration names neither the person nor the webhook', async () => {
	stage = await startStage();
	stage.emulator.on('call', ({ name }) => {
		if (name === 'addParticipants') stage.emulator.faults.plan({ kind: 'status', status: 500, on: 'removeParticipants' });
		if (name === 'changeSend') stage.emulator.faults.plan({ kind: 'status', status: 500, on: 'deleteWebhook' });
	});
	const setup = await setupFor(stage);
	const result = await runOn(setup);
	const text = report(result, { version: '0.0.0' });
	expect(text.match(/^- Not restored: .*$/gm)).toHaveLength(2);
	for (const value of [PERSON.split('@')[0]!, setup.webhook!.url, stage.emulator.url, ...Object.values(ACCOUNT)])
		expect([value, text.includes(value)]).toEqual([value, false]);
});

test('the stored recording of the emulated GOWS gives the verdicts of a new one', async () => {
	const original = verdictsOf(await play('GOWS'));
	const replayed = await replay(readRecording(join(PROJECT, 'test/support/recorded/emulated-gows.json')));
	expect(replayed.ended).toBeUndefined();
	expect(verdictsOf(replayed)).toEqual(original);
	expect(withVerdict(verdictsOf(replayed), 'different')).toEqual([
		'revokeResponse',
		'participantList',
		'otherChanges',
		'deliveryEnvelope',
	]);
});
