import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EXAMPLE_GROUP_ID, toGroupId, type GroupId } from '../wawp/ids/groupId';
import { quoteValue } from '../wawp/ids/quoteValue';
import { EXAMPLE_LINK, toInviteCode } from '../wawp/inviteCode/joinInfo';
import { badInput } from '../wawp/outcome/wawpFailure';
import { groupLocator, isLocator } from './groupLocator';

const LINK_MODE = 'link';

export const groupIdField = groupLocator({
	displayName: 'Group',
	name: 'groupId',
	description:
		'The group, from the list, by its ID or by its invite link. An invite link stops working after a revoke; the ID of the group stays.',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${EXAMPLE_GROUP_ID}`,
			hint: 'You can leave out @g.us',
		},
		{
			displayName: 'By Invite Link',
			name: LINK_MODE,
			type: 'string',
			placeholder: `e.g. ${EXAMPLE_LINK}`,
			hint: 'A link or its code. It stops working after a revoke; the ID stays.',
		},
	],
});

/** The field without links, for the trigger: it starts workflows that revoke the link, and needs a name of the group that stays. */
export const lastingGroupIdField: INodeProperties = {
	...groupIdField,
	description: 'The group, from the list or by its ID',
	modes: (groupIdField.modes ?? []).filter(({ name }) => name !== LINK_MODE),
};

/** Finds the group that an invite code leads to. Rejects with a WawpFailure if it cannot be found. */
export type FindGroup = (code: string) => Promise<GroupId>;

const finders = new WeakMap<IExecuteFunctions, FindGroup>();

/** Decides how `readGroupId` finds the groups of invite links from now on. */
export const findGroupsWith = (context: IExecuteFunctions, find: FindGroup): void => void finders.set(context, find);

/**
 * Reads the "Group" field of an item. Call it within `readEachItem`, which finds the groups of invite links.
 *
 * @returns the group ID
 * @throws WawpFailure of kind `badInput` if the value is neither a group ID nor a link, of another kind if a link leads to no group
 */
export const readGroupId = async (context: IExecuteFunctions, itemIndex: number): Promise<GroupId> =>
	await resolveGroupId(context.getNodeParameter(groupIdField.name, itemIndex), finders.get(context));

/**
 * Resolves a value of the "Group" field. All groups are resolved here.
 *
 * @param parameter a resource locator, or a bare value: an ID or a link
 * @param find finds the group of an invite code. Without it, links are rejected
 * @returns the group ID
 * @throws WawpFailure of kind `badInput` if the value is neither a group ID nor a link, or what `find` throws
 */
export async function resolveGroupId(parameter: unknown, find?: FindGroup): Promise<GroupId> {
	const { mode, value } = isLocator(parameter) ? parameter : { mode: isLink(parameter) && LINK_MODE, value: parameter };
	if (find && mode === LINK_MODE) {
		return await find(toInviteCode(value, { displayName: groupIdField.displayName, nextStep: NOT_A_LINK }));
	}
	if (isLink(value)) throw badInput(`${quoteValue(value)} is not a group ID`, find ? LINK_AS_ID : NO_LINKS);
	return toGroupId(value);
}

const isLink = (value: unknown): value is string => typeof value === 'string' && /chat\.whatsapp\.com/i.test(value);

const NOT_A_LINK = `Enter a link such as ${EXAMPLE_LINK}, or its code. For the ID of a group, choose "By ID" in the "Group" field`;

const LINK_AS_ID = `To enter a link, choose "By Invite Link" in the "Group" field. Or enter the ID of the group, e.g. ${EXAMPLE_GROUP_ID}`;

const NO_LINKS = `Choose the group from the list, or enter its ID, e.g. ${EXAMPLE_GROUP_ID}. "Get Join Info" of the Wawp Groups node shows the ID behind a link`;
