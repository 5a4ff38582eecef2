import type { INodeProperties } from 'n8n-workflow';
import { recentlyAdded } from '../../../shared/recentlyAdded';
import { createGroup as create, readNewGroup, type Creation } from '../../../wawp/groups/createGroup';
import { toSubject } from '../../../wawp/groups/groupTexts';
import { clock } from '../../../wawp/transport/clock';
import { eachRequest, readEachItem, withDone } from '../eachItem';
import { counted, showHint } from '../hint';
import type { Operation } from '../operation';
import { participantsField, readParticipants } from '../participant/participants.field';
import { retryMemory } from '../retryMemory';
import { AdminCheck } from './adminCheck';
import { groupOutput, unknownGroup } from './groupOutput';

const subjectField: INodeProperties = {
	displayName: 'Subject',
	name: 'subject',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Neighbours',
	description: 'The name of the group',
};

export const createGroup: Operation = {
	value: 'create',
	name: 'Create Group',
	action: 'Create WhatsApp group',
	description: 'Create a WhatsApp group with the given people, and show whose privacy settings require an invite link instead',
	isUndocumented: true,
	fields: [subjectField, participantsField],
	execute: async (context) => {
		const requests = await readEachItem(context, (itemIndex) => ({
			itemIndex,
			subject: toSubject(context.getNodeParameter(subjectField.name, itemIndex)),
			people: readParticipants(context, itemIndex),
		}));
		const creations = retryMemory<Creation>(context);
		const output = await eachRequest(context, requests, async (wawp, { itemIndex, subject, people }) => {
			const creation = creations.get(String(itemIndex)) ?? {};
			creations.set(String(itemIndex), creation);
			const groupId = await create(wawp, subject, people, creation).catch((error: unknown) => {
				const created = [...creations.values()].flatMap(({ groupId: id }) => id ?? []);
				throw withDone(context, error, 'created', created);
			});
			// So that a trigger does not take them for a wave.
			for (const id of people) recentlyAdded.add(wawp.account, groupId, id, clock.now());
			const { details, notAdded } = await readNewGroup(wawp, groupId, people);
			const group = details ?? unknownGroup(groupId);
			return {
				...groupOutput(group, await new AdminCheck(wawp, false).isAdmin(group)),
				notAdded,
				verified: details !== undefined,
			};
		});
		const incomplete = output.filter(({ json: { notAdded } }) => Array.isArray(notAdded) && notAdded.length > 0).length;
		showHint(context, counted(incomplete, 'group', 'without everybody: send the others the invite link'));
		return output;
	},
};
