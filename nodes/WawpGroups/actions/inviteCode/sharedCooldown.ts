import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../../wawp/transport/clock';

/**
 * Lets one execution after another respect the cooldown on whichever worker they run, with n8n's stored deduplication: one row
 * per workflow and node, in n8n's database. It can only claim a value and say whether it was claimed before, so time is cut
 * into slices, and a claim takes all slices of the cooldown. It has no lock: two claims at the same moment may both succeed.
 */
export interface SharedCooldown {
	/** False when an execution, here or on another worker, claimed the group within the cooldown. */
	claim: (key: string) => Promise<boolean>;
	/** Takes a claim back after a rotation that failed. */
	release: (key: string) => Promise<void>;
}

// A claim holds for 1 to 1.25 cooldowns.
const SLICES = 4;

// 1,000 groups; a longer row would make each claim slow.
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
				const answer = await context.helpers.checkProcessedAndRecord(values, 'node', OPTIONS);
				heldBack = answer.processed.length > 0;
				if (!heldBack) claimed.set(key, values);
				// It has recorded the others: left there, they would make the cooldown longer with each execution that asks.
				else if (answer.new.length > 0) await context.helpers.removeProcessed(answer.new, 'node', OPTIONS);
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
 * n8n reads, changes and writes the row without a lock: within a process, one call after another. Where there is no database
 * to ask, the cooldown holds in this process only, so that is logged and not an obstacle.
 */
async function inTurn(context: IExecuteFunctions, call: () => Promise<void>): Promise<void> {
	const turn = lastTurn.then(call).catch((error: unknown) => {
		context.logger.debug('Wawp Groups: the cooldown is not shared with other workers', { error: String(error) });
	});
	lastTurn = turn;
	await turn;
}
