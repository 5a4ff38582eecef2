/** Where Wawp is asked to send events to. */
export interface WebhookEntry {
	url: string;
	events: string[];
	isActive: boolean;
	/** `delay` in seconds. */
	retries: { delay: number; attempts: number };
	/** The secret that proves a delivery. */
	hmac?: string;
}

/** All webhooks of an instance: those of the user, by URL, and the one of Wawp's own inbox. */
export class Webhooks {
	/** Wawp's own; undefined once it was overwritten, and then the inbox in the dashboard stands still. */
	system: string | undefined;
	private entries: WebhookEntry[] = [];

	constructor(token: string) {
		this.system = `https://app.wawp.net/api/webhook/${token}`;
	}

	/** The user's, in the order in which they were added. */
	own(): WebhookEntry[] {
		return this.entries;
	}

	get(url: string): WebhookEntry | undefined {
		return this.entries.find((entry) => entry.url === url);
	}

	/** Changes the entry of this URL, or adds one. */
	set(url: string, change: Partial<Omit<WebhookEntry, 'url'>> = {}): WebhookEntry {
		const known = this.update(url, change);
		if (known) return known;
		const added = { url, events: [], isActive: true, retries: { delay: 2, attempts: 15 }, ...change };
		this.entries.push(added);
		return added;
	}

	/** @returns undefined where there is no such entry */
	update(url: string, change: Partial<Omit<WebhookEntry, 'url'>>): WebhookEntry | undefined {
		const entry = this.get(url);
		return entry && Object.assign(entry, change);
	}

	/** @returns whether there was such an entry */
	delete(url: string): boolean {
		const before = this.entries.length;
		this.entries = this.entries.filter((entry) => entry.url !== url);
		return this.entries.length < before;
	}

	/** Forgets all entries, Wawp's own included. */
	replaceAll(entries: readonly WebhookEntry[]): void {
		this.entries = [...entries];
		this.system = undefined;
	}
}
