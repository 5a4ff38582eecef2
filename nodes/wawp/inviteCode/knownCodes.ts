import { setNewest } from '../transport/newestEntries';

/** ms. A page of an older API of Wawp speaks of "micro-caching of safe GETs". How long a response is kept is not documented. */
export const OUTDATED_MS = 2_000;

/** `doubtful`: it may be the code from before the last revoke, which was not read. */
export type Credibility = 'live' | 'doubtful' | 'dead';

interface GroupCodes {
	/** Undefined if nothing is known of the group. */
	newest: string | undefined;
	/** Whether a revoke of this process created the newest code. */
	isOwn: boolean;
	/** Whether the code before the newest one is unknown. */
	followsUnknown: boolean;
	/** Oldest first. WhatsApp never brings back a code that was revoked. */
	dead: readonly string[];
	/** How often the newest code changed. */
	changes: number;
}

const NONE: GroupCodes = { newest: undefined, isOwn: false, followsUnknown: false, dead: [], changes: 0 };

/** The dead codes that are remembered of each group. A cache cannot be older than many revokes. */
const MAX_DEAD = 20;

/** What a process knows of the codes of its groups: which one is the newest, and which ones it has seen die. */
export class KnownCodes {
	private readonly groups = new Map<string, GroupCodes>();

	/** @param capacity the maximum number of groups that are remembered */
	constructor(private readonly capacity = 10_000) {}

	get size(): number {
		return this.groups.size;
	}

	/** What a response with this code is worth. */
	credibility(key: string, code: string): Credibility {
		const { newest, dead, followsUnknown } = this.of(key);
		if (dead.includes(code)) return 'dead';
		return followsUnknown && code !== newest ? 'doubtful' : 'live';
	}

	/** A number that changes with the newest code. Take it before a read. */
	changes(key: string): number {
		return this.of(key).changes;
	}

	/** All remembered codes of a group, dead ones too. */
	all(key: string): string[] {
		const { newest, dead } = this.of(key);
		return [...dead, ...(newest === undefined ? [] : [newest])];
	}

	/** The newest code, if a revoke of this process created it. */
	ownCode(key: string): string | undefined {
		const { newest, isOwn } = this.of(key);
		return isOwn ? newest : undefined;
	}

	/**
	 * A read showed a code, and the caller believes it: then the newest code so far is dead.
	 *
	 * @param since what `changes` returned before the read. If the newest code has changed meanwhile, the read may be older
	 */
	saw(key: string, code: string, since: number): void {
		const known = this.of(key);
		if (known.changes !== since) return;
		if (known.newest === code) this.set(key, { ...known, followsUnknown: false });
		// Such a read may still be one of the code before the revoke, so the code of the revoke is not dead for certain.
		else this.replace(key, { newest: code, isOwn: false, followsUnknown: false }, known.followsUnknown ? [] : [known.newest]);
	}

	/**
	 * A revoke of this process created a new code.
	 *
	 * @param previousCode null if it was not read
	 */
	rotated(key: string, code: string, previousCode: string | null): void {
		const known = this.of(key);
		const isKnown = known.newest === code && !known.followsUnknown;
		const followsUnknown = previousCode === null && !isKnown;
		this.replace(key, { newest: code, isOwn: true, followsUnknown }, [known.newest, previousCode]);
	}

	private of(key: string): GroupCodes {
		return this.groups.get(key) ?? NONE;
	}

	private replace(
		key: string,
		newest: Pick<GroupCodes, 'newest' | 'isOwn' | 'followsUnknown'>,
		replaced: ReadonlyArray<string | null | undefined>,
	): void {
		const { dead, changes } = this.of(key);
		const died = replaced.flatMap((code) => (code && code !== newest.newest ? code : []));
		this.set(key, { ...newest, dead: [...new Set([...dead, ...died])].slice(-MAX_DEAD), changes: changes + 1 });
	}

	private set(key: string, codes: GroupCodes): void {
		setNewest(this.groups, key, codes, this.capacity);
	}
}

/** What this process knows. The keys name an account and a group. */
export const knownCodes = new KnownCodes();
