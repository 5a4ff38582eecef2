import { createHash } from 'crypto';
import type { Account } from '../transport/account';
import type { Clock } from '../transport/clock';
import { WawpFailure } from '../outcome/wawpFailure';
import type { GroupId } from '../ids/groupId';
import type { RotatedCode } from './rotateInviteCode';

/** What came of asking for a rotation. `heldBack` by a cooldown; without a code, the live one has to be read. */
export type LedgerAnswer = ({ kind: 'rotated' } & RotatedCode) | { kind: 'heldBack'; code?: string };

export interface LedgerRequest {
	key: string;
	/** ms; 0 rotates every time */
	cooldown: number;
	/** May find that another process has just rotated the group, and be held back by that. */
	rotate: () => Promise<LedgerAnswer>;
	/** Aborts the wait for somebody else's rotation. */
	signal?: AbortSignal | undefined;
}

/**
 * The rotations of this process. Of executions that ask for the same group at once, one rotates; the others get its code when
 * they have a cooldown, and else take their turn, so that none hands out a code that another has just replaced. They share its
 * failure too: to line up for a server that does not answer helps nobody.
 */
export class RotationLedger {
	private readonly inFlight = new Map<string, Promise<LedgerAnswer>>();
	/** When each group was last rotated, in ms since 1970, oldest first. */
	private readonly rotatedAt = new Map<string, number>();

	/** @param capacity how many groups are remembered at most */
	constructor(
		private readonly clock: Clock,
		private readonly capacity = 10_000,
	) {}

	/** @throws what the rotation throws, the one of this request or the one it waited for */
	async request({ key, cooldown, rotate, signal }: LedgerRequest): Promise<LedgerAnswer> {
		for (let rotation = this.inFlight.get(key); rotation; rotation = this.inFlight.get(key)) {
			const answer = await shared(rotation, signal);
			if (signal?.aborted) return await rotate();
			if (answer && cooldown > 0) return { kind: 'heldBack', ...(answer.code && { code: answer.code }) };
		}
		const age = this.clock.now() - (this.rotatedAt.get(key) ?? -Infinity);
		return age < cooldown ? { kind: 'heldBack' } : await this.start(key, rotate);
	}

	get size(): number {
		return this.rotatedAt.size + this.inFlight.size;
	}

	private async start(key: string, rotate: () => Promise<LedgerAnswer>): Promise<LedgerAnswer> {
		const rotation = rotate();
		this.inFlight.set(key, rotation);
		try {
			const answer = await rotation;
			if (answer.kind === 'rotated') this.remember(key);
			return answer;
		} finally {
			this.inFlight.delete(key);
		}
	}

	private remember(key: string): void {
		this.rotatedAt.delete(key);
		this.rotatedAt.set(key, this.clock.now());
		const [oldest] = this.rotatedAt.keys();
		if (this.rotatedAt.size > this.capacity && oldest !== undefined) this.rotatedAt.delete(oldest);
	}
}

/** What another execution's rotation brought; undefined when that execution, or this one, was canceled meanwhile. */
async function shared(rotation: Promise<LedgerAnswer>, signal: AbortSignal | undefined): Promise<LedgerAnswer | undefined> {
	return await new Promise((resolve, reject) => {
		const stopWaiting = () => {
			resolve(undefined);
		};
		signal?.addEventListener('abort', stopWaiting, { once: true });
		rotation
			.then(resolve, (error: unknown) => {
				if (error instanceof WawpFailure && error.kind !== 'canceled') reject(error);
				else stopWaiting();
			})
			.finally(() => signal?.removeEventListener('abort', stopWaiting));
	});
}

/** Names a group of an account, so that two accounts never mix; hashed, since it outlives the run and holds the token. */
export const ledgerKey = ({ baseUrl, instanceId, accessToken }: Account, groupId: GroupId): string =>
	createHash('sha256')
		.update(JSON.stringify([baseUrl, instanceId, accessToken, groupId]))
		.digest('hex');
