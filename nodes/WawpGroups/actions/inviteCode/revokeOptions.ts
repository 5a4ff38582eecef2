import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { numberField, badOption, toNumber, type NumberOption } from '../../../shared/numberOption';
import type { GroupOptions } from './rotationRun';

export interface RevokeOptions extends GroupOptions {
	maxConcurrency: number;
	requestsPerMinute: number;
}

const NUMBERS = {
	cooldownMinutes: {
		displayName: 'Cooldown (Minutes)',
		default: 0,
		min: 0,
		whole: false,
		description:
			'How long a group keeps its new code, however often this node is asked to revoke it: meanwhile the current code is given out instead. 0 revokes every time',
	},
	maxConcurrency: {
		displayName: 'Max Concurrency',
		default: 5,
		min: 1,
		whole: true,
		description: 'How many groups are worked on at the same time',
	},
	maxRetries: {
		displayName: 'Max Retries',
		default: 3,
		min: 0,
		whole: true,
		description:
			'How often a request for a group is repeated when Wawp gives no clear answer, and how often a rate limit is waited out',
	},
	requestsPerMinute: {
		displayName: 'Requests Per Minute',
		default: 0,
		min: 0,
		whole: false,
		description: 'How many requests are sent to Wawp per minute at most. 0 sets no limit',
	},
	timeout: {
		displayName: 'Timeout (Ms)',
		default: 30_000,
		min: 1,
		whole: true,
		description: 'How long to wait for each answer of Wawp',
	},
} satisfies Record<string, NumberOption>;

type NumberName = keyof typeof NUMBERS;

export const revokeOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...(Object.keys(NUMBERS) as NumberName[]).map((name) => numberField(name, NUMBERS[name])),
		{
			displayName: 'Verify',
			name: 'verify',
			type: 'boolean',
			default: true,
			description:
				'Whether to read the code before revoking it, which proves that the old link is dead. Costs one more request per group.',
		},
	],
};

/**
 * The options of an item. An expression may give a number as text.
 *
 * @throws WawpFailure of kind `badInput` that names the option
 */
export function readRevokeOptions(context: IExecuteFunctions, itemIndex: number): RevokeOptions {
	const options = context.getNodeParameter('options', itemIndex, {});
	const number = (name: NumberName) => toNumber(options[name], NUMBERS[name]);
	return {
		verify: toBoolean(options.verify ?? true),
		cooldown: number('cooldownMinutes') * 60_000,
		maxConcurrency: number('maxConcurrency'),
		maxRetries: number('maxRetries'),
		requestsPerMinute: number('requestsPerMinute'),
		timeout: number('timeout'),
	};
}

function toBoolean(value: unknown): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw badOption('Verify', 'true or false');
}
