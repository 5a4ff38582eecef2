import { toItems } from './lists';
import type { GroupPlan } from './plan';
import { isGroupId } from '../ids/groupId';
import type { JsonObject } from '../outcome/json';

/**
 * What is known about the old invite link. `dead`: it was revoked, but nobody knows the new one. `unknown`: Wawp has not answered, or not
 * clearly. `untouched`: nothing was to be done.
 */
export type LinkState = 'revoked' | 'dead' | 'alive' | 'unknown' | 'untouched';

/** `locked`: it was open before. `lockedBefore`: somebody else had locked it. `failed`: see `lockError`. */
export type LockState = 'locked' | 'lockedBefore' | 'failed' | 'unknown' | 'untouched';

/** A plan, and what stopping the wave has reached. */
export interface StopResult extends GroupPlan {
	link: LinkState;
	/** Whether the old code is known to differ from the new one. */
	verified: boolean;
	inviteLink: string | null;
	/** Whether the account may not do it, because it is no admin. */
	isNoAdmin: boolean;
	linkError: string;
	lockState: LockState;
	lockError: string;
	/** The settings from before the lock. */
	onlyAdminsCanSend: boolean | null;
	onlyAdminsCanEdit: boolean | null;
}

/** The output of Stop Wave. @throws WawpFailure of kind `badInput` if it is no list of items */
export const stopResultsFrom = (value: unknown): StopResult[] => groupItems(value, 'Wave', 'link') as unknown as StopResult[];

/** The output of Plan Answer, also where a failing node in between has handed it on. */
export const planItemsFrom = (value: unknown): GroupPlan[] => groupItems(value, 'Plan', 'act') as unknown as GroupPlan[];

/** The items that are about a group. @param key what the output of the node in question always has */
const groupItems = (value: unknown, field: string, key: string): JsonObject[] =>
	toItems(value, field).filter(
		(item) => typeof item.groupId === 'string' && isGroupId(item.groupId) && typeof item[key] === 'string',
	);
