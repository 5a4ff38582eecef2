import type { GroupId } from '../../nodes/wawp/ids/groupId';
import type { ParticipantId } from '../../nodes/wawp/ids/participantId';
import type { OwnRights } from '../../nodes/wawp/outcome/describeFailure';
import type { Outcome } from '../../nodes/wawp/outcome/outcome';
import type { SecuritySetting } from '../../nodes/wawp/groups/securitySettings';
import type { Account } from '../../nodes/wawp/transport/account';
import type { Webhook } from '../../nodes/wawp/webhooks/webhook';
import { redactor } from '../../nodes/wawp/transport/redaction';
import type { FactId } from '../../test/support/emulator/facts';
import type { Engine } from '../../test/support/emulator/world';
import type { Client } from './client';
import { outcomeOf, textOf, type Exchange } from './exchange';
import type { Listener } from './listener';
import type { Anonymizer } from './privacy/anonymizer';
import { keysOf } from './shapes';
import type { UndoStack } from './undo';
import type { Finding } from './verdict';

/** Waits. Ctrl-C ends the wait, unless it is a part of a restoration. */
export type Pause = (ms: number, options?: { restores?: boolean }) => Promise<void>;

/** What the user entered. */
export interface Setup {
	account: Account;
	/** A group that the user can throw away. */
	groupId: GroupId;
	nonAdminGroupId?: GroupId | undefined;
	nonMemberGroupId?: GroupId | undefined;
	/** Somebody who may be added to the group. */
	person?: ParticipantId | undefined;
	/** A public URL that leads to a port of this machine. */
	webhook?: { url: string; port: number } | undefined;
	/** ms that the kit waits for deliveries. */
	patience: number;
	/** ms between two requests. Default: 1 second, or what the limits of the instance ask for. */
	gap?: number | undefined;
}

/** A change that needs the user's yes. */
export interface Change {
	what: string;
	/** What remains, or how it is taken back. */
	afterwards: string;
}

/** What earlier checks found out. */
export interface Found {
	engine?: Engine;
	status?: string;
	ownIds?: ParticipantId[];
	rights?: OwnRights | undefined;
	/** The values of "Send Credentials In" that work. */
	places?: Record<'body' | 'query' | 'header', boolean>;
	/** The people in the test group, and how many there are. */
	people?: ParticipantId[];
	peopleCount?: number;
	settings: Partial<Record<SecuritySetting, boolean>>;
	listsWebhooks?: boolean;
	/** The webhook that the kit registered. */
	webhook?: Webhook;
	listener?: Listener;
}

export class Kit {
	readonly found: Found = { settings: {} };
	readonly findings: Finding[] = [];
	private readonly redact;

	constructor(
		readonly setup: Setup,
		readonly client: Client,
		readonly undo: UndoStack,
		readonly anonymizer: Anonymizer,
		readonly pause: Pause,
	) {
		this.redact = redactor([setup.account.accessToken, setup.account.instanceId]);
	}

	/** The exchange as the node's parsers get it. */
	outcome(exchange: Exchange): Outcome {
		return outcomeOf(exchange, this.redact);
	}

	/** The names of the fields of an object, for the report. */
	keys(value: unknown): string {
		return keysOf(JSON.parse(this.anonymizer.body(JSON.stringify(value ?? null))));
	}

	/** The status, content type and body of a response, for the report. */
	seen(exchange: Exchange): string {
		const { response, noResponse } = exchange;
		if (!response) return `no response (${noResponse ?? 'dropped'})`;
		const type = response.contentType.split(';')[0] ?? '';
		const body = this.anonymizer.body(textOf(exchange));
		return `${response.status}${type === '' ? '' : ` ${type}`}, ${body === '' ? 'empty body' : shorten(body)}`;
	}
}

const MAX_LENGTH = 160;

export const shorten = (text: string, max = MAX_LENGTH): string => (text.length > max ? `${text.slice(0, max)}...` : text);

/** One theme: what it sends, and how it reads the responses. */
export interface Check {
	title: string;
	/** The facts that it is about. Those without a finding are "not seen". */
	facts: readonly FactId[];
	/** What it changes. Undefined: it only reads. */
	change?: (kit: Kit) => Change;
	/** Why it cannot run now. */
	skip?: (kit: Kit) => string | undefined;
	run: (kit: Kit) => Promise<Finding[]>;
}

export const NOT_WORKING = 'The session is not WORKING';

/** For checks of groups. */
export const needsSession = ({ found }: Kit): string | undefined =>
	found.status === undefined || found.status === 'WORKING' ? undefined : NOT_WORKING;

/** For checks that change the group. */
export const needsAdmin = (kit: Kit): string | undefined => {
	const { rights } = kit.found;
	return (
		needsSession(kit) ??
		(rights === 'notAdmin' || rights === 'notMember' ? 'The account is not an admin of the group' : undefined)
	);
};
