import { SAMPLE_GROUPS } from '../../support/emulator/sample';
import type { Engine } from '../../support/emulator/world';
import { searchGroups, startBench, type Bench } from './bench';

describe('the list of the "Group" field', () => {
	let bench: Bench;

	// A new account for each test, because n8n remembers the list of an account for half a minute.
	beforeEach(async () => {
		bench = await startBench();
	});

	afterEach(async () => await bench.emulator.stop());

	it.each<Engine>(['WEBJS', 'NOWEB', 'GOWS'])('shows all groups of a %s instance by name', async (engine) => {
		bench.instance.engine = engine;
		const { results } = await searchGroups(bench);
		expect(results.map(({ value }) => value).sort()).toEqual(SAMPLE_GROUPS.map(({ id }) => id).sort());
		expect(results[0]?.name).toContain('Book Club');
	});

	it('shows only the groups that match the typed text', async () => {
		const { results } = await searchGroups(bench, 'neigh');
		expect(results).toEqual([expect.objectContaining({ value: SAMPLE_GROUPS[0]!.id })]);
	});

	it('shows in the field why there is no list', async () => {
		bench.instance.status = 'STOPPED';
		await expect(searchGroups(bench)).rejects.toThrow('the WhatsApp session is not connected');
	});
});
