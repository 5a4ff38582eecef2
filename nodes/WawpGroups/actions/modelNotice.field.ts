import type { INodeProperties } from 'n8n-workflow';

/**
 * Shown if the node is the tool of an agent and Group is an expression: n8n does not evaluate it here, so the last condition holds for
 * every expression. Older versions of n8n do not know `@tool`, and never show it.
 */
export const modelNotice: INodeProperties = {
	displayName:
		'If the model chooses the group, it can do this in every group of the account, and it cannot be taken back. Choose a fixed group, and require human approval for this tool.',
	name: 'modelNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '@tool': [true], groupId: [{ _cnd: { includes: '$fromAI' } }] } },
};
