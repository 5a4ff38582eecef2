import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isObject, parseJson, type JsonObject } from '../wawp/outcome/json';
import { badInput } from '../wawp/outcome/wawpFailure';

/** The collection that an operation shows as "Options". */
export const optionsField = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

export interface NumberOption {
	displayName: string;
	default: number;
	min: number;
	/** Default: none */
	max?: number;
	whole: boolean;
	description: string;
}

export function numberField(name: string, option: NumberOption): INodeProperties {
	const { displayName, default: value, min, max, whole, description } = option;
	const typeOptions = { minValue: min, ...(max && { maxValue: max }), ...(whole && { numberPrecision: 0 }) };
	return { displayName, name, type: 'number', typeOptions, default: value, description };
}

/**
 * Reads the value of a number option. An expression may return it as text.
 *
 * @returns the number, or the default if the option is empty
 * @throws WawpFailure of kind `badInput` that names the option
 */
export function toNumber(value: unknown, { displayName, default: fallback, min, max, whole }: NumberOption): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = boundedNumber(value, { min, whole });
	if (number !== undefined && number <= (max ?? Infinity)) return number;
	const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
	throw badOption(displayName, `${whole ? 'a whole number' : 'a number'} ${range}`);
}

/**
 * Accepts a number, or text that contains one.
 *
 * @returns undefined if the value is not a number within the bounds
 */
export function boundedNumber(value: unknown, { min, whole }: Pick<NumberOption, 'min' | 'whole'>): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number) || number < min) return undefined;
	return whole && !Number.isInteger(number) ? undefined : number;
}

export const badOption = (displayName: string, expected: string) =>
	badInput(`The option "${displayName}" must be ${expected}`, `Correct "${displayName}" under Options, or the expression in it`);

/**
 * Reads a collection of options. An expression for the whole collection may return it as JSON text.
 *
 * @throws WawpFailure of kind `badInput` if it is no object
 */
export function toOptions(value: unknown): JsonObject {
	if (value === undefined || value === null || value === '') return {};
	const options = typeof value === 'string' ? parseJson(value) : value;
	if (isObject(options)) return options;
	throw badInput('"Options" must be an object', 'Correct the expression in "Options", or choose the options in the panel');
}

/** @throws WawpFailure of kind `badInput` that names the option */
export function toBoolean(value: unknown, displayName: string): boolean {
	const boolean = booleanFrom(value);
	if (boolean === undefined) throw badOption(displayName, 'true or false');
	return boolean;
}

/**
 * Reads a boolean field of an item. An expression may return it as text.
 *
 * @throws WawpFailure of kind `badInput` that names the field, also for an expression without a value
 */
export function readBoolean(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, displayName, default: value }: INodeProperties,
): boolean {
	const boolean = booleanFrom(context.getNodeParameter(name, itemIndex, value));
	if (boolean !== undefined) return boolean;
	throw badInput(`"${displayName}" must be true or false`, 'Correct the expression in this field, or switch it on or off');
}

/** Accepts true and false, also as text. @returns undefined for all other values */
export function booleanFrom(value: unknown): boolean | undefined {
	if (value === true || value === 'true') return true;
	return value === false || value === 'false' ? false : undefined;
}
