import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import {
	readRevokeOptions,
	revokeOptionsField,
	type RevokeOptions,
} from '../../../../../nodes/WawpGroups/actions/inviteCode/revokeOptions';
import { Emulator } from '../../../../support/emulator/server';
import { useFastClock } from '../../../../support/engine/fastClock';
import { groupById, runNode } from '../../../../support/engine/runNode';
import { thrownBy } from '../../../../support/outcomes';

const DEFAULTS: RevokeOptions = {
	verify: true,
	cooldown: 0,
	maxConcurrency: 5,
	maxRetries: 3,
	requestsPerMinute: 0,
	timeout: 30_000,
};

const read = (options: IDataObject) => readRevokeOptions({ getNodeParameter: () => options } as unknown as IExecuteFunctions, 0);

describe('the options', () => {
	test('have the same defaults as their fields', () => {
		const shown = Object.fromEntries(
			(revokeOptionsField.options ?? []).map((field) =>
				'default' in field ? [field.name, field.default] : [field.name, undefined],
			),
		);
		expect(shown).toEqual({
			cooldownMinutes: 0,
			maxConcurrency: 5,
			maxRetries: 3,
			requestsPerMinute: 0,
			timeout: 30_000,
			verify: true,
		});
		expect(read({})).toEqual(DEFAULTS);
		expect(read(shown as IDataObject)).toEqual(DEFAULTS);
	});

	test('are read from the given item', () => {
		const getNodeParameter = jest.fn(() => ({}));
		readRevokeOptions({ getNodeParameter } as unknown as IExecuteFunctions, 7);
		expect(getNodeParameter).toHaveBeenCalledWith('options', 7, {});
	});

	test('are all read', () => {
		expect(
			read({ verify: false, cooldownMinutes: 2, maxConcurrency: 1, maxRetries: 0, requestsPerMinute: 30, timeout: 1 }),
		).toEqual({ verify: false, cooldown: 120_000, maxConcurrency: 1, maxRetries: 0, requestsPerMinute: 30, timeout: 1 });
	});

	test.each<[IDataObject, Partial<RevokeOptions>]>([
		[{ cooldownMinutes: '2' }, { cooldown: 120_000 }],
		[{ cooldownMinutes: ' 2 ' }, { cooldown: 120_000 }],
		[{ cooldownMinutes: 0.5 }, { cooldown: 30_000 }],
		[{ cooldownMinutes: '0.5' }, { cooldown: 30_000 }],
		[{ requestsPerMinute: 0.5 }, { requestsPerMinute: 0.5 }],
		[{ maxConcurrency: '2' }, { maxConcurrency: 2 }],
		[{ maxRetries: '0' }, { maxRetries: 0 }],
		[{ timeout: '1e3' }, { timeout: 1_000 }],
		[{ verify: 'true' }, { verify: true }],
		[{ verify: 'false' }, { verify: false }],
		[{ maxRetries: '', verify: null, timeout: null }, {}],
	])('may come from an expression: %j', (options, expected) => {
		expect(read(options)).toEqual({ ...DEFAULTS, ...expected });
	});
});

describe('options from one expression', () => {
	test.each<[string, unknown]>([
		['an object', { maxRetries: 1 }],
		['JSON text', '{ "maxRetries": 1 }'],
	])('may be %s', (_what, options) => {
		expect(read(options as IDataObject)).toEqual({ ...DEFAULTS, maxRetries: 1 });
	});

	test.each([
		['a text', 'verify: false'],
		['a list', [1]],
		['a JSON list', '[1]'],
		['a number', 5],
	])('are rejected as %s', (_what, options) => {
		expect(thrownBy(() => read(options as unknown as IDataObject))).toMatchObject({
			kind: 'badInput',
			message: '"Options" must be an object',
		});
	});
});

const INVALID: Array<[string, string, unknown[]]> = [
	[
		'cooldownMinutes',
		'The option "Cooldown (Minutes)" must be a number of at least 0',
		[-1, -0.1, NaN, Infinity, 'soon', {}, true],
	],
	['requestsPerMinute', 'The option "Requests Per Minute" must be a number of at least 0', [-1, '-1', NaN, 'many', [], [3]]],
	[
		'maxConcurrency',
		'The option "Max Concurrency" must be a whole number of at least 1',
		[0, -1, 1.5, '1.5', NaN, -Infinity, 'x'],
	],
	['maxRetries', 'The option "Max Retries" must be a whole number of at least 0', [-1, 0.5, Infinity, '3 times', false, {}]],
	[
		'timeout',
		'The option "Timeout (Ms)" must be a whole number from 1 to 2147483647',
		[0, -1, 0.5, NaN, '1s', [1000], 2 ** 31, '1e12'],
	],
	['verify', 'The option "Verify" must be true or false', ['', 'yes', 'TRUE', 0, 1, {}, []]],
];

describe.each(INVALID)('an invalid %s', (name, message, values) => {
	test.each(values.map((value) => [value]))('is rejected by name: %p', (value) => {
		expect(thrownBy(() => read({ [name]: value as IDataObject }))).toMatchObject({
			kind: 'badInput',
			message,
			nextStep: expect.stringMatching(/^Correct ".+" under Options, or the expression in it$/) as string,
		});
	});
});

describe('in a run', () => {
	useFastClock();
	const emulator = new Emulator();
	const SECRETS = { instanceId: 'instance0001', accessToken: 'emulated-access-token' };
	const GROUP = '120363000000000001@g.us';
	beforeAll(async () => {
		await emulator.start();
		emulator.addInstance(SECRETS.instanceId, SECRETS.accessToken).addGroup(GROUP, 'Group');
	});
	afterAll(async () => await emulator.stop());
	beforeEach(() => {
		emulator.reset();
	});

	const revoke = async (options: INodeParameters, input?: IDataObject[]) =>
		await runNode({
			parameters: { resource: 'inviteCode', operation: 'revoke', groupId: groupById(GROUP), options },
			credential: { ...SECRETS, baseUrl: emulator.url },
			...(input && { input }),
		});

	test('an option with an expression is read for each item, and an invalid value stops the run before the first request', async () => {
		const { error } = await revoke({ maxRetries: '={{ $json.retries }}' }, [{ retries: '2' }, { retries: -1 }]);
		expect(error?.message).toBe('The option "Max Retries" must be a whole number of at least 0 [item 1]');
		expect(error?.description).toBe('Correct "Max Retries" under Options, or the expression in it');
		expect(emulator.calls).toEqual([]);
	});

	test('options with expressions may be numbers and booleans as text', async () => {
		const { success } = await revoke({ maxRetries: '={{ "2" }}', verify: '={{ "false" }}', timeout: '={{ "5000" }}' });
		expect(success[0]?.json).toMatchObject({ groupId: GROUP, previousCode: null, rotated: true });
	});
});
