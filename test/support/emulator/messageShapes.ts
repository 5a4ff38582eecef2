import { json, type Reply } from './reply';

/** All known or suspected shapes of the response for a message that was sent or queued. */
export const messageShapes = {
	'id string': (id, chatId) => json(201, { id, to: chatId, timestamp: 1_700_000_000 }),
	'id object': (id, chatId) => json(201, { id: { fromMe: true, remote: chatId, id: 'X', _serialized: id }, ack: 1 }),
	'key object': (id, chatId) => json(201, { key: { remoteJid: chatId, fromMe: true, id }, status: 'PENDING' }),
	message_id: (id) => json(200, { success: true, message_id: id }),
	'data object': (id) => json(200, { status: 'success', data: { id } }),
	'bare success': () => json(200, { status: 'success', message: 'Message sent' }),
	queued: () => json(200, { status: 'queued', job_id: '17' }),
	'queued as code': () => json(200, { code: 'success', job_id: '17' }),
} satisfies Record<string, (id: string, chatId: string) => Reply>;

export type MessageShape = keyof typeof messageShapes;
