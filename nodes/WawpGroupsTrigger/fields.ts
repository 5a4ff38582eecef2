import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { lastingGroupIdField } from '../shared/groupId.field';
import { numberField, optionsField, type NumberOption } from '../shared/options';

const whenBurst = { show: { events: ['joinBurst'] } };

/** The options of Join Burst. */
export const BURST_OPTIONS = {
	addedByOne: {
		displayName: 'Added by One Person',
		default: 0,
		min: 0,
		whole: true,
		description:
			'A burst is also this many people whom one person adds to a group within the time window. 0 = off. Admins add people, too: check in the workflow whether "actorId" is an admin.',
	},
	afterBurstSeconds: {
		displayName: 'Only Joins After a Burst (Seconds)',
		default: 0,
		min: 0,
		whole: false,
		description:
			'For "Member Joined": start the workflow only for people who join within this time after a burst, until the old link is dead. 0 starts it for everyone who joins.',
	},
	manyGroups: {
		displayName: 'Many Groups: Groups',
		default: 4,
		min: 2,
		whole: true,
		description: 'How many groups the people of "Many Groups: Joins" must join at least',
	},
	manyGroupsJoins: {
		displayName: 'Many Groups: Joins',
		default: 20,
		min: 0,
		whole: true,
		description:
			'A burst is also this many different people who join several groups of the account within the time window, with one item for each group. 0 = off.',
	},
	quietSeconds: {
		displayName: 'Quiet Time (Seconds)',
		default: 60,
		min: 0,
		whole: false,
		description:
			'The time after a burst in which the same group starts no other burst. A wave that goes on then starts the next one.',
	},
	slowJoins: {
		displayName: 'Slow Burst: Joins',
		default: 25,
		min: 0,
		whole: true,
		description:
			'A burst is also this many different people who join one group within the time of "Slow Burst: Minutes". 0 = off.',
	},
	slowMinutes: {
		displayName: 'Slow Burst: Minutes',
		default: 60,
		min: 1,
		whole: false,
		description: 'The time within which the people of "Slow Burst: Joins" must join',
	},
	windowSeconds: {
		displayName: 'Time Window (Seconds)',
		default: 60,
		min: 1,
		whole: false,
		description: 'The time within which the people must join',
	},
} as const satisfies Record<string, NumberOption>;

/** Both events are selected: the last condition holds if no selected event is Member Joined. */
const whenBurstAndJoins = { show: { '/events': ['joinBurst'] }, hide: { '/events': [{ _cnd: { not: 'memberJoined' } }] } };

// n8n shows a notice as plain text in one paragraph, so each step is a notice of its own.
const MANUAL_STEPS = [
	'Step 1: open the credential of this trigger, choose a "Webhook Secret" of at least 16 letters and digits, and save it.',
	'Step 2: add a webhook to your Wawp dashboard with the Production URL from the top of this panel. Select its group events and session.status.',
	'Step 3: enter the same secret there as the secret (HMAC) of the webhook. If there is no such field, add ?secret= and the secret to the end of the URL. To listen for a test event, do the same with the Test URL.',
];

const manualNotice = (displayName: string, at: number): INodeProperties => ({
	displayName,
	name: `manualNotice${at + 1}`,
	type: 'notice',
	default: '',
	displayOptions: { show: { registration: ['manual'] } },
});

const EVENTS: INodePropertyOptions[] = [
	{
		name: 'Group Updated',
		value: 'groupUpdated',
		description: 'When the subject, the description or a setting of a group changes',
	},
	{
		name: 'Invite Code Changed',
		value: 'inviteCodeChanged',
		description: 'When the invite link changes. Some Wawp engines do not report this.',
	},
	{
		name: 'Join Burst',
		value: 'joinBurst',
		description: 'When many people join a group within a short time, as spam bots do',
	},
	{ name: 'Member Demoted', value: 'memberDemoted', description: 'When an admin becomes an ordinary participant' },
	{ name: 'Member Joined', value: 'memberJoined', description: 'When someone joins by link or is added' },
	{ name: 'Member Left', value: 'memberLeft', description: 'When someone leaves or is removed' },
	{ name: 'Member Promoted', value: 'memberPromoted', description: 'When a participant becomes an admin' },
	{
		name: 'Session Status Changed',
		value: 'sessionStatusChanged',
		description: 'When the WhatsApp session stops or starts working. While it does not work, no other event arrives.',
	},
];

/** The line under the name of the trigger on the canvas, e.g. "Join burst" or "3 events". Expressions have no imports. */
export const subtitle = `={{ [$parameter["events"]].flat().length === 1 ? (${JSON.stringify(
	Object.fromEntries(EVENTS.map(({ name, value }) => [value, name.charAt(0) + name.slice(1).toLowerCase()])),
)})[$parameter["events"]] : [$parameter["events"]].flat().length + " events" }}`;

/** The panel of the trigger. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['memberJoined'],
		options: EVENTS,
	},
	{
		displayName: 'Groups',
		name: 'groups',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Group',
		default: {},
		description:
			'The groups that start the workflow. Leave empty for all groups of the account, also those where it is no admin and the chat of the admins itself.',
		options: [{ displayName: 'Group', name: 'group', values: [lastingGroupIdField] }],
	},
	{
		displayName: 'Join Methods',
		name: 'joinMethods',
		type: 'multiOptions',
		required: true,
		default: ['link', 'added', 'unknown'],
		displayOptions: { show: { events: ['memberJoined', 'joinBurst'] } },
		description:
			'Which joins count. Keep "Unknown" selected: Wawp may omit the method. A burst never counts people who were added.',
		options: [
			{ name: 'Added', value: 'added', description: 'Someone in the group added them' },
			{ name: 'Invite Link', value: 'link', description: 'They joined with the invite link' },
			{ name: 'Unknown', value: 'unknown', description: 'Wawp did not report the method' },
		],
	},
	{
		displayName: 'Number of Joins',
		name: 'threshold',
		type: 'number',
		required: true,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 5,
		displayOptions: whenBurst,
		description: 'How many different people must join one group within the time window to make a burst',
	},
	{
		displayName:
			'To test a burst, set "Number of Joins" to 1, execute this step, and let one person join a group with the invite link. Set it back afterwards. Without a Wawp account: run "npm run editor" in the repository of this package, and type "wave" in its terminal.',
		name: 'testNotice',
		type: 'notice',
		default: '',
		displayOptions: whenBurst,
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		required: true,
		default: 'automatic',
		description: 'How the webhook URL of this trigger is registered with Wawp',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'Publishing the workflow registers the webhook, and unpublishing removes it. Requires a paid Wawp plan.',
			},
			{ name: 'Manual', value: 'manual', description: 'You paste the webhook URL and the secret into your Wawp dashboard' },
		],
	},
	...MANUAL_STEPS.map(manualNotice),
	{
		...optionsField([
			numberField('addedByOne', BURST_OPTIONS.addedByOne),
			numberField('manyGroups', BURST_OPTIONS.manyGroups),
			numberField('manyGroupsJoins', BURST_OPTIONS.manyGroupsJoins),
			{ ...numberField('afterBurstSeconds', BURST_OPTIONS.afterBurstSeconds), displayOptions: whenBurstAndJoins },
			numberField('quietSeconds', BURST_OPTIONS.quietSeconds),
			numberField('slowJoins', BURST_OPTIONS.slowJoins),
			numberField('slowMinutes', BURST_OPTIONS.slowMinutes),
			numberField('windowSeconds', BURST_OPTIONS.windowSeconds),
		]),
		displayOptions: whenBurst,
	},
];
