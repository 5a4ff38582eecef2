import { randomInt } from 'node:crypto';
import { clock } from '../../../nodes/wawp/transport/clock';
import { facts } from './facts';
import type { Signing } from './signing';
import type { GroupChange, GroupSetting } from './groupChange';
import type { Member } from './member';
import type { HmacShape, UnknownWebhookShape, WebhookListShape } from './webhookShapes';
import { Webhooks } from './webhooks';
import type { MessageShape } from './messageShapes';
import type { Reply } from './reply';

export type Engine = 'WEBJS' | 'NOWEB' | 'GOWS';

export type SessionStatus =
	'WORKING' | 'SCAN_QR_CODE' | 'STARTING' | 'STOPPED' | 'FAILED' | 'PASSKEY_REQUIRED' | 'PASSKEY_CONFIRMATION_REQUIRED';

/** One invite code of a group. The last one is live; all earlier ones are dead. */
export interface CodeRecord {
	code: string;
	madeBy: 'creation' | 'revoke' | 'somebody else';
}

/** A WhatsApp group, as the account sees it. */
export class Group {
	/** Who created the group. Undefined: the account. */
	owner: string | undefined;
	/** The account's own role. */
	role: 'admin' | 'participant' | 'none' = 'admin';
	readonly history: CodeRecord[];
	/** All members except the account itself, by id. */
	readonly members = new Map<string, Member>();
	/** The status with which WhatsApp refuses to add a person, by id. Example: 403 because of privacy settings. */
	readonly addRefusals = new Map<string, number>();
	description = '';
	created = new Date('2024-05-01T12:00:00.000Z');
	/** The settings of the group, by the path of their calls. */
	readonly adminsOnly: Record<GroupSetting, boolean> = { 'messages-admin-only': false, 'info-admin-only': false };
	/** The members that the list of participants shows, if the engine answers from an outdated cache. */
	outdatedMembers: Member[] | undefined;
	/** Whether the engines show only masked ids of the members. */
	masked = false;
	/** The settings that the engine returns from its cache. `nothing`: its cache does not have the group. */
	cached: Group['adminsOnly'] | 'nothing' | undefined;
	/** Whether an admin has removed the account, so that WhatsApp lets it in no more. */
	refusesAccount = false;
	/** Whether an admin has to approve everybody who opens the link. */
	needsApproval = false;
	/** How many reads of the code after a change still show the code of the last read before it, as a cache of responses does. */
	outdatedReads = 0;
	/** How long they do so at most, in ms of the node's clock. */
	outdatedMs = Infinity;
	/** When the code last changed, in ms since 1970. */
	private changedAt = 0;
	/** How many reads showed a dead code. */
	outdatedReadsTaken = 0;
	/** The last response from the group itself, and how often the cache has repeated it since the change. */
	private cachedCode: { code: string; repeated: number };
	/** The picture as it was sent: Base64, or a URL. */
	picture: { mimetype?: string; data?: string; url?: string } | undefined;

	/** @param onChange sends the change to the account's webhooks */
	constructor(
		readonly id: string,
		public name: string,
		firstCode: string = newCode(),
		private readonly onChange: (group: Group, change: GroupChange) => void = () => undefined,
	) {
		this.history = [{ code: firstCode, madeBy: 'creation' }];
		// Somebody has read it, e.g. on Wawp's dashboard.
		this.cachedCode = { code: firstCode, repeated: 0 };
	}

	get liveCode(): string {
		return this.history.at(-1)!.code;
	}

	/** The number of codes that this account created by a revoke. */
	get revocations(): number {
		return this.history.filter(({ madeBy }) => madeBy === 'revoke').length;
	}

	/** The code that a read shows. */
	readCode(): string {
		const { cachedCode: cached, liveCode } = this;
		const isExpired = cached.repeated >= this.outdatedReads || clock.now() - this.changedAt >= this.outdatedMs;
		if (cached.code === liveCode || isExpired) {
			this.cachedCode = { code: liveCode, repeated: 0 };
			return liveCode;
		}
		cached.repeated++;
		this.outdatedReadsTaken++;
		return cached.code;
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
		this.changedAt = clock.now();
		this.onChange(this, { kind: 'code changed', link: `https://chat.whatsapp.com/${this.liveCode}` });
		return this.liveCode;
	}

	/** A person opens the invite link. @returns whether they joined; a dead link lets nobody join */
	joinByLink(id: string, code: string): boolean {
		if (code !== this.liveCode) return false;
		this.onChange(this, { kind: 'joined', members: [this.addMember(id)], joinMethod: 'link' });
		return true;
	}

	/** The account itself opens the invite link. */
	enter(): void {
		if (this.needsApproval || this.role !== 'none') return;
		this.role = 'participant';
		this.onChange(this, { kind: 'own account joined' });
	}

	/** The account itself leaves. */
	exit(): void {
		this.role = 'none';
		this.onChange(this, { kind: 'own account left' });
	}

