import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../../wawp/clock';

/**
 * Lets one execution after another respect the cooldown on whichever worker they run, with n8n's stored deduplication: one row
 * per workflow and node, in n8n's database. It can only record values and say which were there before, so time is cut into
 * slices, and a claim takes all slices of the cooldown. It has no lock: two claims at the same moment may both succeed.
 */
export interface StoredCooldown {
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
export function storedCooldown(context: IExecuteFunctions, cooldown: number, clock: Clock): StoredCooldown {
	const recorded = new Map<string, string[]>();
	const release = async (key: string) => {
		const values = recorded.get(key) ?? [];
		if (values.length > 0) await inTurn(context, async () => await context.helpers.removeProcessed(values, 'node', OPTIONS));
	};
	const claim = async (key: string) => {
		const slice = cooldown / SLICES;
		const current = Math.floor(clock.now() / slice);
		const values = Array.from({ length: SLICES + 1 }, (_, ago) => `${key}:${slice}:${current - ago}`);
		const answer = await inTurn(context, async () => await context.helpers.checkProcessedAndRecord(values, 'node', OPTIONS));
		recorded.set(key, (answer?.new ?? []).map(String));
		if (!answer?.processed.length) return true;
		// To ask is to record: left there, the newest slice would prolong the cooldown of whoever holds it.
		await release(key);
		return false;
	};
	return { claim, release };
}

let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * n8n reads, changes and writes the row without a lock: within a process, one call after another. Where there is no database
 * to ask, the cooldown holds in this process only, so that is logged and not an obstacle.
 */
async function inTurn<T>(context: IExecuteFunctions, call: () => Promise<T>): Promise<T | undefined> {
	const turn = lastTurn.then(call).catch((error: unknown) => {
		context.logger.debug('Wawp Groups: the cooldown is not shared with other workers', { error: String(error) });
		return undefined;
	});
	lastTurn = turn;
	return await turn;
}
