import { setTimeout as sleep } from 'node:timers/promises';
import { toGroupId } from '../../nodes/wawp/ids/groupId';
import { runKit, type RunResult } from '../../scripts/verifyLive/run';
import type { Setup } from '../../scripts/verifyLive/kit';
import { UndoStack } from '../../scripts/verifyLive/undo';
import type { Finding } from '../../scripts/verifyLive/verdict';
import type { Stage } from '../support/emulator/characters';
import type { FactId, Verdict } from '../support/emulator/facts';
import { Emulator } from '../support/emulator/server';
import type { Engine } from '../support/emulator/world';
import { freePort } from '../support/n8n/freePort';

export const ACCOUNT = { instanceId: 'kit000instance', accessToken: 'kit-access-token-of-the-test' };
export const GROUP = toGroupId('120363111111111111@g.us');
export const NON_ADMIN_GROUP = toGroupId('120363222222222222@g.us');
export const NON_MEMBER_GROUP = toGroupId('201555000111-1456789012@g.us');
export const PERSON = '201555000222@c.us';
export const SUBJECT = 'Nadia and her neighbours';

/** A world with a group of each kind that the kit asks for. */
export async function startStage(engine: Engine = 'WEBJS'): Promise<Stage> {
	const emulator = await new Emulator().start();
	emulator.dispatch.faster = 100_000;
	const instance = emulator.addInstance(ACCOUNT.instanceId, ACCOUNT.accessToken);
	instance.engine = engine;
	instance.eventMeaning = 'both';
	const group = instance.addGroup(GROUP, SUBJECT, 'RealCodeOfTheGroup0001');
	group.description = 'We meet on Fridays at 7';
	group.addMember('201555000333@c.us', 'admin');
	instance.addGroup(NON_ADMIN_GROUP, 'A club of others').role = 'participant';
	instance.addGroup(NON_MEMBER_GROUP, 'A group of strangers').role = 'none';
	return { emulator, instance, group, person: PERSON };
}

export async function setupFor({ emulator }: Pick<Stage, 'emulator'>, changes: Partial<Setup> = {}): Promise<Setup> {
	const port = await freePort();
	return {
		account: { ...ACCOUNT, baseUrl: emulator.url, webhookSecret: '', place: 'body' },
		groupId: GROUP,
		nonAdminGroupId: NON_ADMIN_GROUP,
		nonMemberGroupId: NON_MEMBER_GROUP,
		person: PERSON,
		webhook: { url: `http://127.0.0.1:${port}/kit`, port },
		patience: 1_500,
		gap: 0,
		...changes,
	};
}

export interface KitRun {
	allow?: boolean;
	signal?: AbortSignal;
}

/** Runs the kit without its waits. */
export async function runOn(setup: Setup, { allow = true, signal = new AbortController().signal }: KitRun = {}) {
	const asked: string[] = [];
	const said: string[] = [];
	const result = await runKit(setup, {
		talk: {
			say: (line) => said.push(line),
			confirm: async ({ what }) => {
				asked.push(what);
				return await Promise.resolve(allow);
			},
		},
		signal,
		undo: new UndoStack(),
		wait: async (ms) => await sleep(Math.min(ms, 5)),
	});
	return { ...result, asked, said };
}

export type Verdicts = Partial<Record<FactId, Verdict>>;

export const verdictsOf = ({ findings }: Pick<RunResult, 'findings'>): Verdicts =>
	Object.fromEntries(findings.map(({ fact, verdict }: Finding) => [fact, verdict]));

export const withVerdict = (verdicts: Verdicts, wanted: Verdict): string[] =>
	Object.entries(verdicts).flatMap(([fact, verdict]) => (verdict === wanted ? [fact] : []));

/** What one table has and the other has not. */
export const changesBetween = (before: Verdicts, after: Verdicts): Verdicts =>
	Object.fromEntries(Object.entries(after).filter(([fact, verdict]) => before[fact as FactId] !== verdict));
