import { listParticipants } from '../../../nodes/wawp/groups/groupCalls';
import { changeCall } from '../../../nodes/wawp/groups/participantChange';
import { participantsFrom } from '../../../nodes/wawp/groups/participantList';
import { participantResultsFrom } from '../../../nodes/wawp/groups/participantResults';
import type { ParticipantId } from '../../../nodes/wawp/ids/participantId';
import { isObject } from '../../../nodes/wawp/outcome/json';
import { listEntriesFrom } from '../../../nodes/wawp/outcome/listEntries';
import { isPlainSuccess } from '../../../nodes/wawp/outcome/plainSuccess';
import { jsonOf, type Exchange } from '../exchange';
import { needsAdmin, type Check, type Kit } from '../kit';
import type { UndoStep } from '../undo';
import { judge, mayBe, notSeen, type Finding } from '../verdict';

const KNOWN_STATUSES = [403, 404, 408, 409, 419];

/** How long an engine may go on returning the old list. */
const STALE = 2_000;

/** Adds the person whom the user named, and removes the same person again. */
export const addPerson: Check = {
	title: 'Add a person',
	facts: ['addParticipants', 'changeShapes', 'personStatuses', 'otherChanges'],
	skip: (kit) => {
		const { person } = kit.setup;
		if (!person) return 'No person was named';
		return needsAdmin(kit) ?? (kit.found.people?.includes(person) ? 'The person is already in the group' : undefined);
	},
	change: ({ setup }) => ({
		what: `Add ${setup.person ?? ''} to the test group`,
		afterwards: 'The kit removes this person again, and nobody else',
	}),
	run: async (kit) => {
		const { groupId, person } = kit.setup;
		if (!person) return [];
		const removal: { exchange?: Exchange } = {};
		const step = removing(kit, person, removal);
		kit.undo.push(step);
		const added = await kit.client.send(changeCall('add', groupId, [person]), { changes: true });
		const result = participantResultsFrom(kit.outcome(added), 'add', [person])?.get(person);
		const isThere = await isInGroup(kit, person, true);
		// A person who may have been added is removed.
		if (result?.status === 'failed' && !isThere) kit.undo.drop(step);
		else await kit.undo.undo(step);
		const [entry] = listEntriesFrom(kit.outcome(added), 'participants') ?? [];
		const reads = result !== undefined && (result.status !== 'done' || isThere);
		const status = result?.statusCode;
		return [
			judge(
				'addParticipants',
				(added.response?.status ?? 500) < 300,
				`${kit.seen(added)}. The person is ${isThere ? '' : 'not '}in the group`,
				reads,
			),
			judge(
				'changeShapes',
				isKnownResult(entry),
				entry === undefined ? kit.seen(added) : `A person has ${kit.keys(entry)}`,
				reads,
			),
			mayBe(
				'personStatuses',
				KNOWN_STATUSES.includes(status ?? 0),
				`The person got ${status ?? 0}`,
				'The person was added without a special status',
			),
			removalFinding(kit, removal.exchange),
		];
	},
};

/** GOWS, NOWEB, or WEBJS, whose object keyed by ID has its key as `id`. */
const isKnownResult = (entry: unknown): boolean =>
	isObject(entry) &&
	(('JID' in entry && 'Error' in entry) || ('jid' in entry && 'status' in entry) || ('id' in entry && 'code' in entry));

function removalFinding(kit: Kit, removal: Exchange | undefined): Finding {
	if (!removal) return notSeen('otherChanges', 'The person was not added, so nobody was removed');
	const value = jsonOf(removal);
	const reads = isPlainSuccess(kit.outcome(removal)) || listEntriesFrom(kit.outcome(removal), 'participants') !== undefined;
	return judge('otherChanges', isObject(value) && value.ok === true, kit.seen(removal), reads);
}

async function isInGroup(kit: Kit, person: ParticipantId, wanted: boolean, restores = false): Promise<boolean> {
	const look = async () => {
		const people = participantsFrom(kit.outcome(await kit.client.send(listParticipants(kit.setup.groupId), { restores })));
		const isListed = people?.some(({ phoneNumberId, lid }) => phoneNumberId === person || lid === person);
		// The list may show the person under a masked ID.
		return isListed === true || (people !== undefined && people.length > (kit.found.peopleCount ?? people.length));
	};
	const first = await look();
	if (first === wanted) return first;
	await kit.pause(STALE, { restores });
	return await look();
}

const removing = (kit: Kit, person: ParticipantId, removal: { exchange?: Exchange }): UndoStep => ({
	what: 'The person whom the kit added is no longer in the test group',
	byHand: `Remove ${person} from the test group if this person is in it`,
	run: async () => {
		removal.exchange = await kit.client.send(changeCall('remove', kit.setup.groupId, [person]), { restores: true });
		return !(await isInGroup(kit, person, false, true));
	},
});
