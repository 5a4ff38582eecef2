import fc from 'fast-check';
import { isSuccess, readBody } from '../../../../nodes/wawp/outcome/outcome';
import { isObject } from '../../../../nodes/wawp/outcome/json';
import { expectProperty } from '../../../support/property';
import { response, noResponse } from '../../../support/outcomes';

describe('a body', () => {
	test.each([
		['an empty text', '', { kind: 'empty' }],
		['blank lines', ' \r\n\t', { kind: 'empty' }],
		['HTML', '<!DOCTYPE html><html></html>', { kind: 'markup' }],
		['XML after a blank line', '\n<?xml version="1.0"?><error/>', { kind: 'markup' }],
		['bare text', 'NEW456DEF\n', { kind: 'text', text: 'NEW456DEF' }],
		['the word undefined', 'undefined', { kind: 'text', text: 'undefined' }],
		['truncated JSON', '{"code":"NEW4', { kind: 'text', text: '{"code":"NEW4' }],
		['a JSON object', ' {"code":"NEW456DEF"} ', { kind: 'json', value: { code: 'NEW456DEF' } }],
		['a JSON text', '"NEW456DEF"', { kind: 'json', value: 'NEW456DEF' }],
		['an empty JSON text', '""', { kind: 'json', value: '' }],
		['JSON null', 'null', { kind: 'json', value: null }],
		['a JSON number', '500', { kind: 'json', value: 500 }],
		['JSON after a byte order mark', '\ufeff{"a":1}', { kind: 'json', value: { a: 1 } }],
	])('is parsed by its content: %s', (_name, text, expected) => {
		expect(readBody(text)).toEqual(expected);
	});

	test('is parsed as JSON for any JSON value', () => {
		expectProperty(
			fc.property(fc.json(), (text) => {
				expect(readBody(text)).toEqual({ kind: 'json', value: JSON.parse(text) as unknown });
			}),
		);
	});

	test('never throws, for any text', () => {
		expectProperty(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(['empty', 'json', 'markup', 'text']).toContain(readBody(text).kind);
			}),
		);
	});

	test('never throws, at any depth', () => {
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

test('a missing response does not count as a success', () => {
	expect(isSuccess(noResponse('timeout', true))).toBe(false);
});

test.each([
	['an object', {}, true],
	['a list', [], false],
	['null', null, false],
	['undefined', undefined, false],
	['a text', 'x', false],
	['a number', 1, false],
])('only an object with keys counts as an object: %s', (_name, value, expected) => {
	expect(isObject(value)).toBe(expected);
});
