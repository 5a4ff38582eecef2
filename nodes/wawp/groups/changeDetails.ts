import type { GroupId } from '../ids/groupId';
import { readGroupCall } from './groupCalls';
import { groupFrom } from './groupDetails';
import { subjectOf } from './groupList';
import type { Change } from './provenChange';
import { changePictureCall, changeTextCall, type Picture } from './undocumentedCalls';

const CHECK = 'look at the group in WhatsApp';

/**
 * The change of the subject or the description of a group. An old text afterwards is no proof: some engines answer from a cache
 * (inferred from WAHA).
 */
export const textChange = (groupId: GroupId, text: 'subject' | 'description', value: string): Change => ({
	groupId,
	name: `${text}=${value}`,
	call: changeTextCall(groupId, text, value),
	idempotent: true,
	needsAdmin: true,
	look: async (read) => {
		const group = groupFrom(await read(readGroupCall(groupId)), groupId);
		const shown = group && (text === 'subject' ? subjectOf(group) : group.description);
		return typeof shown === 'string' ? shown.trim() === value.trim() : undefined;
	},
	words: {
		doing: `change the ${text}`,
		result: (group) => `the new ${text} is shown in ${group}`,
		check: CHECK,
		byHand: `Change the ${text} in WhatsApp (Group info)`,
	},
});

/**
 * The change of the picture of a group. No call is known that shows the picture itself.
 *
 * @param picture null removes it
 */
export const pictureChange = (groupId: GroupId, picture: Picture | null): Change => ({
	groupId,
	name: picture ? 'picture' : 'no picture',
	call: changePictureCall(groupId, picture),
	idempotent: true,
	needsAdmin: true,
	look: async () => await Promise.resolve(undefined),
	words: {
		doing: `${picture ? 'change' : 'remove'} the picture`,
		result: (group) => `${picture ? 'the new' : 'no'} picture is shown in ${group}`,
		check: CHECK,
		byHand: 'Change the picture in WhatsApp (Group info)',
	},
});
