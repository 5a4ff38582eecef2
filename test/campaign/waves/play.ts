import type { IDataObject, INode } from 'n8n-workflow';
import type { Question } from '../../../nodes/wawp/questions/question';
import { LATER, SILENCE } from '../../../nodes/wawp/waves/question';
import type { Emulator } from '../../support/emulator/server';
import type { Group, Instance } from '../../support/emulator/world';
import { isolatedNodes, type IsolatedNodes } from '../../support/engine/isolatedNodes';
import { runAnswered, type AnswerQuestion } from '../../support/engine/answeredRun';
import { CREDENTIAL, WAWP_GROUPS } from '../../support/engine/runWorkflow';
import { standIns, type Row } from '../../support/engine/standIns';
import { type TriggerServer } from '../../support/engine/triggerServer';
import type { VirtualTime } from '../../support/engine/virtualTime';
import { workflowNode } from '../../support/engine/workflowNode';
import { assign, readExample } from '../../support/examples';
import type { History, Step } from './history';

export const ADMIN_CHAT = '201000000009@c.us';
export const GROUP_ID = '120363000000000001@g.us';

/** What a joined person really is. */
export interface Person {
	id: string;
	lid: string;
	isBot: boolean;
	how:
		| 'member before'
		| 'by link'
		| 'from the waiting list'
		| 'added by an admin'
		| 'added by an admin, with others'
		| 'added by the node';
	/** The last time, in ms since 1970. */
	joinedAt: number;
	/** When Wawp sent the news of it: later than the join if the session was away. */
	sentAt: number;
}

/** An execution of the example. All times in ms since 1970. */
export interface Execution {
	startedAt: number;
	endedAt: number;
	items: IDataObject[];
	/** `named` and `chosen` are the values of the choices. `chosen` is undefined if nobody answered. */
	question: { askedAt: number; answeredAt: number; named: string[]; chosen: readonly string[] | undefined } | undefined;
	error: string | undefined;
}

/** All that really happened in a history, as WhatsApp and n8n's log know it. */
export interface Played {
	history: History;
	people: Person[];
	executions: Execution[];
	removals: Array<{ id: string; at: number }>;
	/** Every change of the code, with the code that died. */
	rotations: Array<{ dead: string; at: number }>;
	/** `live` is the code at that time, `isLocked` whether only admins could send messages. */
	messages: Array<{ chatId: string; message: string; at: number; live: string; isLocked: boolean }>;
	/** The rows of the Data Table at the end. */
	table: Row[];
	/** The IDs of the people on the waiting list. */
	waiting: string[];
	isLockedAtTheEnd: boolean;
	membersAtTheEnd: ReadonlySet<string>;
}

const example = readExample('stop-spam-wave.json', CREDENTIAL);
// A copy, because n8n changes the nodes of a workflow that it runs.
const { parameters } = structuredClone(example.nodes.find(({ name }) => name === 'Join Burst')!);

interface Stage {
	emulator: Emulator;
	server: TriggerServer;
	account: Instance;
	time: VirtualTime;
}

/** Plays a history through the trigger, the example and its nodes. Returns when all executions have ended. */
export async function play(history: History, { emulator, server, account, time }: Stage): Promise<Played> {
	const scene = new Scene(history, emulator, server, account, time);
	return await scene.play();
}

class Scene {
	private readonly group: Group;
	private readonly people: Person[] = [];
	private readonly executions: Execution[] = [];
	private readonly removals: Played['removals'] = [];
	private readonly rotations: Played['rotations'] = [];
	private readonly messages: Played['messages'] = [];
	private readonly table: Row[] = [];
	private readonly waiting: string[] = [];
	private leaked = '';
	private awaySince = Infinity;
	private nodes: IsolatedNodes;

