import type { INodeProperties } from 'n8n-workflow';
import { groupIdField } from '../shared/groupId.field';

const whenBurst = { show: { events: ['joinBurst'] } };

/** The one value of the field that shows the manual secret: the workflow saves this, and not the secret. */
export const MANUAL_SECRET_SHOWN = 'shown';

// Not in its place below: n8n's lint takes each list that a method makes for a choice of something by its name or ID.
const shownByMethod = { loadOptionsMethod: 'getManualSecret' };

/** The panel of the trigger. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['memberJoined'],
		options: [
			{
				name: 'Group Updated',
				value: 'groupUpdated',
				description: 'When the subject, the description or a setting of a group changes',
			},
			{
				name: 'Invite Code Changed',
				value: 'inviteCodeChanged',
				description: 'When a group gets a new invite link, whoever made it. Not every engine of Wawp tells.',
			},
			{
				name: 'Join Burst',
				value: 'joinBurst',
				description: 'When many people join a group within a short time, as spam bots do',
			},
			{ name: 'Member Demoted', value: 'memberDemoted', description: 'When an admin becomes an ordinary participant' },
			{ name: 'Member Joined', value: 'memberJoined', description: 'When somebody joins by link or is added' },
			{ name: 'Member Left', value: 'memberLeft', description: 'When somebody leaves or is removed' },
			{ name: 'Member Promoted', value: 'memberPromoted', description: 'When a participant becomes an admin' },
		],
	},
	{
		displayName: 'Groups',
		name: 'groups',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Group',
		default: {},
		description: 'Only these groups. Without any, all groups of the account are listened to.',
		options: [{ displayName: 'Group', name: 'group', values: [groupIdField] }],
	},
	{
		displayName: 'Join Methods',
		name: 'joinMethods',
		type: 'multiOptions',
		default: ['link', 'added', 'unknown'],
		displayOptions: { show: { events: ['memberJoined', 'joinBurst'] } },
		description: 'Which joins count. Whether Wawp tells the method is not documented: without "Unknown" joins may be missed.',
		options: [
			{ name: 'Added', value: 'added', description: 'By somebody in the group' },
			{ name: 'Invite Link', value: 'link', description: 'By themselves, with the invite link' },
			{ name: 'Unknown', value: 'unknown', description: 'Wawp did not tell' },
		],
	},
	{
		displayName: 'Threshold',
		name: 'threshold',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 5,
		displayOptions: whenBurst,
		description: 'How many different people have to join one group within the window to make a burst',
	},
	{
		displayName: 'Window (Seconds)',
		name: 'windowSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		displayOptions: whenBurst,
		description: 'Within how many seconds they have to join',
	},
	{
		displayName: 'Quiet Time (Seconds)',
		name: 'quietSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 600,
		displayOptions: whenBurst,
		description: 'For how many seconds after a burst the same group starts no other one',
	},
	{
		displayName: 'Late Joiners Only (Seconds)',
		name: 'afterBurstSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		displayOptions: whenBurst,
		description:
			'With Member Joined: start the workflow only for people who join within so many seconds after a burst, while the link is not dead yet. 0 starts it for everybody who joins.',
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		default: 'automatic',
		description: 'How Wawp gets to know the webhook URL of this trigger',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'This node tells Wawp when the workflow is published, and takes it back afterwards. Needs a paid Wawp plan.',
			},
			{ name: 'Manual', value: 'manual', description: 'You paste the webhook URL into your Wawp dashboard' },
		],
	},
	{
		displayName:
			'Paste the <b>Production URL</b> from the top of this panel into your Wawp dashboard, with the secret: either as the secret (HMAC) of the webhook, or at the end of the URL as <code>?secret=...</code>. Deliveries without it are refused. For a test, do the same with the Test URL.',
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
	{
		displayName: 'Secret to Copy',
		name: 'manualSecret',
		type: 'options',
		typeOptions: shownByMethod,
		default: 'shown',
		options: [],
		displayOptions: { show: { registration: ['manual'] } },
		description: 'It belongs to the credential, for all manual triggers of the account. There is nothing to choose.',
	},
];
