import type { IDataObject } from 'n8n-workflow';
import type { GroupChange } from '../emulator/groupChange';
import { startSampleEmulator } from '../emulator/sample';
import type { Member } from '../emulator/member';
import { TriggerServer, type ServedTrigger } from '../engine/triggerServer';
import { fieldsOf, type OutputFields } from './outputFields';

/** What makes the trigger start for an event of a group. */
const HAPPENINGS: Record<string, (members: Member[]) => GroupChange> = {
	groupUpdated: () => ({ kind: 'updated', subject: 'Subject', description: 'Description' }),
	inviteCodeChanged: () => ({ kind: 'code changed', link: 'https://chat.whatsapp.com/NewCodeOfTheGroup00001' }),
	joinBurst: (members) => ({ kind: 'joined', members, joinMethod: 'link' }),
	memberDemoted: (members) => ({ kind: 'demoted', members }),
	memberJoined: (members) => ({ kind: 'joined', members, joinMethod: 'link' }),
	memberLeft: (members) => ({ kind: 'left', members }),
	memberPromoted: (members) => ({ kind: 'promoted', members }),
};

/** The output fields of each event, from one delivery in each known shape to the trigger behind real HTTP. */
export async function eventOutput(events: string[]): Promise<Record<string, OutputFields>> {
	const { emulator, instance } = await startSampleEmulator();
	// Only this engine reports every event.
	instance.engine = 'GOWS';
	instance.eventMeaning = 'both';
	const credential = { instanceId: instance.id, accessToken: instance.accessToken, baseUrl: emulator.url };
	const group = instance.addGroup('120363000000000101@g.us', 'Group');
	const output: Record<string, OutputFields> = {};
	try {
		for (const event of events) {
			const members = [group.addMember('201234567891@c.us')];
			const items = await itemsOf({ parameters: { events: [event], threshold: 1 }, credential, workflowId: event }, async () => {
				if (event === 'sessionStatusChanged') emulator.dispatch.publishStatus(instance);
				else emulator.dispatch.publish(instance, group, happeningOf(event, members));
				await emulator.dispatch.settled();
			});
			output[event] = fieldsOf(
				event,
				items.filter((item) => item.event === event),
			);
		}
	} finally {
		await emulator.stop();
	}
	return output;
}

/** The items of a trigger while it is published. */
async function itemsOf(served: ServedTrigger, happen: () => Promise<void>): Promise<IDataObject[]> {
	const server = await new TriggerServer(served).start();
	try {
		await server.activate();
		await happen();
		await server.deactivate();
	} finally {
		await server.stop();
	}
	return server.items;
}

function happeningOf(event: string, members: Member[]): GroupChange {
	const change = HAPPENINGS[event];
	if (!change) throw new Error(`test/support/contract/eventOutput.ts does not know what makes "${event}" happen`);
	return change(members);
}
