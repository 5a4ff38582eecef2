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

/** A group with one member, and the parameters that run an operation on it. @param name e.g. `inviteCode: revoke` */
export function prepareOperation(name: string, instance: Instance): { group: Group; parameters: INodeParameters } {
	const [resource = '', operation = ''] = name.split(': ');
	const group = instance.addGroup(`1203630000000001${String(instance.groups.size).padStart(2, '0')}@g.us`, 'Group');
	group.addMember(IN_THE_GROUP);
	return { group, parameters: { resource, operation, groupId: groupById(group.id), ...PARAMETERS[name] } };
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
