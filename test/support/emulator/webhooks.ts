/** One webhook that is registered with Wawp. */
export interface WebhookEntry {
	url: string;
	events: string[];
	isActive: boolean;
	/** `delay` is in seconds. */
	retries: { delay: number; attempts: number };
	/** The secret that signs deliveries. */
	hmac?: string;
}

/** All webhooks of an instance: the user's own webhooks and Wawp's system webhook. */
export class Webhooks {
	/** The URL of Wawp's system webhook. Undefined after it was overwritten; the inbox in the dashboard then gets no messages. */
	system: string | undefined;
	private entries: WebhookEntry[] = [];

	constructor(token: string) {
		this.system = `https://app.wawp.net/api/webhook/${token}`;
	}

	/** The user's webhooks, in the order in which they were added. */
	own(): WebhookEntry[] {
		return this.entries;
	}

	get(url: string): WebhookEntry | undefined {
		return this.entries.find((entry) => entry.url === url);
	}

	/** Changes the entry of this URL, or adds one. Returns the entry. */
	set(url: string, change: Partial<Omit<WebhookEntry, 'url'>> = {}): WebhookEntry {
		const known = this.update(url, change);
		if (known) return known;
		const added = { url, events: [], isActive: true, retries: { delay: 2, attempts: 15 }, ...change };
		this.entries.push(added);
		return added;
	}

	/** @returns the changed entry; undefined if there is none with this URL */
	update(url: string, change: Partial<Omit<WebhookEntry, 'url'>>): WebhookEntry | undefined {
		const entry = this.get(url);
		return entry && Object.assign(entry, change);
	}

	/** @returns whether there was an entry with this URL */
	delete(url: string): boolean {
		const before = this.entries.length;
		this.entries = this.entries.filter((entry) => entry.url !== url);
		return this.entries.length < before;
	}

	/** Replaces all entries. Removes the system webhook too. */
	replaceAll(entries: readonly WebhookEntry[]): void {
		this.entries = [...entries];
		this.system = undefined;
	}
}
