import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../../wawp/transport/clock';

/**
 * Shares the cooldown between executions on different workers. It uses n8n's stored deduplication: one row per workflow and node in
 * n8n's database. Deduplication can only record a value and report whether it was recorded before. Time is therefore divided into
 * slices, and a claim records all slices of the cooldown. There is no lock: two simultaneous claims may both succeed.
 */
export interface SharedCooldown {
	/** Returns false if an execution on this or another worker claimed the group within the cooldown. */
	claim: (key: string) => Promise<boolean>;
	/** Removes a claim after a failed rotation. */
	release: (key: string) => Promise<void>;
}

// With 4 slices, a claim lasts for 1 to 1.25 cooldowns.
const SLICES = 4;

// Room for 1,000 groups. A longer row would slow down each claim.
const OPTIONS = { mode: 'entries', maxEntries: 1_000 * (SLICES + 1) } as const;

/** @param cooldown ms */
export function sharedCooldown(context: IExecuteFunctions, cooldown: number, clock: Clock): SharedCooldown {
	const claimed = new Map<string, string[]>();
	return {
		claim: async (key) => {
			const slice = cooldown / SLICES;
			const current = Math.floor(clock.now() / slice);
			const values = Array.from({ length: SLICES + 1 }, (_, ago) => `${key}:${slice}:${current - ago}`);
			let heldBack = false;
			await inTurn(context, async () => {
				const result = await context.helpers.checkProcessedAndRecord(values, 'node', OPTIONS);
				heldBack = result.processed.length > 0;
				if (!heldBack) claimed.set(key, values);
				// n8n has recorded the new slices as well. If they stayed, each further execution would extend the cooldown.
				else if (result.new.length > 0) await context.helpers.removeProcessed(result.new, 'node', OPTIONS);
			});
			return !heldBack;
		},
		release: async (key) => {
			const values = claimed.get(key) ?? [];
			if (values.length > 0) await inTurn(context, async () => await context.helpers.removeProcessed(values, 'node', OPTIONS));
		},
	};
}

let lastTurn: Promise<void> = Promise.resolve();

/**
 * Runs the calls of this process one after another, because n8n reads, changes and writes the row without a lock. If the database
 * is not available, the cooldown applies to this process only. This is logged, and the run continues.
 */
async function inTurn(context: IExecuteFunctions, call: () => Promise<void>): Promise<void> {
	const turn = lastTurn.then(call).catch((error: unknown) => {
		context.logger.debug('Wawp Groups: the cooldown is not shared with other workers', { error: String(error) });
	});
	lastTurn = turn;
	await turn;
}
