import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import { isObject, type JsonObject } from '../outcome/json';
import { errorInside } from '../outcome/errorEnvelope';
import type { ChatId } from '../ids/chatId';
import { namesFailure } from '../outcome/failureKind';
import type { WawpCall } from '../transport/request';

/** `POST /v2/send/text` (documented) with `chatId` and `message`. */
export const sendTextCall = (chatId: ChatId, message: string): WawpCall => ({
	method: 'POST',
	path: '/send/text',
	body: { chatId, message },
});

export interface SentMessage {
	/** Null if the response has no ID, for example for a queued message. */
	messageId: string | null;
	status: 'sent' | 'queued';
}

/**
 * Reads the response to `POST /v2/send/text`. All of these forms were seen in public code: the ID of the message as `id`,
 * `id._serialized`, `key.id` or `message_id`; a success without an ID; a queued job as `{"status":"queued","job_id"}` or
 * `{"code":"success","job_id"}`.
 *
 * @returns undefined unless the response says that Wawp accepted the message
 */
export function sentMessageFrom(outcome: Outcome): SentMessage | undefined {
	if (!isSuccess(outcome)) return undefined;
	const body = readBody(outcome.text);
	if (body.kind !== 'json' || !isObject(body.value) || errorInside(body.value)) return undefined;
	const { value } = body;
	const inner = isObject(value.data) ? value.data : {};
	const messageId = idIn(value) ?? idIn(inner);
	if (messageId) return { messageId, status: isQueued(value) || isQueued(inner) ? 'queued' : 'sent' };
	if ([value, inner].some((part) => isQueued(part) || hasJob(part))) return { messageId: null, status: 'queued' };
	return isSuccessFlag(value) && !namesFailure(outcome) ? { messageId: null, status: 'sent' } : undefined;
}

function idIn({ id, key, message_id, messageId }: JsonObject): string | undefined {
	const wid = isObject(id) ? (id._serialized ?? id.id) : id;
	return [wid, isObject(key) ? key.id : undefined, message_id, messageId].find(isId);
}

const isId = (value: unknown): value is string =>
	typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value) && !/^(?:undefined|null)$/.test(value);

const isQueued = ({ status }: JsonObject) => typeof status === 'string' && /^(?:queued|scheduled)$/i.test(status);

const hasJob = ({ job_id }: JsonObject) => job_id !== undefined && job_id !== null && job_id !== '';

const isSuccessFlag = ({ success, result, status, code }: JsonObject) =>
	success === true ||
	result === true ||
	[status, code].some((word) => typeof word === 'string' && /^(?:success|ok|sent)$/i.test(word));