	describe(change: { subject?: string; description?: string }): void {
		this.name = change.subject ?? this.name;
		this.description = change.description ?? this.description;
		this.onChange(this, { kind: 'updated', ...change });
	}

	/** An admin changes a setting. */
	restrict(setting: GroupSetting, adminsOnly: boolean): void {
		if (this.adminsOnly[setting] === adminsOnly) return;
		this.adminsOnly[setting] = adminsOnly;
		this.onChange(this, { kind: 'setting changed', setting });
	}

	/** The engine reads the group. */
	read(): void {
		this.onChange(this, { kind: 'read' });
	}

	/** A member of the group adds other people. */
	add(...ids: string[]): void {
		this.onChange(this, { kind: 'joined', members: ids.map((id) => this.addMember(id)), joinMethod: 'added' });
	}

	/** Members leave or are removed. Ids of people who are not in the group are ignored. */
	leave(...ids: string[]): void {
		const members = ids.flatMap((id) => this.members.get(id) ?? []);
		for (const { id } of members) this.members.delete(id);
		if (members.length > 0) this.onChange(this, { kind: 'left', members });
	}
}

/** One linked WhatsApp number. */
export class Instance {
	/** Which source defines the event names. Unknown: which one Wawp follows. */
	eventMeaning: 'documented' | 'WAHA' | 'both' = facts.joinEvent.emulated;
	signing: Signing = facts.webhookSignature.emulated;
	status: SessionStatus = 'WORKING';
	engine: Engine = 'WEBJS';
	/** Whether a revoke returns a 2xx but changes nothing, as in the GOWS gateway (seen in public code). */
	noOpRevoke = false;
	/** How the engine refuses the invite code to an account that is not an admin, instead of its own way. */
	notAdminReply: Reply | undefined;
	/** What the changes of groups do that no page of v2 documents. */
	undocumentedChanges: 'made' | 'ignored' | 'not found' | 'not implemented' = 'made';
	/** Whose words refuse a call on a group that the account is not in. */
	outsideTexts: 'WhatsApp' | 'engine' = 'WhatsApp';
	/** How WhatsApp refuses a revoked link: its words and its status. */
	deadLink: [message: string, data: number] = ['item-not-found', 404];
	/** Where a change of a group's settings is read from. WAHA: the body. Seen in public code for v1: the query. */
	settingsIn: 'body' | 'query' = 'body';
	/** Whether the list of groups omits the participants. NOWEB does this on request, WEBJS always. */
	listsNoParticipants = false;
	/** The limits of the account, as Wawp names them. The emulator tells them and does not enforce them. */
	rateLimits: Record<string, unknown> = facts.rateLimitSettings.response.body;
	/** Whether the list of groups ignores `limit` and `offset`, and whether it ignores `exclude`. */
	ignoresPaging = false;
	ignoresExclude = false;
	/** The shape of the response to a sent message. */
	messageShape: MessageShape = 'id object';
	/** All messages that were sent or queued. */
	readonly messages: Array<{ chatId: string; message: string }> = [];
	/** The ids of the account itself. */
	readonly me = { id: '201000000000@c.us', lid: '9001000000000@lid' };
	readonly groups = new Map<string, Group>();
	/** People who cannot be added to a new group because of their privacy settings. */
	readonly refusesToBeAdded = new Set<string>();
	/** Whether new groups show only masked ids. */
	createsMaskedGroups = false;
	/** How many events were sent to webhooks. */
	deliveries = 0;
	/** How often the engine loaded the list of groups anew. */
	refreshes = 0;
	readonly webhooks = new Webhooks(newCode());
	/** Without a paid plan, webhook calls are refused. */
	paidPlan = true;
	webhookListShape: WebhookListShape = 'documented';
	hmacShape: HmacShape = facts.webhookListEntries.emulated;
	unknownWebhookShape: UnknownWebhookShape = facts.webhookUnknown.emulated;

	constructor(
		readonly id: string,
		readonly accessToken: string,
		private readonly onChange: (group: Group, change: GroupChange) => void = () => undefined,
	) {}

	addGroup(id: string, name: string, firstCode?: string): Group {
		const group = new Group(id, name, firstCode, this.onChange);
		this.groups.set(id, group);
		return group;
	}

	/** The account creates a group. People whose privacy settings do not allow it are left out, without a word. */
	createGroup(name: string, people: readonly string[]): Group {
		const group = this.addGroup(`1203630009${String(this.groups.size).padStart(8, '0')}@g.us`, name);
		// The node compares it with its own clock, which tests speed up.
		group.created = new Date(clock.now());
		group.masked = this.createsMaskedGroups;
		for (const id of people) if (!this.refusesToBeAdded.has(id)) group.addMember(id);
		this.onChange(group, { kind: 'own account joined' });
		return group;
	}
}

/** A made-up masked id. The same person always has the same one. */
export const lidOf = (id: string) => `9${id.split('@')[0] ?? ''}@lid`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A random code of 22 letters and digits, like most of today's codes. */
export const newCode = () => Array.from({ length: 22 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
