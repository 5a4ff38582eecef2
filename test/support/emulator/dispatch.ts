import { EventEmitter } from 'node:events';
import { deliver, deliverText, type Attempt, type Receiver } from './deliveries';
import type { Signing } from './signing';
import { eventsFor, statusEvent, type EventBody } from './events';
import type { GroupChange } from './groupChange';
import type { Group, Instance } from './world';

/** Sends group events to the webhooks that are subscribed to them. */
export class Dispatch extends EventEmitter<{ attempt: [Attempt]; change: [Group, GroupChange] }> {
	/** Divides the delay between attempts. */
	faster = 100;
	/** The number of deliveries of each event, all with the same event id. 2 simulates a sender of duplicates. */
	copies = 1;
	/** All attempts so far, in the order of their responses. */
	readonly attempts: Attempt[] = [];
	private readonly inFlight = new Set<Promise<void>>();
	/** The changes that wait for the session, with their times. */
	private held: Array<() => void> | undefined;
	private readonly stopping = new AbortController();

	/** Starts the deliveries of a change. Does not wait for them. */
	publish(instance: Instance, group: Group, change: GroupChange): void {
		this.emit('change', group, change);
		const at = Date.now();
		const send = () => {
			for (const body of eventsFor(instance, group, change, { at, sentAt: Date.now() })) this.send(instance, body);
		};
		if (this.held) this.held.push(send);
		else send();
	}

	/** Keeps all changes from now on, as WhatsApp does while the session is away. */
	hold(): void {
		this.held ??= [];
	}

	/** Sends the changes that were kept. */
	release(): void {
		const held = this.held ?? [];
		this.held = undefined;
		for (const send of held) send();
	}

	/** Starts the deliveries of the session's status. */
	publishStatus(instance: Instance): void {
		this.send(instance, statusEvent(instance, Date.now()));
	}

	/** Sends a recorded delivery once. */
	replay(receiver: Receiver, body: string, signing: Signing): void {
		this.track(deliverText(receiver, body, { ...this.options, signing }));
	}

	/** Resolves when all deliveries so far were accepted or have no attempts left. */
	async settled(): Promise<void> {
		while (this.inFlight.size > 0) await Promise.all(this.inFlight);
	}

	get isSending(): boolean {
		return this.inFlight.size > 0;
	}

	/** Cancels the deliveries in flight. */
	stop(): void {
		this.stopping.abort();
	}

	private send(instance: Instance, body: EventBody): void {
		for (const receiver of instance.webhooks.own()) {
			if (!receiver.isActive || !receiver.events.includes(body.event)) continue;
			for (let copy = 0; copy < this.copies; copy++) {
				this.track(deliver(receiver, body, { ...this.options, signing: instance.signing }));
			}
		}
	}

	private get options() {
		const onAttempt = (attempt: Attempt) => {
			this.attempts.push(attempt);
			this.emit('attempt', attempt);
		};
		return { faster: this.faster, onAttempt, signal: this.stopping.signal };
	}

	private track(delivery: Promise<void>): void {
		this.inFlight.add(delivery);
		void delivery.finally(() => this.inFlight.delete(delivery));
	}
}