	constructor(
		private readonly history: History,
		private readonly emulator: Emulator,
		private readonly server: TriggerServer,
		private readonly account: Instance,
		private readonly time: VirtualTime,
	) {
		account.engine = history.engine;
		account.eventMeaning = history.eventMeaning;
		this.group = account.addGroup(GROUP_ID, 'Neighbours');
		this.group.masked = history.masked;
		for (let at = 0; at < 5; at++) this.group.addMember(this.newPerson(false, 'member before').id);
		for (let at = 0; at < history.waiting; at++) {
			const participantId = `20200000000${at}@c.us`;
			this.waiting.push(participantId);
			this.table.push({ id: at + 1, groupId: GROUP_ID, participantId, outcome: 'waiting' });
		}
		this.nodes = isolatedNodes(time);
		server.trigger = this.nodes.trigger;
		server.served = { parameters, credential: this.credential };
		server.onStart = (items) => {
			this.time.start(async () => await this.answer(items));
		};
		emulator.reset();
	}

	async play(): Promise<Played> {
		const { emulator, time, history } = this;
		emulator.faults.plan(...history.faults);
		emulator.dispatch.on('change', (group, change) => {
			if (change.kind === 'left') this.removals.push(...change.members.map(({ id }) => ({ id, at: time.now() })));
			if (change.kind === 'code changed') this.rotations.push({ dead: group.history.at(-2)!.code, at: time.now() });
		});
		emulator.on('responded', () => this.noteMessages());
		time.start(async () => {
			await this.server.activate();
			emulator.dispatch.publishStatus(this.account);
			for (const step of history.steps) {
				await time.pause(step.after);
				this.act(step);
			}
		});
		try {
			await time.run();
		} finally {
			emulator.dispatch.removeAllListeners();
			emulator.removeAllListeners();
		}
		const { people, executions, removals, rotations, messages, table, waiting } = this;
		const isLockedAtTheEnd = this.group.adminsOnly['messages-admin-only'];
		const membersAtTheEnd = new Set(this.group.members.keys());
		return { history, people, executions, removals, rotations, messages, table, waiting, isLockedAtTheEnd, membersAtTheEnd };
	}

	private act(step: Step): void {
		const { group, emulator, account } = this;
		switch (step.kind) {
			case 'friend joins':
				group.joinByLink(this.newPerson(false, 'by link').id, group.liveCode);
				break;
			case 'waiting person joins': {
				const id = this.waiting.find((one) => !group.members.has(one));
				if (!id) break;
				Object.assign(this.newPerson(false, 'from the waiting list'), { id, lid: `9${id.split('@')[0]}@lid` });
				group.joinByLink(id, group.liveCode);
				break;
			}
			case 'link leaks':
				this.leaked = group.liveCode;
				break;
			case 'bot joins':
				if (this.leaked === group.liveCode) group.joinByLink(this.nextBot(step.again).id, this.leaked);
				break;
			case 'admin adds':
				group.add(...this.newFriends(step.people, step.people > 1 ? 'added by an admin, with others' : 'added by an admin'));
				break;
			case 'node adds':
				this.time.start(async () => await this.addByNode(this.newFriends(step.people, 'added by the node')));
				break;
			case 'own account joins': {
				const joined = account.addGroup(`12036300000000${account.groups.size}@g.us`, 'Book Club');
				for (const id of this.newFriends(step.people, 'member before')) joined.addMember(id);
				emulator.dispatch.publish(account, joined, { kind: 'own account joined' });
				break;
			}
			case 'session goes away':
				this.awaySince = this.time.now();
				account.status = 'SCAN_QR_CODE';
				if (!step.isUntold) emulator.dispatch.publishStatus(account);
				emulator.dispatch.hold();
				break;
			case 'session comes back':
				for (const person of this.people) if (person.joinedAt >= this.awaySince) person.sentAt = this.time.now();
				account.status = 'WORKING';
				emulator.dispatch.publishStatus(account);
				emulator.dispatch.release();
				break;
			case 'restart':
				this.nodes = isolatedNodes(this.time);
				this.server.trigger = this.nodes.trigger;
		}
	}

