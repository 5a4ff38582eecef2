import type { INodeProperties } from 'n8n-workflow';
import { badInput } from '../wawp/outcome/wawpFailure';

export interface NumberOption {
	displayName: string;
	default: number;
	min: number;
	whole: boolean;
	description: string;
}

export function numberField(name: string, option: NumberOption): INodeProperties {
	const { displayName, default: value, min, whole, description } = option;
	const typeOptions = whole ? { minValue: min, numberPrecision: 0 } : { minValue: min };
	return { displayName, name, type: 'number', typeOptions, default: value, description };
}

/**
 * Reads the value of a number option. An expression may return it as text.
 *
 * @returns the number, or the default if the option is empty
 * @throws WawpFailure of kind `badInput` that names the option
 */
export function toNumber(value: unknown, { displayName, default: fallback, min, whole }: NumberOption): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = boundedNumber(value, { min, whole });
	if (number !== undefined) return number;
	throw badOption(displayName, whole ? `a whole number of at least ${min}` : `a number of at least ${min}`);
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
