/** The emulator in a process of its own, so that it does not take CPU from the measured one. Responds to each message with its state. */
import { SAMPLE_ACCOUNT } from '../../test/support/emulator/sample';
import { Emulator } from '../../test/support/emulator/server';
import { ownCertificate } from './certificate';

export interface World {
	groups: number;
	/** The number of the first group. */
	first: number;
	/** Of each response, in ms. */
	latency: number;
	/** How many requests per second get a response other than 429. 0: all. */
	perSecond: number;
	/** The Retry-After of such a 429. Null: none. */
	retryAfter: string | null;
	/** How many other people each group has. */
	members: number;
	isSecure: boolean;
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
	const certificate = ownCertificate();
	const plain = await new Emulator().start();
	const secure = certificate && (await new Emulator(certificate).start());
	let emulator = plain;
	process.on('message', (world: World | 'report') => {
		if (world !== 'report') {
			emulator = world.isSecure && secure ? secure : plain;
			prepare(emulator, world);
		}
		const groups = [...emulator.instances.values()].flatMap((instance) => [...instance.groups.values()]);
		process.send?.({
			url: emulator.url,
			revocations: groups.map(({ revocations }) => revocations).sort((a, b) => b - a),
			requests: emulator.calls.length,
			refused: emulator.refused,
		} satisfies State);
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.('ready');
}

function prepare(emulator: Emulator, world: World): void {
	emulator.reset();
	emulator.latency = world.latency;
	emulator.perSecond = world.perSecond;
	emulator.retryAfter = world.retryAfter ?? undefined;
	const instance = emulator.addInstance(SAMPLE_ACCOUNT.instanceId, SAMPLE_ACCOUNT.accessToken);
	for (let at = 0; at < world.groups; at++) {
		const group = instance.addGroup(groupIdOf(world.first + at), `Group ${at}`);
		for (let member = 0; member < world.members; member++) group.addMember(memberIdOf(at * world.members + member));
	}
}

void main();
