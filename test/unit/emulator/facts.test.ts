import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { factList } from '../../support/emulator/facts';
import { callFacts, routes } from '../../support/emulator/routes';
import { PROJECT } from '../../support/folders';

describe.each(factList)('%s', (_id, { certainty, assumption, source, usedBy, ifWrong, response }) => {
	test('has a certainty, a source, and says what to change if it is wrong', () => {
		expect(['documented', 'seen', 'inferred', 'guessed']).toContain(certainty);
		for (const text of [assumption, source, ifWrong]) expect(text).toMatch(/^\S.*\S$/);
	});

	test('names code that exists', () => {
		expect(usedBy.length).toBeGreaterThan(0);
		expect(usedBy.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
	});

	test('has a complete response, if any', () => {
		const { status, body } = response ?? { status: 200, body: { any: true } };
		expect(status).toBeGreaterThanOrEqual(200);
		expect(Object.keys(body).length).toBeGreaterThan(0);
	});
});

test('every route of the emulator is a call of exactly one fact', () => {
	const named = factList.flatMap(([, { calls = {} }]) => Object.keys(calls));
	expect([...named].sort()).toEqual(Object.keys(routes).sort());
	expect(callFacts.size).toBe(named.length);
});
