import type { INodeProperties } from 'n8n-workflow';

/** Shown for operations whose calls are inferred from another API. */
export const undocumentedNotice: INodeProperties = {
	displayName:
		"Wawp's documentation does not show this call, so nobody knows yet whether your instance offers it. Try it on a group of your own first.",
	name: 'undocumentedNotice',
	type: 'notice',
	default: '',
};
