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
		['GOWS', ['revokeResponse', 'participantList', 'otherChanges']],
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
