import { CHECKS } from '../../../scripts/verifyLive/checks';
import { factList } from '../../support/emulator/facts';

const checked = new Set(CHECKS.flatMap(({ facts }) => facts));

test.each(factList)('%s is checked, or says why it cannot be', (id, { notCheckable }) => {
	expect([checked.has(id), notCheckable !== undefined]).toEqual(notCheckable === undefined ? [true, false] : [false, true]);
	expect(notCheckable ?? 'checked').toMatch(/^\S.*\S$/);
});

test.each(CHECKS.map((check) => [check.title, check] as const))('%s has facts', (_title, { facts }) => {
	expect(facts.length).toBeGreaterThan(0);
	expect(new Set(facts).size).toBe(facts.length);
});
