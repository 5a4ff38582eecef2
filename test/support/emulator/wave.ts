import { setTimeout as wait } from 'node:timers/promises';
import type { Group } from './world';

export interface Wave {
	/** The leaked code that all of them use. */
	code: string;
	/** Who got in, in order. */
	joined: string[];
	/** Who came when the link was dead. */
	turnedAway: string[];
}

export interface WaveOptions {
	bots?: number;
	/** ms between two of them */
	apart?: number;
	/** After how many that came too late the rest gives up; by default never. */
	patience?: number;
	/** Told of each as it happens. */
	onBot?: (bot: string, gotIn: boolean) => void;
}

/** Lets spam bots join a group one after another by a link that has leaked, as long as it lets them in; then others try in vain. */
export async function playWave(
	group: Group,
	{ bots = 20, apart = 100, patience = Infinity, onBot = () => undefined }: WaveOptions = {},
): Promise<Wave> {
	const wave: Wave = { code: group.liveCode, joined: [], turnedAway: [] };
	for (let bot = 1; bot <= bots && wave.turnedAway.length < patience; bot++) {
		if (bot > 1) await wait(apart);
		const id = `${990000000000 + bot}@c.us`;
		const gotIn = group.joinByLink(id, wave.code);
		(gotIn ? wave.joined : wave.turnedAway).push(id);
		onBot(id, gotIn);
	}
	return wave;
}
