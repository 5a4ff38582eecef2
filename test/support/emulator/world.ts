import { randomInt } from 'node:crypto';
import type { Signing } from './signing';
import type { Happening } from './happenings';
import type { Member } from './member';
import type { HmacShape, UnknownWebhookShape, WebhookListShape } from './webhookShapes';
import { Webhooks } from './webhooks';
import type { MessageShape } from './messageShapes';

export type Engine = 'WEBJS' | 'NOWEB' | 'GOWS';

export type SessionStatus =
	'WORKING' | 'SCAN_QR_CODE' | 'STARTING' | 'STOPPED' | 'FAILED' | 'PASSKEY_REQUIRED' | 'PASSKEY_CONFIRMATION_REQUIRED';

/** One invite code of a group; the last one is live, all before it are dead. */
export interface CodeRecord {
	code: string;
	madeBy: 'creation' | 'revoke' | 'somebody else';
}

/** A WhatsApp group as the account sees it. */
export class Group {
	/** The account's own. */
	role: 'admin' | 'participant' | 'none' = 'admin';
	readonly history: CodeRecord[];
	/** Everybody but the account itself, by id. */
	readonly members = new Map<string, Member>();
	/** How WhatsApp refuses to add people, by id, e.g. 403 for their privacy settings. */
	readonly addRefusals = new Map<string, number>();
	description = '';
	/** Whether engines name people by their masked ids only. */
	masked = false;

	/** @param tell lets the account's webhooks know */
	constructor(
		readonly id: string,
		public name: string,
		firstCode: string = newCode(),
		private readonly tell: (group: Group, happening: Happening) => void = () => undefined,
	) {
		this.history = [{ code: firstCode, madeBy: 'creation' }];
	}

	get liveCode(): string {
		return this.history.at(-1)!.code;
	}

	/** How often this account made a new code. */
	get revocations(): number {
		return this.history.filter(({ madeBy }) => madeBy === 'revoke').length;
	}

	isDead(code: string): boolean {
		return this.history.slice(0, -1).some((record) => record.code === code);
	}

	addMember(id: string, role: Member['role'] = 'participant'): Member {
		const member = { id, lid: lidOf(id), role };
		this.members.set(id, member);
		return member;
	}

	rotate(madeBy: CodeRecord['madeBy'] = 'revoke'): string {
		this.history.push({ code: newCode(), madeBy });
		this.tell(this, { kind: 'code changed', link: `https://chat.whatsapp.com/${this.liveCode}` });
		return this.liveCode;
	}

	/** Somebody opens the link; a dead one lets nobody in. */
	joinByLink(id: string, code: string): boolean {
		if (code !== this.liveCode) return false;
		this.tell(this, { kind: 'joined', who: [this.addMember(id)], by: 'link' });
		return true;
	}

	/** Somebody in the group adds others. */
	add(...ids: string[]): void {
		this.tell(this, { kind: 'joined', who: ids.map((id) => this.addMember(id)), by: 'somebody' });
	}

	/** By themselves, or removed. */
	leave(...ids: string[]): void {
		const who = ids.flatMap((id) => this.members.get(id) ?? []);
		for (const { id } of who) this.members.delete(id);
		if (who.length > 0) this.tell(this, { kind: 'left', who });
	}
}

/** One linked WhatsApp number. */
export class Instance {
	/** Whose meaning the names of events have; nobody knows which one Wawp follows. */
	eventMeaning: 'documented' | 'WAHA' | 'both' = 'documented';
	signing: Signing = 'hmac sha512';
	status: SessionStatus = 'WORKING';
	engine: Engine = 'WEBJS';
	/** Whether a revoke answers 2xx and changes nothing, as the GOWS gateway's does. */
	noOpRevoke = false;
	/** Whether the list of groups leaves the participants out, as NOWEB does on demand and WEBJS always. */
	listsNoParticipants = false;
	/** How sending a message is answered. */
	messageShape: MessageShape = 'id object';
	/** Every message that was sent or queued. */
	readonly messages: Array<{ chatId: string; message: string }> = [];
	/** The account itself. */
	readonly me = { id: '201000000000@c.us', lid: '9001000000000@lid' };
	readonly groups = new Map<string, Group>();
	readonly webhooks = new Webhooks(newCode());
	/** Without it, calls about webhooks are refused. */
	paidPlan = true;
	webhookListShape: WebhookListShape = 'documented';
	hmacShape: HmacShape = 'not shown';
	unknownWebhookShape: UnknownWebhookShape = '404 with a name';

	constructor(
		readonly id: string,
		readonly accessToken: string,
		private readonly tell: (group: Group, happening: Happening) => void = () => undefined,
	) {}

	addGroup(id: string, name: string, firstCode?: string): Group {
		const group = new Group(id, name, firstCode, this.tell);
		this.groups.set(id, group);
		return group;
	}
}

/** A made-up masked id, the same for the same person. */
const lidOf = (id: string) => `9${id.split('@')[0] ?? ''}@lid`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 22 letters and digits, as most of today's codes. */
export const newCode = () => Array.from({ length: 22 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
