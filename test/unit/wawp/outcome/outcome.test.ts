import fc from 'fast-check';
import { isSuccess, readBody } from '../../../../nodes/wawp/outcome/outcome';
import { isObject } from '../../../../nodes/wawp/outcome/json';
import { expectProperty } from '../../../support/property';
import { response, noResponse } from '../../../support/outcomes';

describe('a body', () => {
	test.each([
		['nothing', '', { kind: 'empty' }],
		['blank lines', ' \r\n\t', { kind: 'empty' }],
		['HTML', '<!DOCTYPE html><html></html>', { kind: 'markup' }],
		['XML after a blank line', '\n<?xml version="1.0"?><error/>', { kind: 'markup' }],
		['bare text', 'NEW456DEF\n', { kind: 'text', text: 'NEW456DEF' }],
		['the word undefined', 'undefined', { kind: 'text', text: 'undefined' }],
		['JSON that broke off', '{"code":"NEW4', { kind: 'text', text: '{"code":"NEW4' }],
		['a JSON object', ' {"code":"NEW456DEF"} ', { kind: 'json', value: { code: 'NEW456DEF' } }],
		['a JSON text', '"NEW456DEF"', { kind: 'json', value: 'NEW456DEF' }],
		['an empty JSON text', '""', { kind: 'json', value: '' }],
		['JSON null', 'null', { kind: 'json', value: null }],
		['a JSON number', '500', { kind: 'json', value: 500 }],
		['JSON after a byte order mark', '\ufeff{"a":1}', { kind: 'json', value: { a: 1 } }],
	])('is read by what it holds: %s', (_name, text, expected) => {
		expect(readBody(text)).toEqual(expected);
	});

	test('is read as JSON when it is JSON, whatever it holds', () => {
		expectProperty(
			fc.property(fc.json(), (text) => {
				expect(readBody(text)).toEqual({ kind: 'json', value: JSON.parse(text) as unknown });
			}),
		);
	});

	test('is read without a throw, whatever it is', () => {
		expectProperty(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(['empty', 'json', 'markup', 'text']).toContain(readBody(text).kind);
			}),
		);
	});

	test('is read without a throw, however deep it goes', () => {
		expect(['json', 'text']).toContain(readBody('['.repeat(200_000) + ']'.repeat(200_000)).kind);
	});
});

test.each([
	[100, false],
	[199, false],
	[200, true],
	[201, true],
	[204, true],
	[299, true],
	[300, false],
	[304, false],
	[400, false],
	[500, false],
])('HTTP %d counts as a success: %s', (status, expected) => {
	expect(isSuccess(response('', status))).toBe(expected);
});

test('no answer counts as no success', () => {
	expect(isSuccess(noResponse('timeout', true))).toBe(false);
});

test.each([
	['an object', {}, true],
	['a list', [], false],
	['null', null, false],
	['undefined', undefined, false],
	['a text', 'x', false],
	['a number', 1, false],
])('only an object with keys counts as one: %s', (_name, value, expected) => {
	expect(isObject(value)).toBe(expected);
});
