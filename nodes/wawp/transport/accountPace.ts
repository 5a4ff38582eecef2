import { accountKey, type Account } from './account';
import { setNewest } from './newestEntries';

/** What is spaced out per account: requests, messages, and changes of participants. */
export type PacedAction = 'request' | 'message' | 'change';

const MINUTE = 60_000;

/** When an account may act again. All times are in ms since 1970. */
export class AccountPace {
	private readonly next = new Map<PacedAction, number>();
	/** The calls on groups of the last minute, and those that wait for their time. Sorted. */
	private groupCalls: number[] = [];
	/** When the pace was last asked, in ms since 1970. */
	private asked = -Infinity;

	/**
	 * Reserves the time of an action.
	 *
	 * @param gap ms until the next action of this kind
	 * @returns when it may start
	 */
	reserve(action: PacedAction, gap: number, now: number): number {
		this.followClock(now);
		const start = Math.max(now, this.next.get(action) ?? 0);
		this.next.set(action, start + gap);
		return start;
	}

	/** Starts the gap anew at the end of an action that took its time. */
	restartGap(action: PacedAction, gap: number, now: number): void {
		this.next.set(action, Math.max(this.next.get(action) ?? 0, now + gap));
	}

	/**
	 * Reserves the time of a call on groups.
	 *
	 * @param perMinute how many of them the account allows within any minute
	 * @returns when it may be sent
	 */
	reserveGroupCall(perMinute: number, now: number): number {
		this.followClock(now);
		const recent = this.groupCalls.findIndex((time) => time > now - MINUTE);
		this.groupCalls.splice(0, recent < 0 ? this.groupCalls.length : recent);
		const start = Math.max(now, (this.groupCalls.at(-perMinute) ?? -Infinity) + MINUTE);
		const isInOrder = start >= (this.groupCalls.at(-1) ?? start);
		this.groupCalls.push(start);
		// A run that does not know the limit does not wait behind one that does.
		if (!isInOrder) this.groupCalls.sort((a, b) => a - b);
		return start;
	}

	/** A clock that was set back takes the reserved times with it: otherwise they delay everybody until it has caught up. */
	private followClock(now: number): void {
		const back = Math.max(0, this.asked - now);
		this.asked = now;
		if (back === 0) return;
		for (const [action, time] of this.next) this.next.set(action, time - back);
		this.groupCalls = this.groupCalls.map((time) => time - back);
	}
}

// Far more accounts than one n8n has.
const MAX_ACCOUNTS = 1_000;

const paces = new Map<string, AccountPace>();

/** The pace of an account. All runs of this process share it, so a limit also holds across executions and rounds of a loop. */
export function accountPace(account: Account): AccountPace {
	const key = accountKey(account);
	const pace = paces.get(key) ?? new AccountPace();
	setNewest(paces, key, pace, MAX_ACCOUNTS);
	return pace;
}
