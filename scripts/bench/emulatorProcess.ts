/** The emulator in a process of its own, so that it does not take CPU from the measured one. Responds to each message with its state. */
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import { Emulator } from '../../test/support/emulator/server';

export interface World {
	groups: number;
	/** The number of the first group. */
	first: number;
	/** Of each response, in ms. */
	latency: number;
	/** How many requests per second get a response other than 429. 0: all. */
	perSecond: number;
	/** How many other people each group has. */
	members: number;
}

export interface State {
	url: string;
	/** How often the code of each group was revoked, most often first. */
	revocations: number[];
	/** The requests since the world was made, and how many of them got a 429. */
	requests: number;
	refused: number;
}

export const groupIdOf = (at: number) => `${120363000000000000n + BigInt(at)}@g.us`;
export const memberIdOf = (at: number) => `${201000000000n + BigInt(at)}@c.us`;

async function main(): Promise<void> {
	const emulator = await new Emulator().start();
	let instance = emulator.addInstance(SAMPLE_ACCOUNT.instanceId, SAMPLE_ACCOUNT.accessToken);
	process.on('message', (world: World | 'report') => {
		if (world !== 'report') {
			emulator.reset();
			emulator.latency = world.latency;
			emulator.perSecond = world.perSecond;
			instance = emulator.addInstance(SAMPLE_ACCOUNT.instanceId, SAMPLE_ACCOUNT.accessToken);
			for (let at = 0; at < world.groups; at++) {
				const group = instance.addGroup(groupIdOf(world.first + at), `Group ${at}`);
				for (let member = 0; member < world.members; member++) group.addMember(memberIdOf(at * world.members + member));
			}
		}
		const revocations = [...instance.groups.values()].map((group) => group.revocations).sort((a, b) => b - a);
		process.send?.({
			url: emulator.url,
			revocations,
			requests: emulator.calls.length,
			refused: emulator.refused,
		} satisfies State);
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.('ready');
}

void main();
