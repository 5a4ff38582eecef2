import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { instanceIdOf, type RecordedCall } from '../emulator/call';
import { Emulator } from '../emulator/server';
import type { Group, Instance } from '../emulator/world';
import { groupById, runNode, type NodeResult, type NodeRun } from './runNode';

export const A = '120363000000000001@g.us';
export const B = '120363000000000002@g.us';
export const C = '201000000000-1400000000@g.us';

export interface OperationRun extends Omit<NodeRun, 'parameters'> {
	/** One item per id. An expression in the "Group" field reads the id. */
	ids?: unknown[];
	/** The input items, instead of `ids`. The expression reads `id` from each item. */
	input?: IDataObject[];
	parameters?: INodeParameters;
}

let accounts = 0;

/** The number of an account of these tests; infinite for other instances. */
const numberOf = (instanceId: string): number => Number(/^instance-(\d+)$/.exec(instanceId)?.[1] ?? Infinity);

/** Runs an operation against an emulator. Each test gets a new account that is an admin of three groups. */
export class Bench {
	readonly emulator = new Emulator();
	/** New for each test, because a process remembers the rotations of an account. Its token looks like a valid invite code. */
	account!: Instance;
	a!: Group;
	b!: Group;
	c!: Group;

	constructor(
		private readonly operation: string,
		private readonly resource = 'inviteCode',
	) {
		beforeAll(async () => {
			await this.emulator.start();
		});
		afterAll(async () => {
			await this.emulator.stop();
		});
		beforeEach(() => this.renew());
	}

	/** Begins with a new account, e.g. for the next row of a table within a test. */
	renew(): void {
		this.emulator.reset();
		accounts++;
		this.account = this.emulator.addInstance(`instance-${accounts}`, `secretAccessToken-${accounts}`);
		this.a = this.account.addGroup(A, 'Group A', 'TheOldInviteCodeGroupA');
		this.b = this.account.addGroup(B, 'Group B', 'TheOldInviteCodeGroupB');
		this.c = this.account.addGroup(C, 'Group C', 'TheOldInviteCodeGroupC');
	}

	get credential() {
		const { id: instanceId, accessToken } = this.account;
		return { instanceId, accessToken, baseUrl: this.emulator.url };
	}

	get secrets(): string[] {
		return [this.account.id, this.account.accessToken];
	}

	/** The names of all calls so far, in order of arrival. On a busy machine, a call of an earlier test may arrive late: it is left out. */
	get calls(): Array<RecordedCall['name']> {
		const isEarlier = (call: RecordedCall) => numberOf(instanceIdOf(call)) < numberOf(this.account.id);
		return this.emulator.calls.filter((call) => !isEarlier(call)).map(({ name }) => name);
	}

	async run({ ids = [A], parameters = {}, ...run }: OperationRun = {}): Promise<NodeResult> {
		return await runNode({
			parameters: { resource: this.resource, operation: this.operation, groupId: groupById('={{ $json.id }}'), ...parameters },
			input: ids.map((id) => ({ id }) as IDataObject),
			credential: this.credential,
			...run,
		});
	}
}

/** The error messages of the items on the error branch. */
export const errorsOf = ({ errorBranch }: NodeResult): unknown[] => errorBranch.map(({ json }) => json.error);
