import type { IExecuteFunctions } from 'n8n-workflow';
import { numberField, optionsField, toBoolean, toNumber, toOptions, type NumberOption } from '../../../shared/options';
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
		description: 'Minimum time between two revokes of a group. Until then the current code is returned. 0 turns it off.',
	},
	maxConcurrency: {
		displayName: 'Max Concurrency',
		default: 5,
		min: 1,
		whole: true,
		description:
			'How many links the node revokes at the same time. With 2 or more, it also reads the codes of the next groups meanwhile.',
	},
	maxRetries: {
		displayName: 'Max Retries',
		default: 3,
		min: 0,
		whole: true,
		description:
			'How many times the node retries for a group after an unclear response, and how many rate limits it waits out. 0 turns both off.',
	},
	requestsPerMinute: {
		displayName: 'Requests Per Minute',
		default: 0,
		min: 0,
		whole: false,
		description: 'Maximum number of requests to Wawp per minute. 0 sets no limit.',
	},
	timeout: {
		displayName: 'Timeout (Ms)',
		default: 30_000,
		min: 1,
		// The longest timer of Node.js. A longer one would end at once.
		max: 2 ** 31 - 1,
		whole: true,
		description: 'How long to wait for each response of Wawp',
	},
} satisfies Record<string, NumberOption>;

type NumberName = keyof typeof NUMBERS;

export const revokeOptionsField = optionsField([
	...(Object.keys(NUMBERS) as NumberName[]).map((name) => numberField(name, NUMBERS[name])),
	{
		displayName: 'Verify',
		name: 'verify',
		type: 'boolean',
		default: true,
		description:
			'Whether to read the code before the revoke and compare it with the new one, to confirm that the old link is dead. Costs one more request per group.',
	},
]);

/**
 * Reads the options of an item. An expression may return a number as text.
 *
 * @throws WawpFailure of kind `badInput` that names the option
 */
export function readRevokeOptions(context: IExecuteFunctions, itemIndex: number): RevokeOptions {
	const options = toOptions(context.getNodeParameter('options', itemIndex, {}));
	const number = (name: NumberName) => toNumber(options[name], NUMBERS[name]);
	return {
		verify: toBoolean(options.verify ?? true, 'Verify'),
		cooldown: number('cooldownMinutes') * 60_000,
		maxConcurrency: number('maxConcurrency'),
		maxRetries: number('maxRetries'),
		requestsPerMinute: number('requestsPerMinute'),
		timeout: number('timeout'),
	};
}
