import type { GroupAct, Route } from '../route';
import { codeShapeOf, codeShapes, outsideReply, refusal, type CodeShape } from '../shapes';
import type { Reply } from '../reply';
import type { Instance } from '../world';

export const inviteCodeCalls = {
	get: {
		needs: 'group',
		act: adminOnly(({ instance, group, codeShape }) => codeReply(instance, group.readCode(), codeShape), 'getInviteCode'),
	},
	revoke: {
		needs: 'group',
		act: adminOnly(({ instance, group, codeShape }) => {
			if (!instance.noOpRevoke) group.rotate();
			return codeReply(instance, group.liveCode, codeShape);
		}, 'revokeInvite'),
	},
} satisfies Record<string, Route>;

export const codeReply = (instance: Instance, code: string, shape: CodeShape = codeShapeOf[instance.engine]): Reply =>
	codeShapes[shape](code);

/** Runs `act` for an admin. Refuses other accounts in the engine's own way. */
export function adminOnly(act: GroupAct, property: string): GroupAct {
	return (request) => {
		const { instance, group } = request;
		if (group.role === 'admin') return act(request);
		if (group.role === 'none') return outsideReply(instance, group.id, property);
		return instance.notAdminReply ?? refusal(instance.engine, group.role);
	};
}
