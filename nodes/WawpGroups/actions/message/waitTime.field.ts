import { tryToParseDateTime, WAIT_INDEFINITELY, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { toNumber, toOptions, type NumberOption } from '../../../shared/options';
import { badInput } from '../../../wawp/outcome/wawpFailure';
import { clock } from '../../../wawp/transport/clock';

const AMOUNT: NumberOption = {
	displayName: 'Amount',
	default: 45,
	min: 0,
	whole: false,
	description: 'How long to wait for the answer',
};

/** Names and defaults as in n8n's own nodes, so that people find what they know. */
export const limitWaitTimeField: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: AMOUNT.default, resumeUnit: 'minutes', answerThen: '' } },
	description: 'Whether to go on without an answer after some time. Otherwise the workflow waits as long as it takes.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 45,
					description: AMOUNT.description,
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Answer Then',
					name: 'answerThen',
					type: 'string',
					default: '',
					description:
						'What counts as the answer if nobody answers in time: approve or decline, a text, or values of choices separated by commas. Empty = no answer.',
				},
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					default: 'afterTimeInterval',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					description: 'When to go on without an answer',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					default: 'minutes',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
			],
		},
	],
};

/** In ms. */
const UNITS: ReadonlyMap<unknown, number> = new Map([
	['minutes', 60_000],
	['hours', 3_600_000],
	['days', 86_400_000],
]);

export interface WaitTime {
	until: Date;
	/** As entered. */
	answerThen: unknown;
}

/** @throws WawpFailure of kind `badInput` if there is no such time, or it is over */
export function readWaitTime(context: IExecuteFunctions, options: Record<string, unknown>): WaitTime {
	if (options.limitWaitTime === undefined) return { until: WAIT_INDEFINITELY, answerThen: '' };
	const { limitType, resumeAmount, resumeUnit, maxDateAndTime, answerThen } = toOptions(toOptions(options.limitWaitTime).values);
	if (limitType !== 'atSpecifiedTime') {
		const unit = UNITS.get(resumeUnit ?? 'minutes');
		if (unit === undefined) throw badInput('"Unit" must be minutes, hours or days', STEP);
		return { until: new Date(clock.now() + toNumber(resumeAmount, AMOUNT) * unit), answerThen };
	}
	const until = toDate(maxDateAndTime, context.getTimezone());
	if (until === undefined) throw badInput('"Max Date and Time" is no time', STEP);
	if (until.getTime() <= clock.now()) throw badInput(`"Max Date and Time" is over: ${until.toISOString()}`, STEP);
	return { until, answerThen };
}

const STEP = 'Correct "Limit Wait Time" under Options';

/** @returns undefined if the value is no time. A time without a zone is in the zone of the workflow */
function toDate(value: unknown, zone: string): Date | undefined {
	try {
		return tryToParseDateTime(value, zone).toJSDate();
	} catch {
		return undefined;
	}
}