	/** Runs the example, as n8n does for a delivery. */
	private async answer(items: IDataObject[]): Promise<void> {
		const execution: Execution = { startedAt: this.time.now(), endedAt: 0, items, question: undefined, error: undefined };
		this.executions.push(execution);
		const settings = assign({ adminChat: ADMIN_CHAT, ...this.history.settings });
		const { error } = await this.run(
			example.nodes.map((node) => (node.name === 'Settings' ? { ...node, parameters: settings(node.parameters) } : node)),
			'Join Burst',
			items,
			async (question) => await this.decide(question, execution),
		);
		execution.error = error;
		execution.endedAt = this.time.now();
	}

	/** The admin reads the question and answers it, or does not. */
	private async decide({ form }: Question, execution: Execution): Promise<readonly string[] | undefined> {
		const { decides, afterSeconds } = this.history.admin;
		const values = form.type === 'choose' ? form.choices.map(({ value }) => String(value)) : [];
		const named = values.filter((value) => value.includes('@'));
		const isBot = (value: string) => this.people.some((one) => one.isBot && [one.id, one.lid].includes(value.split(' ')[1]!));
		const bots = named.filter(isBot);
		const right = bots.length > 0 ? [...bots, ...(bots.length === named.length ? [LATER] : [])] : [SILENCE];
		const chosen = { right, remove: [...named, LATER], leave: [], friends: [SILENCE], nothing: undefined }[decides];
		const askedAt = this.time.now();
		await this.time.pause(chosen === undefined ? 3_600_000 : afterSeconds * 1_000);
		execution.question = { askedAt, answeredAt: this.time.now(), named, chosen };
		return chosen;
	}

	private async addByNode(ids: string[]): Promise<void> {
		const parameters = {
			resource: 'participant',
			operation: 'add',
			groupId: { __rl: true, mode: 'id', value: GROUP_ID },
			participants: ids.join(','),
		};
		await this.run([workflowNode('Add', WAWP_GROUPS, { parameters, credentials: CREDENTIAL })], 'Add', [{}]);
	}

	private async run(
		nodes: INode[],
		start: string,
		items: IDataObject[],
		answer: AnswerQuestion = async () => await Promise.resolve(undefined),
	) {
		const run = {
			nodes,
			connections: nodes.length > 1 ? example.connections : {},
			start,
			input: items.map((json) => ({ json })),
			credential: this.credential,
			standIns: { ...standIns({ 'WhatsApp waves': this.table }), [WAWP_GROUPS]: this.nodes.action },
			executionId: String(this.executions.length),
		};
		const { error } = await runAnswered(run, 'Ask the Admins', answer);
		return { error: error && `${error.message} ${error.description ?? ''}` };
	}

	private noteMessages(): void {
		const { messages } = this.account;
		while (this.messages.length < messages.length) {
			const isLocked = this.group.adminsOnly['messages-admin-only'];
			this.messages.push({ ...messages[this.messages.length]!, at: this.time.now(), live: this.group.liveCode, isLocked });
		}
	}

	private nextBot(again: boolean): Person {
		const removed = again && this.people.find(({ id, isBot }) => isBot && !this.group.members.has(id));
		return removed
			? Object.assign(removed, { joinedAt: this.time.now(), sentAt: this.time.now() })
			: this.newPerson(true, 'by link');
	}

	private newFriends(count: number, how: Person['how']): string[] {
		return Array.from({ length: count }, () => this.newPerson(false, how).id);
	}

	private newPerson(isBot: boolean, how: Person['how']): Person {
		const number = `${isBot ? 99 : 20}1${String(this.people.length).padStart(9, '0')}`;
		const now = this.time.now();
		const person: Person = { id: `${number}@c.us`, lid: `9${number}@lid`, isBot, how, joinedAt: now, sentAt: now };
		this.people.push(person);
		return person;
	}

	private get credential() {
		const { account, emulator } = this;
		return { instanceId: account.id, accessToken: account.accessToken, baseUrl: emulator.url };
	}
}
