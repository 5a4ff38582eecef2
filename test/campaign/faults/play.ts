import { setTimeout as wait } from 'node:timers/promises';
import type { Emulator } from '../../support/emulator/server';
import type { Instance } from '../../support/emulator/world';
import { cancelAt } from '../../support/engine/cancelAt';
import { groupById, runNode, type NodeResult } from '../../support/engine/runNode';
import { CACHE_MS, groupId, TIMEOUT, TOO_SLOW, type Execution, type Schedule } from './schedule';

/** An execution that has ended. */
export interface Ended {
	execution: Execution;
	result: NodeResult;
	/** How many codes each group had had when the execution ended. */
	codes: ReadonlyMap<string, number>;
}

/** Plays a schedule against an emulator. Returns when all executions have ended and the server has finished every call. */
export async function play(emulator: Emulator, account: Instance, plan: Schedule): Promise<Ended[]> {
	emulator.reset();
	emulator.codeShape = plan.codeShape;
	account.engine = plan.engine;
	account.noOpRevoke = plan.noOpRevoke;
	for (const [index, role] of plan.groups.entries()) {
		Object.assign(account.addGroup(groupId(index), `Group ${index}`), {
			role,
			outdatedReads: plan.outdatedReads,
			outdatedMs: CACHE_MS,
		});
	}
	emulator.faults.plan(...plan.faults);
	let lastCall = performance.now();
	emulator.on('call', () => {
		lastCall = performance.now();
	});
	try {
		const ended = await Promise.all(plan.executions.map(async (execution) => await run(emulator, account, execution)));
		const slow = emulator.faults.taken.some(({ fault }) => fault.latency === TOO_SLOW);
		// A canceled or timed out call may still make its change.
		if (slow) await wait(Math.max(0, lastCall + TOO_SLOW + 10 - performance.now()));
		return ended;
	} finally {
		emulator.removeAllListeners();
	}
}

async function run(emulator: Emulator, account: Instance, execution: Execution): Promise<Ended> {
	const cancelNow = execution.cancel && cancelAt(emulator, execution.cancel);
	await wait(execution.startsAfter);
	const result = await runNode({
		parameters: {
			resource: 'inviteCode',
			operation: 'revoke',
			groupId: groupById('={{ $json.id }}'),
			options: { ...execution.options, timeout: TIMEOUT },
		},
		input: execution.items.map((index) => ({ id: index < 0 ? 'no group' : groupId(index) })),
		credential: { instanceId: account.id, accessToken: account.accessToken, baseUrl: emulator.url },
		settings: execution.settings,
		...(cancelNow && { onStart: cancelNow }),
	});
	return { execution, result, codes: new Map([...account.groups].map(([id, group]) => [id, group.history.length])) };
}
