import { randomInt } from 'node:crypto';
import type { MessageShape } from './messageShapes';

export type Engine = 'WEBJS' | 'NOWEB' | 'GOWS';

export type SessionStatus =
	'WORKING' | 'SCAN_QR_CODE' | 'STARTING' | 'STOPPED' | 'FAILED' | 'PASSKEY_REQUIRED' | 'PASSKEY_CONFIRMATION_REQUIRED';

/** One invite code of a group; the last one is live, all before it are dead. */
export interface CodeRecord {
	code: string;
	madeBy: 'creation' | 'revoke' | 'somebody else';
}

/** A person in a group. */
export interface Member {
	/** `phone@c.us` */
	id: string;
	/** The masked id that an engine may show instead. */
	lid: string;
	role: 'participant' | 'admin' | 'superadmin';
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

	constructor(
		readonly id: string,
		public name: string,
		firstCode: string = newCode(),
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
		return this.liveCode;
	}
}

/** One linked WhatsApp number. */
export class Instance {
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

	constructor(
		readonly id: string,
		readonly accessToken: string,
	) {}

	addGroup(id: string, name: string, firstCode?: string): Group {
		const group = new Group(id, name, firstCode);
		this.groups.set(id, group);
		return group;
	}
}

/** A made-up masked id, the same for the same person. */
const lidOf = (id: string) => `9${id.split('@')[0] ?? ''}@lid`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 22 letters and digits, as most of today's codes. */
export const newCode = () => Array.from({ length: 22 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
