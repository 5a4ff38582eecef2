import type { INodeParameters } from 'n8n-workflow';
import { SAMPLE_GROUPS, startSampleEmulator } from '../emulator/sample';
import type { Group, Instance } from '../emulator/world';
import { groupById, locator, runNode } from '../engine/runNode';
import { fieldsOf, type OutputFields } from './outputFields';

const IN_THE_GROUP = '201234567891@c.us';
const OUTSIDE = '201234567892@c.us';
const people = { participants: `${IN_THE_GROUP}, ${OUTSIDE}` };

/** What an operation needs besides a group. */
const PARAMETERS: Record<string, INodeParameters> = {
	'group: create': { subject: 'Group', participants: IN_THE_GROUP },
	'group: join': { inviteCode: SAMPLE_GROUPS[1]!.firstCode },
	'group: update': { updateFields: { subject: 'New Name' } },
	'group: getJoinInfo': { inviteCode: SAMPLE_GROUPS[0]!.firstCode },
	'message: send': { sendTo: locator('id', IN_THE_GROUP), message: 'Hello', options: { delay: 0 } },
	'message: sendAndWait': { sendTo: locator('id', IN_THE_GROUP), message: 'May I?' },
	'participant: add': people,
	'participant: demote': people,
	'participant: promote': people,
	'participant: remove': people,
};

const TIME = '2026-11-22T12:00:00.000Z';

/** What the operations about a wave read: the items of the nodes before them, as JSON. */
function waveParameters(groupId: string): Record<string, INodeParameters> {
	const waveId = 'wave-1';
	const person = { groupId, groupName: 'Group', waveId, participantId: IN_THE_GROUP, joinedAt: TIME };
	const burst = { event: 'joinBurst', groupId, groupSubject: 'Group', waveId, participantIds: [IN_THE_GROUP], timestamp: TIME };
	const plan = {
		groupId,
		groupName: 'Group',
		waveId,
		act: 'answer',
		lock: true,
		people: [IN_THE_GROUP],
		time: TIME,
		burstNumber: 1,
	};
	const stopped = { ...plan, link: 'revoked', verified: true, inviteLink: null, lockState: 'untouched' };
	const shared = {
		events: [burst],
		settings: [{ adminChat: OUTSIDE }],
		rows: [
			{ ...person, id: 1, outcome: 'joined' },
			{ ...person, id: 2, participantId: OUTSIDE, waveId: '', outcome: 'waiting' },
		],
		wave: [stopped],
		answer: [{ chosen: [`${groupId} ${IN_THE_GROUP}`], notChosen: [], answeredAt: TIME }],
		removed: [{ groupId, participantId: IN_THE_GROUP, status: 'done', reason: null }],
	};
	const text = (of: Record<string, unknown>) =>
		Object.fromEntries(Object.entries(of).map(([name, value]) => [name, JSON.stringify(value)]));
	const all = text(shared);
	return {
		'wave: getPeople': all,
		'wave: plan': all,
		'wave: stop': text({ plan: [plan] }),
		// Otherwise it would wait.
		'wave: sendAndWait': { ...all, ...text({ wave: [{ ...stopped, act: 'watch' }] }) },
		'wave: decide': all,
		'wave: end': all,
		'wave: invite': { ...all, message: '{link}' },
	};
}

/** A group with one member, and the parameters that run an operation on it. @param name e.g. `inviteCode: revoke` */
export function prepareOperation(name: string, instance: Instance): { group: Group; parameters: INodeParameters } {
	const [resource = '', operation = ''] = name.split(': ');
	const group = instance.addGroup(`1203630000000001${String(instance.groups.size).padStart(2, '0')}@g.us`, 'Group');
	group.addMember(IN_THE_GROUP);
	return {
		group,
		parameters: { resource, operation, groupId: groupById(group.id), ...PARAMETERS[name], ...waveParameters(group.id)[name] },
	};
}

/** The output fields of each operation, from one run of it in n8n's engine against the emulator. */
export async function operationOutput(operations: string[]): Promise<Record<string, OutputFields>> {
	const { emulator, instance } = await startSampleEmulator();
	const credential = { instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url };
	const output: Record<string, OutputFields> = {};
	try {
		for (const name of operations) {
			const { parameters } = prepareOperation(name, instance);
			const { success, error } = await runNode({ parameters, credential });
			if (error) throw new Error(`"${name}" needs parameters in test/support/contract/operationOutput.ts: ${error.message}`);
			output[name] = fieldsOf(
				name,
				success.map(({ json }) => json),
			);
		}
	} finally {
		await emulator.stop();
	}
	return output;
}
