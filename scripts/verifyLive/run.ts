import { Client } from './client';
import { textOf } from './exchange';
import { CHECKS } from './checks';
import { WRONG_GROUP } from './checks/refusals';
import { Kit, type Change, type Check, type Pause, type Setup } from './kit';
import { Listener, type Delivery } from './listener';
import { Anonymizer } from './privacy/anonymizer';
import { type UndoStack, type Restored } from './undo';
import { mergeFindings, notSeen, type Finding } from './verdict';

/** How the kit talks with the user. */
export interface Talk {
	say: (text: string) => void;
	/** Asks before a change. */
	confirm: (change: Change) => Promise<boolean>;
}

export interface RunOptions {
	talk: Talk;
	/** Ends the run; what was changed is then restored. */
	signal: AbortSignal;
	undo: UndoStack;
	wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface HeardDelivery extends Delivery {
	/** The number of exchanges before it. */
	after: number;
}

export interface RunResult {
	kit: Kit;
	/** One per fact that the kit can check. */
	findings: Finding[];
	restored: Restored;
	deliveries: HeardDelivery[];
	/** Why the run ended early. */
	ended?: string;
}

const DEFAULT_GAP = 1_000;

/** Runs all checks, and restores what they changed, whatever happens. */
export async function runKit(setup: Setup, { talk, signal, undo, wait }: RunOptions): Promise<RunResult> {
	const pause: Pause = async (ms, { restores = false } = {}) => await wait(ms, restores ? undefined : signal);
	const client = new Client({ account: setup.account, signal, pause });
	const kit = new Kit(setup, client, undo, anonymizerOf(setup), pause);
	client.gap = setup.gap ?? DEFAULT_GAP;
	client.onExchange = (exchange) => kit.anonymizer.learn(textOf(exchange));
	const deliveries: HeardDelivery[] = [];
	let ended: string | undefined;
	try {
		await listen(kit, deliveries);
		for (const [at, check] of CHECKS.entries()) {
			talk.say(`[${at + 1}/${CHECKS.length}] ${check.title}`);
			kit.findings.push(...(await runCheck(check, kit, { talk, signal })));
		}
	} catch (error) {
		ended = signal.aborted ? 'It was interrupted' : messageOf(error);
	}
	const restored = await undo.undoAll();
	await kit.found.listener?.stop();
	return { kit, findings: complete(kit.findings, ended), restored, deliveries, ...(ended !== undefined && { ended }) };
}

async function runCheck(check: Check, kit: Kit, { talk, signal }: Pick<RunOptions, 'talk' | 'signal'>): Promise<Finding[]> {
	const nothing = (reason: string) => check.facts.map((fact) => notSeen(fact, reason));
	const reason = check.skip?.(kit);
	if (reason !== undefined) {
		talk.say(`      skipped: ${reason}`);
		return nothing(reason);
	}
	const isAllowed = !check.change || (await talk.confirm(check.change(kit)));
	signal.throwIfAborted();
	if (!isAllowed) return nothing('You did not allow it');
	// A check that finds credentials accepted nowhere ends the run.
	return await check.run(kit);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Facts of checks that did not run. */
function complete(findings: readonly Finding[], ended: string | undefined): Finding[] {
	const merged = mergeFindings(findings);
	const found = new Set(merged.map(({ fact }) => fact));
	const missing = CHECKS.flatMap(({ facts }) => facts).filter((fact) => !found.has(fact));
	const reason = ended === undefined ? 'No response showed it' : `The run ended before: ${ended}`;
	return mergeFindings([...merged, ...missing.map((fact) => notSeen(fact, reason))]);
}

function anonymizerOf({ account, groupId, nonAdminGroupId, nonMemberGroupId, person, webhook }: Setup): Anonymizer {
	return new Anonymizer({
		secrets: [account.accessToken, account.instanceId],
		groupIds: [groupId, nonAdminGroupId, nonMemberGroupId].filter((id) => id !== undefined),
		keep: [WRONG_GROUP],
		personal: person ? [person] : [],
		webhookUrl: webhook?.url,
	});
}

async function listen(kit: Kit, deliveries: HeardDelivery[]): Promise<void> {
	const { webhook } = kit.setup;
	if (!webhook) return;
	const listener = new Listener();
	await listener.start(webhook.port);
	kit.found.listener = listener;
	listener.on('delivery', (delivery) => {
		kit.anonymizer.learn(delivery.body.toString('utf8'));
		deliveries.push({ ...delivery, after: kit.client.exchanges.length });
	});
}
