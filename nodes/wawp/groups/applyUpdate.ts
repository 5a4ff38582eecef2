import type { GroupId } from '../ids/groupId';
import { orFailure, WawpFailure } from '../outcome/wawpFailure';
import type { Wawp } from '../transport/request';
import { pictureChange, textChange } from './changeDetails';
import { settingChange } from './changeSecurity';
import { makeChanges, type Change, type ChangeMemory } from './provenChange';
import { SECURITY_SETTINGS, type SecuritySettings } from './securitySettings';
import type { Picture } from './undocumentedCalls';

/** What to change in a group. */
export interface GroupUpdate {
	subject?: string;
	description?: string;
	settings: Partial<SecuritySettings>;
	/** Loads the picture when it is needed, because the pictures of all items may not fit into memory. Null: remove it. */
	picture?: (() => Promise<Picture>) | null;
}

/** What the tries of a run have changed, by field: whether it was seen. And what the requests of the other fields have proved. */
export interface UpdateMemory {
	changed: Map<string, boolean>;
	attempts: ChangeMemory;
}

/**
 * Makes all changes of an update, also after one that failed. Fields that an earlier try has changed are left alone.
 *
 * @param memory keeps what this try knows for the next one
 * @returns the changed fields, and whether all of them were seen
 * @throws WawpFailure that names each failed change, and what was changed
 */
export async function applyUpdate(
	wawp: Wawp,
	groupId: GroupId,
	update: GroupUpdate,
	{ changed, attempts }: UpdateMemory,
): Promise<{ changed: string[]; verified: boolean }> {
	const failures: WawpFailure[] = [];
	const steps = stepsOf(wawp, groupId, update).filter(([field]) => !changed.has(field));
	for (const [field, result] of await makeAll(wawp, steps, attempts)) {
		if (result instanceof WawpFailure) failures.push(result);
		else changed.set(field, result);
	}
	const [first, ...others] = failures;
	if (!first) return { changed: [...changed.keys()], verified: ![...changed.values()].includes(false) };
	const failure = first.withNextStep(...others.map(({ message }) => message));
	throw changed.size > 0 ? failure.withDone(`already changed in this group: ${[...changed.keys()].join(', ')}`) : failure;
}

type Step = [field: string, prepare: () => Change | Promise<Change>];

async function makeAll(
	wawp: Wawp,
	steps: readonly Step[],
	attempts: ChangeMemory,
): Promise<Array<[string, boolean | WawpFailure]>> {
	const prepared: Array<[string, Change | WawpFailure]> = [];
	for (const [field, prepare] of steps) prepared.push([field, await orFailure(Promise.resolve(prepare()))]);
	const changes = prepared.flatMap(([, change]) => (change instanceof WawpFailure ? [] : change));
	const results = await makeChanges(wawp, changes, attempts);
	return prepared.map(([field, change]) => [
		field,
		change instanceof WawpFailure ? change : (results[changes.indexOf(change)] ?? false),
	]);
}

/** The settings first: during an attack, they matter most. */
function stepsOf(wawp: Wawp, groupId: GroupId, { settings, subject, description, picture }: GroupUpdate): Step[] {
	const steps: Step[] = [];
	for (const name of SECURITY_SETTINGS) {
		const value = settings[name];
		if (value !== undefined) steps.push([name, () => settingChange(wawp, groupId, name, value)]);
	}
	if (subject !== undefined) steps.push(['subject', () => textChange(groupId, 'subject', subject)]);
	if (description !== undefined) steps.push(['description', () => textChange(groupId, 'description', description)]);
	if (picture !== undefined) steps.push(['picture', async () => pictureChange(groupId, picture && (await picture()))]);
	return steps;
}
