import { facts, type Fact, type FactId, type Verdict } from '../../test/support/emulator/facts';

export type { Verdict };

/** What a check found about one fact. */
export interface Finding {
	fact: FactId;
	verdict: Verdict;
	/** What Wawp did, or why nothing was seen. */
	seen: string;
	/** Whether the node's own code understands it. Undefined: there is nothing to understand. */
	nodeReads?: boolean;
}

type Seen = Omit<Finding, 'fact' | 'verdict'>;

export const asAssumed = (fact: FactId, seen: string, more: Partial<Seen> = {}): Finding => ({
	fact,
	verdict: 'as assumed',
	seen,
	...more,
});

export const different = (fact: FactId, seen: string, more: Partial<Seen> = {}): Finding => ({
	fact,
	verdict: 'different',
	seen,
	...more,
});

export const notSeen = (fact: FactId, reason: string): Finding => ({ fact, verdict: 'not seen', seen: reason });

/** @param holds whether the fact holds */
export const judge = (fact: FactId, holds: boolean, seen: string, nodeReads?: boolean): Finding =>
	(holds ? asAssumed : different)(fact, seen, nodeReads === undefined ? {} : { nodeReads });

/** A fact about something that may happen: its absence says nothing. */
export const mayBe = (fact: FactId, happened: boolean, seen: string, reason: string): Finding =>
	happened ? asAssumed(fact, seen) : notSeen(fact, reason);

export const CANNOT_READ = 'THE NODE CANNOT READ THIS';

/** What a finding means for the person who uses the node. */
export function meaningOf({ fact, verdict, nodeReads }: Finding): string {
	const { ifWrong, effect = 'Please report it' }: Fact = facts[fact];
	if (verdict === 'not seen') return 'Still open';
	if (nodeReads === false) return `${CANNOT_READ}. ${effect}`;
	if (verdict === 'as assumed') return 'Nothing to do';
	if (nodeReads === true) return 'The node copes with it';
	return ifWrong.startsWith('Nothing: ') ? ifWrong.replace('Nothing: ', 'Nothing to do: ') : effect;
}

const RANK: Record<Verdict, number> = { different: 0, 'as assumed': 1, 'not seen': 2 };

/** One finding per fact, in the order of the list of facts. A difference outweighs a match, and both outweigh "not seen". */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
	const order = Object.keys(facts);
	const byFact = new Map<FactId, Finding>();
	for (const finding of findings) {
		const known = byFact.get(finding.fact);
		byFact.set(finding.fact, known ? merge(known, finding) : finding);
	}
	return [...byFact.values()].sort((a, b) => order.indexOf(a.fact) - order.indexOf(b.fact));
}

function merge(one: Finding, other: Finding): Finding {
	if (RANK[one.verdict] !== RANK[other.verdict]) return RANK[one.verdict] < RANK[other.verdict] ? one : other;
	const seen = one.seen.includes(other.seen) ? one.seen : `${one.seen}; ${other.seen}`;
	const reads = [one.nodeReads, other.nodeReads].filter((value) => value !== undefined);
	return { ...one, seen, ...(reads.length > 0 && { nodeReads: reads.every(Boolean) }) };
}
