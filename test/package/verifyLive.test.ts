import { meaningOf } from '../../scripts/verifyLive/verdict';
import { characters, type Character, type Stage } from '../support/emulator/characters';
import type { Engine } from '../support/emulator/world';
import { changesBetween, runOn, setupFor, startStage, verdictsOf, withVerdict, type Verdicts } from './verifyLiveBench';

jest.setTimeout(20_000);

let stage: Stage | undefined;

afterEach(async () => {
	await stage?.emulator.stop();
});

async function play(engine: Engine = 'WEBJS', plant: Character['plant'] = () => undefined) {
	stage = await startStage(engine);
	plant(stage);
	return await runOn(await setupFor(stage));
}

/** The verdicts for each engine without a difference. */
const baseOf = new Map<Engine, Promise<Verdicts>>();

async function base(engine: Engine = 'WEBJS'): Promise<Verdicts> {
	const known = baseOf.get(engine) ?? play(engine).then(verdictsOf);
	baseOf.set(engine, known);
	const verdicts = await known;
	await stage?.emulator.stop();
	return verdicts;
}

describe('the table', () => {
	test.each<[Engine, string[]]>([
		['WEBJS', []],
		['NOWEB', ['revokeResponse', 'participantList', 'otherChanges']],
		['GOWS', ['revokeResponse', 'participantList', 'otherChanges', 'deliveryEnvelope']],
	])('for the emulated %s differs only where the pages differ from the engine', async (engine, expected) => {
		const result = await play(engine);
		expect(result.ended).toBeUndefined();
		expect(withVerdict(verdictsOf(result), 'different').sort()).toEqual([...expected].sort());
		expect(result.findings.filter(({ nodeReads }) => nodeReads === false)).toEqual([]);
	});

	test.each(Object.entries(characters) as Array<[string, Character]>)(
		'names the planted difference and nothing else: %s',
		async (_name, { engine, plant, verdicts }) => {
			const before = await base(engine);
			const result = await play(engine, plant);
			expect(result.ended).toBeUndefined();
			expect(changesBetween(before, verdictsOf(result))).toEqual(verdicts);
		},
	);
});

describe('the kit', () => {
	test('only looks at a session that is not WORKING', async () => {
		const result = await play('WEBJS', ({ instance }) => (instance.status = 'STOPPED'));
		const verdicts = verdictsOf(result);
		expect(verdicts).toMatchObject({
			sessionNotWorking: 'as assumed',
			webhookSession: 'as assumed',
			credentialsInBody: 'as assumed',
		});
		expect(withVerdict(verdicts, 'different')).toEqual([]);
		expect(verdicts).toMatchObject({ revokePath: 'not seen', groupList: 'not seen', webhookSet: 'not seen' });
		expect(result.asked).toEqual([]);
	});

	test('reports a status that no page shows, and a session without a phone', async () => {
		const passkey = await play('WEBJS', ({ instance }) => (instance.status = 'PASSKEY_REQUIRED'));
		expect(withVerdict(verdictsOf(passkey), 'different')).toEqual(['sessionStatuses']);
		await stage?.emulator.stop();
		const unlinked = await play('WEBJS', ({ instance }) => (instance.status = 'SCAN_QR_CODE'));
		expect(verdictsOf(unlinked)).toMatchObject({ sessionWithoutPhone: 'as assumed', ownIds: 'not seen' });
	});

	test('ends with a next step if the credentials are wrong or nothing responds', async () => {
		stage = await startStage();
		const setup = await setupFor(stage);
		const wrong = await runOn({ ...setup, account: { ...setup.account, accessToken: 'another-token-than-that' } });
		expect(wrong.ended).toMatch(/^Wawp accepted these credentials nowhere\. Check/);
		expect(withVerdict(verdictsOf(wrong), 'not seen')).toHaveLength(wrong.findings.length);
		await stage.emulator.stop();
		const unreachable = await runOn(setup);
		expect(unreachable.ended).toMatch(/^Nothing responded at http.*Check the base URL/);
	});

	test('changes nothing in a group where the account is not an admin', async () => {
		const result = await play('WEBJS', ({ group }) => (group.role = 'participant'));
		expect(verdictsOf(result)).toMatchObject({ revokePath: 'not seen', settingChange: 'not seen', addParticipants: 'not seen' });
		expect(result.said.filter((line) => line.includes('The account is not an admin of the group'))).toHaveLength(3);
	});

	test('leaves a webhook alone that is registered for the same URL', async () => {
		stage = await startStage();
		const setup = await setupFor(stage);
		const entry = stage.instance.webhooks.set(setup.webhook!.url, { events: ['message'] });
		const result = await runOn(setup);
		expect(verdictsOf(result)).toMatchObject({ webhookSet: 'not seen', webhookDelete: 'not seen' });
		expect(stage.instance.webhooks.own()).toEqual([entry]);
		expect(entry.events).toEqual(['message']);
	});

	test('registers no webhook if the public URL leads elsewhere', async () => {
		stage = await startStage();
		const setup = await setupFor(stage);
		const result = await runOn({ ...setup, webhook: { url: `${stage.emulator.url}/elsewhere`, port: setup.webhook!.port } });
		expect(verdictsOf(result)).toMatchObject({ webhookSet: 'not seen' });
		expect(stage.emulator.callsOf('setWebhook')).toEqual([]);
	});

	test('stays below the limits of the instance', async () => {
		stage = await startStage();
		stage.instance.rateLimits = { group_req_per_minute: 20 };
		const result = await runOn(await setupFor(stage, { gap: undefined, webhook: undefined }));
		expect(result.kit.client.gap).toBe(66_000 / 20);
	});

	test('says loudly what the node cannot read', async () => {
		const result = await play('WEBJS', ({ emulator }) =>
			emulator.instead.set('getPath', { status: 200, body: '{"secretCode":["x"]}', contentType: 'application/json' }),
		);
		const finding = result.findings.find(({ fact }) => fact === 'getPath')!;
		expect(finding).toMatchObject({ verdict: 'different', nodeReads: false });
		expect(meaningOf(finding)).toMatch(/^THE NODE CANNOT READ THIS\. \S/);
	});

	test('sends the credentials in no URL and header where the body is meant', async () => {
		await play();
		const places = stage!.emulator.callsOf('revoke').map(({ credentialsIn }) => credentialsIn);
		expect(places).toEqual([['body'], ['body']]);
	});
});
