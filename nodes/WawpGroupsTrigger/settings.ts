import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../wawp/outcome/json';
import { badInput } from '../wawp/outcome/wawpFailure';
import type { GroupId } from '../wawp/ids/groupId';
import type { WaveSettings } from '../wawp/events/waves';
import type { JoinMethod } from '../wawp/events/joinMethod';
import { resolveGroupId } from '../shared/groupId.field';
import { boundedNumber, toNumber, toOptions } from '../shared/options';
import { isTriggerEvent, type TriggerEvent } from './events';
import { BURST_OPTIONS, fields } from './fields';

/** The validated parameters of the trigger. */
export interface TriggerSettings {
	events: ReadonlySet<TriggerEvent>;
	/** Empty: all groups. */
	groups: ReadonlySet<GroupId>;
	joinMethods: ReadonlySet<JoinMethod>;
	waves: WaveSettings;
	/** ms after a burst in which single joins are reported. 0: they are always reported. */
	afterBurst: number;
}

type Context = IHookFunctions | IWebhookFunctions;

/**
 * Reads and validates the parameters of the trigger.
 *
 * @throws WawpFailure of kind `badInput` that names the field
 */
export async function readSettings(context: Context): Promise<TriggerSettings> {
	const events = choicesOf(context, 'events', isTriggerEvent);
	const options = toOptions(parameter(context, 'options').value);
	const number = (name: keyof typeof BURST_OPTIONS) => toNumber(options[name], BURST_OPTIONS[name]);
	const ms = (name: keyof typeof BURST_OPTIONS) => number(name) * 1_000;
	/** 0 people switch a pattern off. */
	const limit = (name: keyof typeof BURST_OPTIONS, window: number) => {
		const threshold = number(name);
		return threshold > 0 ? { threshold, window } : undefined;
	};
	const window = ms('windowSeconds');
	const manyGroups = limit('manyGroupsJoins', window);
	return {
		events,
		groups: await groupsOf(context),
		joinMethods: choicesOf(context, 'joinMethods', isJoinMethod),
		waves: {
			quiet: ms('quietSeconds'),
			fast: { threshold: thresholdOf(context), window },
			slow: limit('slowJoins', 60 * ms('slowMinutes')),
			manyGroups: manyGroups && { ...manyGroups, groups: number('manyGroups') },
			addedByOne: limit('addedByOne', window),
		},
		// The panel hides the option without Join Burst, but it may still have a value.
		afterBurst: events.has('joinBurst') ? ms('afterBurstSeconds') : 0,
	};
}

const isJoinMethod = (value: unknown): value is JoinMethod => value === 'link' || value === 'added' || value === 'unknown';

function choicesOf<Choice>(context: Context, name: string, isChoice: (value: unknown) => value is Choice): ReadonlySet<Choice> {
	const { value, displayName } = parameter(context, name);
	const chosen = [value].flat();
	if (chosen.length > 0 && chosen.every(isChoice)) return new Set(chosen);
	throw badSetting(displayName, chosen.length === 0 ? 'needs at least one choice' : 'contains an unknown option');
}

async function groupsOf(context: Context): Promise<ReadonlySet<GroupId>> {
	const { value } = parameter(context, 'groups');
	const entries = isObject(value) && Array.isArray(value.group) ? (value.group as unknown[]) : [];
	return new Set(await Promise.all(entries.map(async (entry) => await resolveGroupId(isObject(entry) ? entry.groupId : entry))));
}

function thresholdOf(context: Context): number {
	const { value, displayName } = parameter(context, 'threshold');
	const number = boundedNumber(value, { min: 1, whole: true });
	if (number !== undefined) return number;
	throw badSetting(displayName, 'must be a whole number of at least 1');
}

/** Reads a parameter, or the default of its field: n8n has no value for a hidden field. */
function parameter(context: Context, name: string) {
	const field = fields.find((candidate) => candidate.name === name);
	return { value: context.getNodeParameter(name, field?.default) as unknown, displayName: field?.displayName ?? name };
}

const badSetting = (displayName: string, reason: string) =>
	badInput(`"${displayName}" ${reason}`, `Correct "${displayName}" in the trigger panel`);
