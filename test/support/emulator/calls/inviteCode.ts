import type { GroupAct, Route } from '../route';
import { codeShapeOf, codeShapes, refusal, type CodeShape } from '../shapes';
import type { Reply } from '../reply';
import type { Group, Instance } from '../world';

const PATH = '/v2/groups/:groupId/invite-code';

export const inviteCodeCalls = {
	get: {
		method: 'GET',
		path: PATH,
		needs: 'group',
		act: adminOnly(({ instance, group, codeShape }) => codeReply(instance, group, codeShape)),
	},
	revoke: {
		method: 'POST',
		path: `${PATH}/revoke`,
		needs: 'group',
		act: adminOnly(({ instance, group, codeShape }) => {
			if (!instance.noOpRevoke) group.rotate();
			return codeReply(instance, group, codeShape);
		}),
	},
} satisfies Record<string, Route>;

export const codeReply = (instance: Instance, group: Group, shape: CodeShape = codeShapeOf[instance.engine]): Reply =>
	codeShapes[shape](group.liveCode);

/** Runs `act` for an admin. Refuses other accounts in the engine's own way. */
export function adminOnly(act: GroupAct): GroupAct {
	return (request) => (request.group.role === 'admin' ? act(request) : refusal(request.instance.engine, request.group.role));
}
