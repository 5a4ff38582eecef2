import type { SessionEvent } from './sessionStatus';

/**
 * ms. After the session comes back, an engine may send joins that happened before, with the time of sending. Joins within this time may be old.
 */
export const RECONNECT_MS = 120_000;

interface LastStatus extends Pick<SessionEvent, 'status' | 'isWorking'> {
	/** The time of the event, in ms since 1970. */
	time: number;
	/** In ms since 1970. */
	receivedAt: number;
}

/** Follows the status of the session, as far as deliveries report it. */
export class SessionWatch {
	private last: LastStatus | undefined;

	/**
	 * Remembers a status. One that is older than the last known one is ignored.
	 *
	 * @param time of the event, in ms since 1970
	 * @param now ms since 1970
	 * @returns `isNews`: whether the status has changed. `isReconnect`: whether the session may have come back just now, also if the status
	 * before was lost. `undo` forgets the status
	 */
	learn({ status, isWorking }: SessionEvent, time: number, now: number) {
		const before = this.last;
		const undo = () => {
			this.last = before;
		};
		const isNews = !before || (before.status !== status && time >= before.time);
		const isReconnect = isWorking && (isNews || time > before.time);
		if (isNews || isReconnect) this.last = { status, isWorking, time, receivedAt: now };
		return { isNews, isReconnect, undo };
	}

	/** Whether a join that is received now may be old: the session is away, or came back shortly before. */
	isDoubtful(now: number): boolean {
		return this.last !== undefined && (!this.last.isWorking || now - this.last.receivedAt <= RECONNECT_MS);
	}
}
