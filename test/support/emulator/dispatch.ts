import { EventEmitter } from 'node:events';
import { deliver, type Attempt } from './deliveries';
import { eventsFor } from './events';
import type { Happening } from './happenings';
import type { Group, Instance } from './world';

/** Sends what happens to the webhooks that asked for it. */
export class Dispatch extends EventEmitter<{ attempt: [Attempt]; happening: [Group, Happening] }> {
	/** Divides the seconds between attempts. */
	faster = 100;
	/** How often each event is sent, as a new delivery with the same id; a sender of duplicates has 2. */
	copies = 1;
	/** Every attempt so far, in the order in which they were answered. */
	readonly attempts: Attempt[] = [];
	private readonly inFlight = new Set<Promise<void>>();
	private readonly stopping = new AbortController();

	/** Begins the deliveries of a happening; nobody waits for them. */
	tell(instance: Instance, group: Group, happening: Happening): void {
		this.emit('happening', group, happening);
		for (const body of eventsFor(instance, group, happening, Date.now())) {
			for (const receiver of instance.webhooks.own()) {
				if (!receiver.isActive || !receiver.events.includes(body.event)) continue;
				for (let copy = 0; copy < this.copies; copy++)
					this.send(deliver(receiver, body, { ...this.options, signing: instance.signing }));
			}
		}
	}

	/** Resolves when all deliveries so far were accepted or given up. */
	async settled(): Promise<void> {
		while (this.inFlight.size > 0) await Promise.all(this.inFlight);
	}

	/** Gives up what is under way. */
	stop(): void {
		this.stopping.abort();
	}

	private get options() {
		const onAttempt = (attempt: Attempt) => {
			this.attempts.push(attempt);
			this.emit('attempt', attempt);
		};
		return { faster: this.faster, onAttempt, signal: this.stopping.signal };
	}

	private send(delivery: Promise<void>): void {
		this.inFlight.add(delivery);
		void delivery.finally(() => this.inFlight.delete(delivery));
	}
}
