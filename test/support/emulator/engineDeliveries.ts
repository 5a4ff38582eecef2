/**
 * Deliveries in the words of the engines, with made-up people. Unlike those of `events.ts`, nothing in them is computed: the tests of the
 * trigger read exactly these. Sources: WAHA 2026.2.1 with Baileys and whatsapp-web.js below it, and the source of GOWS with whatsmeow. Whether
 * Wawp forwards `_data` is unknown.
 */
const GROUP = '120363000000000001@g.us';

const participants = (type: string, payload: object) => ({
	id: 'evt_01',
	timestamp: 1_700_000_000_000,
	session: 'default',
	event: 'group.v2.participants',
	payload: { type, group: { id: GROUP }, ...payload },
});

const update = (engine: string, group: object, _data: object = {}) => ({
	id: 'evt_01',
	timestamp: 1_700_000_000_000,
	session: 'default',
	engine,
	event: 'group.v2.update',
	me: { id: '201000000000@c.us', pushName: 'Instance' },
	payload: { group: { id: GROUP, ...group }, _data },
});

/** Baileys, src/Utils/process-message.ts: `group-participants.update`. */
const nowebJoin = (author: object) =>
	participants('join', {
		participants: [{ id: '88800000000101@lid', role: 'participant' }],
		_data: {
			id: GROUP,
			...author,
			participants: [{ id: '88800000000101@lid', phoneNumber: '201234567811@s.whatsapp.net' }],
			action: 'add',
		},
	});

/** whatsmeow, types/events/events.go: `GroupInfo`. */
const gowsJoin = (_data: object) =>
	participants('join', { participants: [{ id: '88800000000101@lid', pn: null, role: 'participant' }], _data });

const ADMIN = { author: '88800000000999@lid', authorPn: '201234567899@s.whatsapp.net' };
const STATE = { subject: 'Neighbours', description: 'Rules', invite: 'OldCode1234567890ABCD', membersCanSendMessages: true };

