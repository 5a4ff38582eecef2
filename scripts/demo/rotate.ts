import { startSampleEmulator } from '../../test/support/emulator/sample';
import type { Group, Instance } from '../../test/support/emulator/world';
import { CREDENTIAL, runWorkflow } from '../../test/support/engine/runWorkflow';
import { readExample } from '../../test/support/examples';

const EXAMPLE = 'webhook-revoke.json';

interface Rotation {
	groupId: string;
	code: string;
}

/** Runs an example workflow in n8n's own engine. It revokes the invite codes of three emulated groups. */
export async function rotateGroups(): Promise<void> {
	const { emulator, instance } = await startSampleEmulator(Number(process.env.PORT ?? 0));
	const groups = [...instance.groups.values()];
	const oldCodes = new Map(groups.map(({ id, liveCode }) => [id, liveCode]));
	console.log(`Running examples/${EXAMPLE} in n8n's engine, against an emulated Wawp API on ${emulator.url}`);
	console.log(`The workflow revokes the invite links of ${groups.length} groups. The emulator checks every code.\n`);

	const rotations = await rotate(groups, instance, emulator.url);
	const rotated = groups.filter((group) => {
		const { code } = rotations.find(({ groupId }) => groupId === group.id) ?? {};
		return report(group, oldCodes.get(group.id), code);
	});
	await emulator.stop();
	if (rotated.length < groups.length) throw new Error('Some invite links were not revoked');
	console.log(`Revoked ${rotated.length} of ${groups.length} invite links. All old links are dead, and all new links work.`);
}

/** Starts the example's webhook once with all groups, as a spam detector would. */
async function rotate(groups: Group[], { id, accessToken }: Instance, baseUrl: string): Promise<Rotation[]> {
	const { items, error } = await runWorkflow({
		...readExample(EXAMPLE, CREDENTIAL),
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
	console.log(`  old code  ${oldCode.padEnd(24)}${dead ? 'dead' : 'STILL WORKS'}`);
	console.log(`  new code  ${newCode.padEnd(24)}${live ? 'works' : 'DOES NOT WORK'}`);
	console.log(`  new link  https://chat.whatsapp.com/${newCode}\n`);
	return dead && live;
}
