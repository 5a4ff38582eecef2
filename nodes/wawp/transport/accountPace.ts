import { accountKey, type Account } from './account';
import { Line } from './line';
import { setNewest } from './newestEntries';

/** What is spaced out per account: requests, messages, and changes of participants. */
export type PacedAction = 'request' | 'message' | 'change';

/** How actions of one kind keep their distance from each other. */
export interface Spacing {
	action: PacedAction;
	/** ms since the action before */
	gap: number;
	/**
	 * Who asks for this gap. Then it lies between the actions of this sender, and others of the account keep a second at most: a long gap of
	 * one workflow must not delay the alert of another one.
	 */
	sender?: string;
}

// Far more nodes than send messages for one account.
const MAX_LINES = 1_000;

/** What the runs of an account wait for together. */
export class AccountPace {
	/** The calls on groups. */
	readonly groupCalls = new Line();
	private readonly lines = new Map<string, Line>();

	/** The lines in which an action waits, one after another, and the gap in each of them in ms. */
	linesOf({ action, gap, sender }: Spacing): Array<[Line, number]> {
		if (sender === undefined) return [[this.line(action), gap]];
		return [
			[this.line(`${action} of ${sender}`), gap],
			[this.line(action), Math.min(gap, MAX_SHARED_GAP_MS)],
		];
	}

	private line(name: string): Line {
		const line = this.lines.get(name) ?? new Line();
		setNewest(this.lines, name, line, MAX_LINES);
		return line;
	}
}

const MAX_SHARED_GAP_MS = 1_000;

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