/** What the trigger makes of it: the events with the person, the method and the actor. */
export const engineDeliveries = {
	'NOWEB: a masked person joins by link': [
		nowebJoin({ author: '88800000000101@lid', authorPn: '201234567811@s.whatsapp.net' }),
		['memberJoined 201234567811@c.us link by null'],
	],
	'NOWEB: a masked person joins by link, and the author is a number': [
		nowebJoin({ author: '201234567811@s.whatsapp.net' }),
		['memberJoined 201234567811@c.us link by null'],
	],
	'NOWEB: an admin adds a masked person': [nowebJoin(ADMIN), ['memberJoined 201234567811@c.us added by 201234567899@c.us']],
	'NOWEB: a person whose author cannot be compared': [
		participants('join', {
			participants: [{ id: '201234567811@c.us', role: 'participant' }],
			_data: { author: '88800000000999@lid', action: 'add' },
		}),
		['memberJoined 201234567811@c.us unknown by null'],
	],
	'NOWEB: the masked ID stands beside the number': [
		participants('join', {
			participants: [{ id: '201234567811@s.whatsapp.net', role: 'participant' }],
			_data: {
				author: '88800000000101@lid',
				participants: [{ id: '201234567811@s.whatsapp.net', lid: '88800000000101@lid' }],
				action: 'add',
			},
		}),
		['memberJoined 201234567811@c.us link by null'],
	],
	'NOWEB: a person leaves': [
		participants('leave', {
			participants: [{ id: '88800000000101@lid', role: 'left' }],
			_data: {
				author: '88800000000101@lid',
				authorPn: '201234567811@s.whatsapp.net',
				participants: [{ id: '88800000000101@lid', phoneNumber: '201234567811@s.whatsapp.net' }],
				action: 'remove',
			},
		}),
		['memberLeft 201234567811@c.us by null'],
	],
	'NOWEB: an admin removes a masked person without a number': [
		participants('leave', {
			participants: [{ id: '88800000000101@lid', role: 'left' }],
			_data: { ...ADMIN, participants: [{ id: '88800000000101@lid' }], action: 'remove' },
		}),
		['memberLeft 88800000000101@lid by 201234567899@c.us'],
	],
	'NOWEB: an admin demotes another one, who is still called admin': [
		participants('demote', {
			participants: [{ id: '88800000000101@lid', role: 'admin' }],
			_data: { ...ADMIN, participants: [{ id: '88800000000101@lid', admin: 'admin' }], action: 'demote' },
		}),
		['memberDemoted 88800000000101@lid by 201234567899@c.us'],
	],
	'GOWS: a masked person joins by link': [
		gowsJoin({ Sender: '88800000000101@lid', SenderPN: '201234567811@s.whatsapp.net', JoinReason: 'invite' }),
		['memberJoined 201234567811@c.us link by null'],
	],
	'GOWS: a masked person joins by link, without a sender': [
		gowsJoin({ Sender: null, SenderPN: null, JoinReason: 'invite' }),
		['memberJoined 88800000000101@lid link by null'],
	],
	'GOWS: an admin approves somebody who opened the link': [
		gowsJoin({ Sender: '88800000000999@lid', SenderPN: '201234567899@s.whatsapp.net', JoinReason: 'invite' }),
		['memberJoined 88800000000101@lid link by 201234567899@c.us'],
	],
	'GOWS: an admin adds a masked person': [
		gowsJoin({ Sender: '88800000000999@lid', SenderPN: '201234567899@s.whatsapp.net', JoinReason: '' }),
		['memberJoined 88800000000101@lid added by 201234567899@c.us'],
	],
	'GOWS: a person becomes an admin of a group by being one of its community': [
		gowsJoin({ Sender: null, JoinReason: 'default_sub_group_admin_add' }),
		['memberJoined 88800000000101@lid added by null'],
	],
	'WEBJS: an admin adds a person': [
		participants('join', {
			participants: [{ id: '201234567811@c.us', pn: '201234567811@c.us', role: 'participant' }],
			_data: { type: 'add', author: '201234567899@c.us', recipientIds: ['201234567811@c.us'] },
		}),
		['memberJoined 201234567811@c.us added by 201234567899@c.us'],
	],
	'WEBJS: an admin promotes a person': [
		participants('promote', {
			participants: [{ id: '201234567811@c.us', role: 'admin' }],
			_data: { type: 'promote', author: { _serialized: '201234567899@c.us' }, recipientIds: ['201234567811@c.us'] },
		}),
		['memberPromoted 201234567811@c.us by 201234567899@c.us'],
	],
	'Wawp: several people whom a moderator added (documented: one event carries all of them)': [
		{ event: 'group.v2.join', payload: { chatId: GROUP, participants: ['201234567811@c.us', '201234567812@c.us'] } },
		['memberJoined 201234567811@c.us unknown by null in a batch', 'memberJoined 201234567812@c.us unknown by null in a batch'],
	],
	'WEBJS: a new subject, in an update that repeats everything': [
		update('WEBJS', STATE, { type: 'subject' }),
		['groupUpdated', 'inviteCodeChanged is no news'],
	],
	'WEBJS: a new link, as a bare code': [
		update('WEBJS', STATE, { type: 'revoke_invite' }),
		['groupUpdated is no news', 'inviteCodeChanged'],
	],
	'WEBJS: only admins can send': [
		update('WEBJS', { ...STATE, membersCanSendMessages: false }, { type: 'announce' }),
		['groupUpdated', 'inviteCodeChanged is no news'],
	],
	'WEBJS: a new picture, which the update does not contain': [
		update('WEBJS', STATE, { type: 'picture' }),
		['groupUpdated', 'inviteCodeChanged is no news'],
	],
	'WEBJS: an invitation by message, reported as an update': [
		update('WEBJS', STATE, { type: 'v4_add_invite_join' }),
		['groupUpdated is no news', 'inviteCodeChanged is no news'],
	],
	'NOWEB: everything once more after somebody read the group': [
		update('NOWEB', { subject: 'Neighbours', membersCanSendMessages: true }),
		['groupUpdated is no news'],
	],
	'NOWEB: the members once more': [
		update('NOWEB', { subject: 'Neighbours', participants: [{ id: '88800000000101@lid', role: 'participant' }] }),
		['groupUpdated is no news'],
	],
	'NOWEB: a new subject': [update('NOWEB', { subject: 'New' }), ['groupUpdated']],
	'NOWEB: people may not add others any more': [update('NOWEB', { membersCanAddNewMember: false }), ['groupUpdated']],
	'WEBJS: admins have to approve new members': [update('WEBJS', { newMembersApprovalRequired: true }), ['groupUpdated']],
} satisfies Record<string, [delivery: object, events: string[]]>;
