import { jid } from './groupShapes';
import { json, type Reply } from './reply';
import { lidOf, type Engine, type Group } from './world';

/** WhatsApp's status for each person, by id. 200 means success. */
export type Results = ReadonlyMap<string, number>;

/** What WEBJS answers to "add", as text under 200 (seen in the source of whatsapp-web.js). Nobody was added. */
export const addErrors = {
	'not an admin': 'AddParticipantsError: You have no admin rights to add a participant to a group',
	'an empty group': "AddParticipantsError: The participant can't be added to an empty group",
};

/** The response to a change of participants: the documented one with WEBJS, else in the shape of the engine. */
export function changeReply(engine: Engine, change: 'add' | 'other', results: Results, { masked }: Group): Reply {
	const all = [...results];
	if (engine === 'GOWS') return json(200, all.map(gowsResult));
	if (engine === 'NOWEB') return json(200, all.map(masked ? maskedNowebResult : nowebResult));
	// One flag for all people, also if some were refused.
	if (change === 'other') return json(200, { ok: true });
	return json(200, Object.fromEntries(all.map(([id, code]) => [id, { code, message: 'A text', isInviteV4Sent: code === 403 }])));
}

/** A person whose privacy settings refuse the change gets a personal invitation. Its code works for nobody else. */
const gowsResult = ([id, status]: [string, number]) => ({
	JID: jid(id),
	PhoneNumber: jid(id),
	IsAdmin: false,
	IsSuperAdmin: false,
	Error: status === 200 ? 0 : status,
	AddRequest: status === 403 ? { Code: 'PrivateInvitation', Expiration: '2026-11-25T12:00:00Z' } : null,
});

const nowebResult = ([id, status]: [string, number]) => ({
	status: String(status),
	jid: jid(id),
	content: { tag: 'participant', attrs: { jid: jid(id) } },
});

/** In a masked group, Baileys passes on WhatsApp's answer: the masked id, and the number only in the attributes. */
const maskedNowebResult = ([id, status]: [string, number]) => ({
	status: String(status),
	jid: lidOf(id),
	content: {
		tag: 'participant',
		attrs: { jid: lidOf(id), phone_number: jid(id), ...(status !== 200 && { error: String(status) }) },
		...(status === 403 && { content: [{ tag: 'add_request', attrs: { code: 'PrivateInvitation', expiration: '1795608000' } }] }),
	},
});
