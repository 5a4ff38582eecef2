import { readFileSync } from 'node:fs';
import { accessTokenOf, instanceIdOf, type RecordedCall } from './call';
import { text, type Reply } from './reply';
import type { Signing } from './signing';
import type { Instance } from './world';

/** A request, without the credentials. The IDs in it are made up. */
export interface RecordedRequest {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
	/** Where the credentials were. */
	place: string;
	/** Whose they were: `own`, or which of them was wrong. */
	whose: string;
}

/** What a run of the contract kit (`npm run verify:live`) saw. It contains no secrets, numbers and names. */
export interface Recording {
	about: string;
	/** What the user of the kit has to enter to get the same responses. */
	inputs: { groupId: string; nonAdminGroupId?: string; nonMemberGroupId?: string; person?: string };
	/** In the order in which they were made. Without a response: the connection was dropped. */
	exchanges: Array<{
		request: RecordedRequest;
		response: { status: number; contentType: string; headers?: Record<string, string>; body: string } | null;
	}>;
	deliveries: Array<{
		/** The number of exchanges before it. */
		after: number;
		body: string;
		/** Null: no header had a known form of the secret. */
		signing: Signing | null;
	}>;
}

/** The webhook of the kit, in a recording. */
export const RECORDED_WEBHOOK = 'https://webhook.example/verify-live';

export const readRecording = (file: string): Recording => JSON.parse(readFileSync(file, 'utf8')) as Recording;

/** Answers calls from a recording: the same request gets its responses in their order, and then the last one again. */
export class Replay {
	private readonly waiting = new Map<string, Reply[]>();
	private answered = 0;
	private sent = 0;
	private instance: Instance | undefined;
	/** The webhook that the kit registered now. */
	private webhook: { url: string; hmac: string } | undefined;

	/** @param send sends a delivery */
	constructor(
		private readonly recording: Recording,
		private readonly send: (receiver: { url: string; hmac: string }, delivery: Recording['deliveries'][number]) => void = () =>
			undefined,
	) {
		for (const { request, response } of recording.exchanges) {
			const key = keyOf(request);
			this.waiting.set(key, [...(this.waiting.get(key) ?? []), ...(response ? [replyOf(response)] : [])]);
		}
	}

	/** @returns undefined if the recording has no such request */
	replyTo(call: RecordedCall, instance: Instance | undefined): Reply | undefined {
		const { url, hmac } = call.body;
		if (typeof url === 'string' && typeof hmac === 'string') this.webhook = { url, hmac };
		const replies = this.waiting.get(keyOf(requestOf(call, instance)));
		const reply = replies && replies.length > 1 ? replies.shift() : replies?.[0];
		this.answered++;
		this.deliver();
		if (instance) this.instance = instance;
		return (
			reply && { ...reply, body: this.unhidden(reply.body).replaceAll(RECORDED_WEBHOOK, this.webhook?.url ?? RECORDED_WEBHOOK) }
		);
	}

	/** Puts the credentials back where the API repeated them. */
	private unhidden(body: string): string {
		const { id = '', accessToken = '' } = this.instance ?? {};
		return body
			.replaceAll('"instance_id":"[hidden]"', `"instance_id":"${id}"`)
			.replaceAll('"access_token":"[hidden]"', `"access_token":"${accessToken}"`)
			.replaceAll('"hmac":"[hidden]"', `"hmac":"${this.webhook?.hmac ?? ''}"`);
	}

	private deliver(): void {
		const { webhook } = this;
		if (!webhook) return;
		const due = this.recording.deliveries.filter(({ after }) => after <= this.answered);
		for (const delivery of due.slice(this.sent)) this.send(webhook, { ...delivery, body: this.unhidden(delivery.body) });
		this.sent = Math.max(this.sent, due.length);
	}
}

function replyOf({ status, contentType, headers, body }: NonNullable<Recording['exchanges'][number]['response']>): Reply {
	return { ...text(status, body, contentType), ...(headers && { headers }) };
}

/** What differs from run to run, or is part of the credentials. */
const IGNORED = new Set(['instance_id', 'access_token', 'hmac', 'url']);

function keyOf({ method, path, query, body, place, whose }: RecordedRequest): string {
	const plain = (values: Record<string, unknown>) =>
		Object.entries(values)
			.filter(([key]) => !IGNORED.has(key))
			.sort(([a], [b]) => a.localeCompare(b));
	return JSON.stringify([method, decodeURIComponent(path), plain(query), plain(body), place, whose]);
}

function requestOf(call: RecordedCall, instance: Instance | undefined): RecordedRequest {
	const { method, url, query, body } = call;
	const [path = ''] = url.split('?');
	return { method, path, query, body, place: placeOf(call), whose: whoseAre(call, instance) };
}

function placeOf({ credentialsIn }: RecordedCall): string {
	if (credentialsIn.includes('bearer')) return 'bearer';
	if (credentialsIn.includes('header')) return credentialsIn.includes('query') ? 'tokenHeader' : 'header';
	return credentialsIn[0] ?? 'none';
}

function whoseAre(call: RecordedCall, instance: Instance | undefined): string {
	if (!instance || placeOf(call) === 'none') return 'own';
	if (accessTokenOf(call) !== instance.accessToken) return 'wrong token';
	return instanceIdOf(call) === instance.id ? 'own' : 'wrong instance';
}
