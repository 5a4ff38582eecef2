/** `npm run demo`: rotates the invite codes of three emulated groups with an example workflow, run by n8n's own engine. */
import '../test/engine/n8nEnvironment';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import { startSampleEmulator } from '../test/emulator/sample';
import type { Group, Instance } from '../test/emulator/world';
import { CREDENTIAL, runWorkflow, WAWP_GROUPS } from '../test/engine/runWorkflow';

const EXAMPLE = 'examples/webhook-revoke.json';

interface Example {
	nodes: INode[];
	connections: IConnections;
}

interface Rotation {
	groupId: string;
	code: string;
}

async function main(): Promise<void> {
	const { emulator, instance } = await startSampleEmulator(Number(process.env.PORT ?? 0));
	const groups = [...instance.groups.values()];
	const oldCodes = new Map(groups.map(({ id, liveCode }) => [id, liveCode]));
	console.log(`${EXAMPLE}, run by n8n's engine against an emulated Wawp API on ${emulator.url}\n`);

	const rotations = await rotate(groups, instance, emulator.url);
	const rotated = groups.filter((group) => {
		const { code } = rotations.find(({ groupId }) => groupId === group.id) ?? {};
		return report(group, oldCodes.get(group.id), code);
	});
	await emulator.stop();
	if (rotated.length < groups.length) throw new Error('Not every group was rotated');
	console.log(`${rotated.length} of ${groups.length} groups rotated. Every old link is dead, every new code is live.`);
}

/** Calls the example's webhook once with all groups, as a spam detector would. */
async function rotate(groups: Group[], { id, accessToken }: Instance, baseUrl: string): Promise<Rotation[]> {
	const { nodes, connections } = JSON.parse(readFileSync(join(__dirname, '..', EXAMPLE), 'utf8')) as Example;
	const { items, error } = await runWorkflow({
		nodes: nodes.map((node) => (node.type === WAWP_GROUPS ? { ...node, credentials: CREDENTIAL } : node)),
		connections,
		start: 'Webhook',
		input: groups.map((group) => ({ json: { body: { groupId: group.id } } })),
		credential: { instanceId: id, accessToken, baseUrl },
	});
	if (error) throw new Error(`${error.message}\n${error.description ?? ''}`);
	return items('Revoke Invite Code').map(({ json }) => json as unknown as Rotation);
}

function report(group: Group, oldCode = 'none', newCode = 'none'): boolean {
	const dead = group.isDead(oldCode);
	const live = group.liveCode === newCode;
	console.log(`${group.name} (${group.id})`);
	console.log(`  old code  ${oldCode.padEnd(24)}${dead ? 'dead' : 'STILL WORKS'}, says the emulator`);
	console.log(`  new code  ${newCode.padEnd(24)}${live ? 'live' : 'NOT THE LIVE ONE'}, says the emulator`);
	console.log(`  new link  https://chat.whatsapp.com/${newCode}\n`);
	return dead && live;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
