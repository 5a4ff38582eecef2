import { setTimeout as wait } from 'node:timers/promises';
import type { Group } from './world';

export interface Wave {
	/** The leaked code that all bots use. */
	code: string;
	/** The ids of the bots that joined, in order. */
	joined: string[];
	/** The ids of the bots that found a dead link, in order. */
	turnedAway: string[];
}

export interface WaveOptions {
	bots?: number;
	/** The number of the first bot. Default: 1. Other waves need other bots. */
	first?: number;
	/** The code that the bots use. Default: the live one. */
	code?: string;
	/** Time between two bots, in ms. */
	apart?: number;
	/** The wave ends after this many bots found a dead link. Default: never. */
	maxTurnedAway?: number;
	/** Called for each bot, after it tried to join. */
	onBot?: (bot: string, joined: boolean) => void;
}

/** Plays a spam wave: bots open a leaked invite link one after another. They join while the link is live, and fail when it is dead. */
export async function playWave(
	group: Group,
	{
		bots = 20,
		first = 1,
		code = group.liveCode,
		apart = 100,
		maxTurnedAway = Infinity,
		onBot = () => undefined,
	}: WaveOptions = {},
): Promise<Wave> {
	const wave: Wave = { code, joined: [], turnedAway: [] };
	for (let bot = 1; bot <= bots && wave.turnedAway.length < maxTurnedAway; bot++) {
		if (bot > 1) await wait(apart);
		const id = `${990000000000 + first + bot - 1}@c.us`;
		const joined = group.joinByLink(id, wave.code);
		(joined ? wave.joined : wave.turnedAway).push(id);
		onBot(id, joined);
	}
	return wave;
}
