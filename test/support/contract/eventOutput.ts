import type { IDataObject } from 'n8n-workflow';
import type { Happening } from '../emulator/happenings';
import { startSampleEmulator } from '../emulator/sample';
import type { Member } from '../emulator/member';
import { TriggerServer, type ServedTrigger } from '../engine/triggerServer';
import { fieldsOf, type OutputFields } from './outputFields';

/** What makes the trigger start for an event. */
const HAPPENINGS: Record<string, (who: Member[]) => Happening> = {
	groupUpdated: () => ({ kind: 'updated', subject: 'Subject', description: 'Description' }),
	inviteCodeChanged: () => ({ kind: 'code changed', link: 'https://chat.whatsapp.com/NewCodeOfTheGroup00001' }),
	joinBurst: (who) => ({ kind: 'joined', who, by: 'link' }),
	memberDemoted: (who) => ({ kind: 'demoted', who }),
	memberJoined: (who) => ({ kind: 'joined', who, by: 'link' }),
	memberLeft: (who) => ({ kind: 'left', who }),
	memberPromoted: (who) => ({ kind: 'promoted', who }),
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
			const happening = happeningOf(event, [group.addMember('201234567891@c.us')]);
			const items = await itemsOf({ parameters: { events: [event], threshold: 1 }, credential, workflowId: event }, async () => {
				emulator.dispatch.tell(instance, group, happening);
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

function happeningOf(event: string, who: Member[]): Happening {
	const happening = HAPPENINGS[event];
	if (!happening) throw new Error(`test/support/contract/eventOutput.ts does not know what makes "${event}" happen`);
	return happening(who);
}
