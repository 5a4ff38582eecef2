import type { GroupId } from '../ids/groupId';
import type { Wawp } from '../transport/request';
import { requestWithRetry } from '../transport/retry';
import { readGroupCall } from './groupCalls';
import { groupFrom } from './groupDetails';
import { subjectOf } from './groupList';
import { makeChange } from './provenChange';
import { changePictureCall, changeTextCall, type Picture } from './undocumentedCalls';

const CHECK = 'look at the group in WhatsApp';

/**
 * Changes the subject or the description of a group, and reads it back.
 *
 * @returns whether the new text was seen. False: Wawp accepted it, but does not show it, or still the old one: some engines answer from
 * a cache (inferred from WAHA)
 * @throws WawpFailure if the text was not changed, or if this is unknown
 */
export const changeText = async (
	wawp: Wawp,
	groupId: GroupId,
	text: 'subject' | 'description',
	value: string,
): Promise<boolean> =>
	await makeChange(wawp, {
		groupId,
		call: changeTextCall(groupId, text, value),
		idempotent: true,
		look: async () => {
			const group = groupFrom(await requestWithRetry(wawp, readGroupCall(groupId)), groupId);
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
 * Changes the picture of a group. No call is known that shows the picture itself.
 *
 * @param picture null removes it
 * @returns false
 * @throws WawpFailure if the picture was not changed, or if this is unknown
 */
export const changePicture = async (wawp: Wawp, groupId: GroupId, picture: Picture | null): Promise<boolean> =>
	await makeChange(wawp, {
		groupId,
		call: changePictureCall(groupId, picture),
		idempotent: true,
		look: async () => await Promise.resolve(undefined),
		words: {
			doing: `${picture ? 'change' : 'remove'} the picture`,
			result: (group) => `${picture ? 'the new' : 'no'} picture is shown in ${group}`,
			check: CHECK,
			byHand: 'Change the picture in WhatsApp (Group info)',
		},
	});
