import type { INodeType } from 'n8n-workflow';
import type { Clock } from '../../../nodes/wawp/transport/clock';
import type { WawpGroupsTrigger } from '../../../nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.ts';

/** Both nodes, as one n8n process has loaded them. */
export interface IsolatedNodes {
	action: INodeType;
	trigger: WawpGroupsTrigger;
}

/** Loads both nodes anew, as a restart of n8n does: they have forgotten everything. */
export function isolatedNodes(clock: Clock): IsolatedNodes {
	let nodes: IsolatedNodes | undefined;
	jest.isolateModules(() => {
		const module = jest.requireActual<{ clock: Clock }>('../../../nodes/wawp/transport/clock');
		const action = jest.requireActual<{ WawpGroups: new () => INodeType }>('../../../nodes/WawpGroups/WawpGroups.node.ts');
		const trigger = jest.requireActual<{ WawpGroupsTrigger: new () => WawpGroupsTrigger }>(
			'../../../nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.ts',
		);
		Object.assign(module.clock, clock);
		nodes = { action: new action.WawpGroups(), trigger: new trigger.WawpGroupsTrigger() };
	});
	return nodes!;
}
