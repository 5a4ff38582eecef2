import type { INode, INodeParameters } from 'n8n-workflow';
import { SAMPLE_ACCOUNT } from '../support/emulator/sample';

export const WAWP_GROUPS = 'n8n-nodes-wawp-groups.wawpGroups';
export const WAWP_GROUPS_TRIGGER = 'n8n-nodes-wawp-groups.wawpGroupsTrigger';
export const CREDENTIAL_TYPE = 'wawpGroupsApi';

/** The secret of webhooks that are registered by hand. */
export const WEBHOOK_SECRET = 'chosen-by-the-owner';

/** The fields of the credential for the emulator's sample account. @param baseUrl the URL of the emulator */
export const credentialData = (baseUrl: string) => ({ ...SAMPLE_ACCOUNT, baseUrl, webhookSecret: WEBHOOK_SECRET });

export type NodeFields = Partial<Pick<INode, 'credentials' | 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>>;

/** A node in the form of a saved workflow. */
export const node = (name: string, type: string, parameters: INodeParameters = {}, fields: NodeFields = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...fields,
});

/** The parameters of "Revoke Invite Code". @param groupId an id or an expression */
export const revokeParameters = (groupId: string, options: INodeParameters = {}): INodeParameters => ({
	resource: 'inviteCode',
	operation: 'revoke',
	groupId: { __rl: true, mode: 'id', value: groupId },
	options,
});
