import { table, totals, wrap } from '../../../scripts/verifyLive/table';
import { asAssumed, different, meaningOf, mergeFindings, notSeen } from '../../../scripts/verifyLive/verdict';

describe('findings about the same fact', () => {
	test('become one: a difference outweighs a match, and both outweigh "not seen"', () => {
		const match = asAssumed('refusals', 'one');
		expect(mergeFindings([notSeen('refusals', 'none'), match])).toEqual([match]);
		expect(mergeFindings([match, different('refusals', 'other')])).toEqual([different('refusals', 'other')]);
	});

	test('keep what each of them saw, and are read only if all are read', () => {
		const merged = mergeFindings([
			different('refusals', 'one', { nodeReads: true }),
			different('refusals', 'two', { nodeReads: false }),
			different('refusals', 'one'),
		]);
		expect(merged).toEqual([different('refusals', 'one; two', { nodeReads: false })]);
	});

	test('are in the order of the facts', () => {
		const findings = [notSeen('trueTime', ''), notSeen('badToken', ''), notSeen('revokePath', '')];
		expect(mergeFindings(findings).map(({ fact }) => fact)).toEqual(['badToken', 'revokePath', 'trueTime']);
	});
});

describe('what a finding means', () => {
	test.each([
		[asAssumed('getPath', ''), 'Nothing to do'],
		[asAssumed('getPath', '', { nodeReads: true }), 'Nothing to do'],
		[asAssumed('getPath', '', { nodeReads: false }), 'THE NODE CANNOT READ THIS. The node cannot verify that a link was revoked'],
		[notSeen('getPath', ''), 'Still open'],
		[different('revokeResponse', '', { nodeReads: true }), 'The node copes with it'],
		[different('revokeResponse', '', { nodeReads: false }), 'THE NODE CANNOT READ THIS. Please report it'],
		[different('sessionInfoGet', ''), 'Nothing to do: the node uses POST'],
		[different('headersAlone', ''), 'Do not set "Send Credentials In" to "Headers"'],
	])('%j', (finding, meaning) => {
		expect(meaningOf(finding)).toBe(meaning);
	});
});

describe('the table', () => {
	const findings = [
		notSeen('trueTime', 'Nothing came'),
		asAssumed('getPath', '200'),
		different('sessionInfoGet', '404'),
		asAssumed('sessionInfo', '{}', { nodeReads: false }),
	];

	test('ends with the differences, and with what the node cannot read', () => {
		const lines = table(findings, 140).split('\n');
		const order = lines.flatMap((line) => /^(as assumed|DIFFERENT|not seen)/.exec(line)?.[0] ?? []);
		expect(order).toEqual(['not seen', 'as assumed', 'DIFFERENT', 'as assumed']);
		expect(table(findings, 140)).toContain('THE NODE CANNOT READ THIS');
	});

	test.each([60, 80, 100, 200])('fits into %i columns, at least 80', (width) => {
		const longest = Math.max(
			...table(findings, width)
				.split('\n')
				.map((line) => line.length),
		);
		expect(longest).toBeLessThanOrEqual(Math.max(width, 80));
	});

	test('breaks at spaces, and words that are too long anywhere', () => {
		expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
		expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
		expect(wrap('', 4)).toEqual(['']);
	});

	test('has totals', () => {
		expect(totals(findings)).toBe('1 different, 2 as assumed, 1 not seen');
	});
});
