import { facts } from './facts';
import { json, text, type Reply } from './reply';
import type { Engine, Group, Instance } from './world';

/** All known or suspected shapes of a response with an invite code. */
export const codeShapes = {
	'documented object': (code) => json(200, { code }),
	'JSON string': (code) => json(200, code),
	'bare text': (code) => text(201, code),
	'bare link': (code) => text(200, link(code)),
	'JSON link with query': (code) => json(200, `${link(code)}?mode=ac_t`),
	'inviteCode object': (code) => json(200, { inviteCode: code }),
	'inviteLink object': (code) => json(200, { inviteLink: link(code) }),
	'newCode object': (code) => json(200, { success: true, newCode: code }),
	'invite object': (code) => json(200, { invite: link(code) }),
	'data object': (code) => json(200, { data: { code } }),
	'data string': (code) => json(200, { status: 'success', data: code }),
	'data twice': (code) => json(201, { data: { data: { inviteLink: link(code) } } }),
} satisfies Record<string, (code: string) => Reply>;

export type CodeShape = keyof typeof codeShapes;

/** The default shape of each engine. */
export const codeShapeOf: Record<Engine, CodeShape> = {
	WEBJS: 'documented object',
	NOWEB: 'bare text',
	GOWS: 'bare link',
};

const link = (code: string) => `https://chat.whatsapp.com/${code}`;

/** The response of an engine to an account that must not see the invite code. */
export function refusal(engine: Engine, role: Group['role']): Reply {
	if (role === 'none') return whatsAppRefusal('forbidden', 403);
	if (engine === 'WEBJS') return text(200, 'undefined');
	if (engine === 'NOWEB') return json(500, { statusCode: 500, message: 'Internal server error' });
	return whatsAppRefusal('not-authorized', 401);
}

export function whatsAppRefusal(message: string, data: number): Reply {
	const { status, body } = facts.refusals.response;
	return json(status, { ...body, exception: { ...body.exception, message, data, stack: `Error: ${message}` } });
}

/** What an engine says about a group that it does not have (seen in WAHA's running application; GOWS in a public report). */
const OUTSIDE: Record<Engine, (groupId: string, property: string) => string> = {
	NOWEB: (groupId) => `Group with id '${groupId}' not found`,
	GOWS: () => '2 UNKNOWN: not found',
	WEBJS: (_groupId, property) => `Cannot read properties of undefined (reading '${property}')`,
};

/**
 * The response to a call on a group that the account is not in.
 *
 * @param property what WEBJS looks for in the chat that it does not have
 */
export function outsideReply({ engine, outsideTexts }: Instance, groupId: string, property = 'participants'): Reply {
	if (outsideTexts === 'WhatsApp') return whatsAppRefusal('forbidden', 403);
	return json(500, { statusCode: 500, exception: { message: OUTSIDE[engine](groupId, property), name: 'Error' } });
}

export const HTML_PAGE = '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>';
