import { accountKey, type Account } from '../transport/account';
import type { Clock } from '../transport/clock';
import { setNewest } from '../transport/newestEntries';
import { isUnconfirmed, WawpFailure } from '../outcome/wawpFailure';
import type { GroupId } from '../ids/groupId';
import type { RotatedCode } from './rotateInviteCode';

/** The answer to a request for a rotation. `heldBack`: by a cooldown. If it has no code, the caller must read the live code. */
export type LedgerAnswer = ({ kind: 'rotated' } & RotatedCode) | { kind: 'heldBack'; code?: string };

export interface LedgerRequest {
	key: string;
	/** In ms. 0: no cooldown */
	cooldown: number;
	/** Rotates the group, or resolves to `heldBack` if another process has just rotated it. */
	rotate: () => Promise<LedgerAnswer>;
	/** Aborts the wait for the rotation of another execution. */
	signal?: AbortSignal | undefined;
}

/**
 * The rotations of this process. If several executions request the same group at once, one of them rotates and the others wait.
 * With a cooldown, the others get its code. Without one, they rotate in turn, so no execution returns a code that another one has
 * just replaced. The others also share its failure, because it does not help to queue for a server that does not respond.
 */
export class RotationLedger {
	private readonly inFlight = new Map<string, Promise<LedgerAnswer>>();
	/** How many requests will rotate the group as soon as the rotation in flight has ended. */
	private readonly queued = new Map<string, number>();
	/** When each group was last rotated, in ms since 1970, oldest first. */
	private readonly rotatedAt = new Map<string, number>();
	/** How many rotations of a group were started and ended, oldest first. */
	private readonly generations = new Map<string, number>();

	/** @param capacity the maximum number of groups that are remembered */
	constructor(
		private readonly clock: Clock,
		private readonly capacity = 10_000,
	) {}

	/**
	 * Rotates a group, or waits for the rotation in flight.
	 *
	 * @returns `rotated` with the new code, or `heldBack` by the cooldown
	 * @throws what the rotation throws: the rotation of this request, or the one that it waited for
	 */
	async request({ key, cooldown, rotate, signal }: LedgerRequest): Promise<LedgerAnswer> {
		for (let rotation = this.inFlight.get(key); rotation; rotation = this.inFlight.get(key)) {
			let answer: LedgerAnswer | undefined;
			// With a cooldown, the rotation in flight is usually enough.
			if (cooldown === 0) this.changeQueue(key, 1);
			try {
				answer = await waitFor(rotation, signal);
			} finally {
				if (cooldown === 0) this.changeQueue(key, -1);
			}
			if (signal?.aborted) return await rotate();
			if (answer && cooldown > 0) return { kind: 'heldBack', ...(answer.code && { code: answer.code }) };
		}
		const age = this.clock.now() - (this.rotatedAt.get(key) ?? -Infinity);
		return age < cooldown ? { kind: 'heldBack' } : await this.start(key, rotate);
	}

	/**
	 * A number that is another one after each rotation of the group, and while one is in flight: then an earlier code may be dead.
	 */
	generation(key: string): number | undefined {
		return this.generations.get(key);
	}

	/** Whether a code of the group is about to be replaced. */
	isRotating(key: string): boolean {
		return this.inFlight.has(key) || this.queued.has(key);
	}

	/** Waits for the rotation in flight, of whichever execution. Another one may follow at once. */
	async settled(key: string, signal?: AbortSignal): Promise<void> {
		// A request in the queue goes on as soon as it knows that the rotation before it has ended: within this turn of the event loop.
		while (this.queued.has(key) && !this.inFlight.has(key)) await Promise.resolve();
		const rotation = this.inFlight.get(key);
		if (rotation && !signal?.aborted) await waitFor(rotation, signal).catch(() => undefined);
	}

	/** The number of remembered groups, including those with a rotation in flight. */
	get size(): number {
		return Math.max(this.rotatedAt.size, this.generations.size);
	}

	private async start(key: string, rotate: () => Promise<LedgerAnswer>): Promise<LedgerAnswer> {
		this.countGeneration(key);
		const rotation = rotate();
		this.inFlight.set(key, rotation);
		const count = (isRotated: boolean) => {
			if (isRotated) setNewest(this.rotatedAt, key, this.clock.now(), this.capacity);
		};
		rotation.then(
			({ kind }) => count(kind === 'rotated'),
			(error: unknown) => count(isUnconfirmed(error)),
		);
		try {
			return await rotation;
		} finally {
			this.inFlight.delete(key);
			this.countGeneration(key);
		}
	}

	private changeQueue(key: string, by: 1 | -1): void {
		const length = (this.queued.get(key) ?? 0) + by;
		if (length > 0) this.queued.set(key, length);
		else this.queued.delete(key);
	}

	private countGeneration(key: string): void {
		setNewest(this.generations, key, (this.generations.get(key) ?? 0) + 1, this.capacity);
	}
}

/**
 * Waits for the rotation of another execution.
 *
 * @returns its answer; undefined if this execution or the other one is canceled, or if the other one crashes
 * @throws WawpFailure if the other rotation fails
 */
async function waitFor(rotation: Promise<LedgerAnswer>, signal: AbortSignal | undefined): Promise<LedgerAnswer | undefined> {
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

/** The key for a group of an account. Two accounts never share a key. */
export const ledgerKey = (account: Account, groupId: GroupId): string => accountKey(account, groupId);
