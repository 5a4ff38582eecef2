import {
	NodeHelpers,
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { resources } from '../../../nodes/WawpGroups/actions/resources';
import { WawpGroups } from '../../../nodes/WawpGroups/WawpGroups.node.ts';
import { WawpGroupsTrigger } from '../../../nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.ts';
import { Bench, A } from '../../support/engine/bench';

const { description } = new WawpGroups();

type Described = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** All properties of the panel: fields, and the options inside them. */
const all = (properties: Described[]): Described[] =>
	properties.flatMap((property) => [property, ...all(('options' in property ? (property.options ?? []) : []) as Described[])]);

const fields = all(description.properties).filter(
	(property): property is INodeProperties => 'displayName' in property && 'type' in property,
);
const operations = resources.flatMap((resource) => resource.operations);

test('the names that workflows save match the contract', () => {
	expect(description).toMatchObject({ name: 'wawpGroups', displayName: 'Wawp Groups', version: 1, usableAsTool: true });
	expect(description.credentials).toEqual([{ name: 'wawpGroupsApi', required: true }]);
	expect(
		resources.map(({ value, operations: of, defaultOperation }) => [
			value,
			of.map((operation) => operation.value),
			defaultOperation,
		]),
	).toEqual([
		['account', ['getStatus'], 'getStatus'],
		[
			'group',
			['create', 'delete', 'get', 'getJoinInfo', 'getAll', 'join', 'leave', 'lock', 'refresh', 'unlock', 'update'],
			'getAll',
		],
		['inviteCode', ['get', 'revoke'], 'revoke'],
		['message', ['sendAndWait', 'send'], 'send'],
		['participant', ['add', 'demote', 'getAll', 'promote', 'remove'], 'getAll'],
		['wave', ['decide', 'sendAndWait', 'end', 'getPeople', 'invite', 'plan', 'stop'], 'plan'],
	]);
	expect(description.properties.find(({ name }) => name === 'resource')!.default).toBe('inviteCode');
});

test('the revoke options match the names and defaults of the contract', () => {
	const options = fields.find(({ name }) => name === 'options')!.options as INodeProperties[];
	expect(Object.fromEntries(options.map((option) => [option.name, option.default]))).toEqual({
		cooldownMinutes: 0,
		maxConcurrency: 5,
		maxRetries: 3,
		requestsPerMinute: 0,
		timeout: 30_000,
		verify: true,
	});
});

test('the group is selected from a searchable list by default, or entered by ID or link', () => {
	const locators = fields.filter(({ name }) => name === 'groupId');
	expect(locators).toHaveLength(operations.length - 15);
	for (const locator of locators) {
		expect(locator).toMatchObject({ type: 'resourceLocator', default: { mode: 'list', value: '' }, required: true });
		expect(locator.modes!.map(({ name }) => name)).toEqual(['list', 'id', 'link']);
		expect(locator.modes![0]!.typeOptions).toEqual({ searchListMethod: 'searchGroups', searchable: true });
	}
});

test('the recipient of a message is a group from the same list by default, a phone number, or an ID', () => {
	const locators = fields.filter(({ name }) => name === 'sendTo');
	expect(locators).toHaveLength(2);
	for (const locator of locators) {
		expect(locator).toMatchObject({ type: 'resourceLocator', default: { mode: 'list', value: '' }, required: true });
		expect(locator.modes!.map(({ displayName, name }) => [displayName, name])).toEqual([
			['From List', 'list'],
			['By Phone Number', 'phone'],
			['By ID', 'id'],
		]);
		expect(locator.modes![0]!.typeOptions).toEqual({ searchListMethod: 'searchGroups', searchable: true });
	}
});

describe('wording', () => {
	const SMALL = new Set(['by', 'in', 'of', 'to', 'for', 'and', 'per']);

	test.each(fields.filter(({ type }) => type !== 'notice').map(({ displayName, name }) => [displayName, name]))(
		'"%s" (%s) is in Title Case',
		(displayName) => {
			const words = displayName.split(' ').filter((word) => !SMALL.has(word));
			expect(words.filter((word) => !/^\(?[A-Z]/.test(word))).toEqual([]);
		},
	);

	test.each(fields.filter(({ type }) => type === 'boolean').map(({ description: text, name }) => [name, text]))(
		'the description of the boolean field %s begins with "Whether"',
		(_name, text) => {
			expect(text).toMatch(/^Whether /);
		},
	);

	test.each(operations.map(({ action, name }) => [name, action]))('the action of "%s" has no article: "%s"', (_name, action) => {
		expect(action).not.toMatch(/\b(?:a|an|the)\b/i);
		expect(action).toMatch(/^[A-Z][a-z]+(?: (?:[a-z]+|WhatsApp))+$/);
		// A model that uses the node as a tool reads nothing else.
		expect(action).toContain('WhatsApp');
	});

	test.each(operations.map(({ name, description: text }) => [name, text]))(
		'the description of "%s" adds information to its name',
		(name, text) => {
			expect(text.toLowerCase()).not.toBe(name.toLowerCase());
			expect(text.endsWith('.')).toBe(false);
		},
	);

	test.each(
		operations.filter(({ value }) => ['revoke', 'remove', 'promote'].includes(value)).map(({ description: text }) => text),
	)('the description of a change that cannot be taken back says what it means: "%s"', (text) => {
		expect(text).toMatch(/: /);
	});

	test('operations are in alphabetical order', () => {
		for (const { operations: of } of resources) {
			const names = of.map(({ name }) => name);
			expect(names).toEqual([...names].sort());
		}
	});
});

describe('the warning about a model that chooses the group', () => {
	const isShown = (operation: string, groupId: string, { asTool }: { asTool: boolean }) => {
		const type = { ...description, name: asTool ? 'wawpGroupsTool' : 'wawpGroups' };
		const resource = { revoke: 'inviteCode', leave: 'group', delete: 'group' }[operation] ?? 'participant';
		const parameters = { resource, operation, groupId: { __rl: true, mode: 'id', value: groupId } };
		return description.properties
			.filter(({ name }) => name === 'modelNotice')
			.some((notice) => NodeHelpers.displayParameter(parameters, notice, { typeVersion: 1 }, type));
	};
	const BY_MODEL = "={{ $fromAI('Group') }}";

	test.each(['revoke', 'remove', 'leave', 'delete'])('is shown for %s in a tool', (operation) => {
		expect(isShown(operation, BY_MODEL, { asTool: true })).toBe(true);
	});

	test.each(['add', 'promote', 'demote'])('is not shown for %s, which can be taken back', (operation) => {
		expect(isShown(operation, BY_MODEL, { asTool: true })).toBe(false);
	});

	test('is not shown for a fixed group, and not outside a tool', () => {
		expect(isShown('revoke', A, { asTool: true })).toBe(false);
		expect(isShown('revoke', BY_MODEL, { asTool: false })).toBe(false);
	});
});

test('the panel says of which operations Wawp does not document the call', () => {
	const noticed = description.properties
		.filter(({ name }) => name === 'undocumentedNotice')
		.map(({ displayOptions }) => [displayOptions!.show!.resource, displayOptions!.show!.operation]);
	const operationsOfGroup = ['create', 'delete', 'join', 'leave', 'lock', 'refresh', 'unlock', 'update'];
	expect(noticed).toEqual([
		...operationsOfGroup.map((operation) => [['group'], [operation]]),
		...['end', 'stop'].map((operation) => [['wave'], [operation]]),
	]);
});

describe('the subtitle on the canvas', () => {
	const subtitleOf = (parameters: INodeParameters, node: INodeTypeDescription = description) => {
		const workflow = new Workflow({
			nodes: [{ id: '1', name: 'Node', type: node.name, typeVersion: 1, position: [0, 0], parameters }],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => ({ description: node }),
				getByNameAndVersion: () => ({ description: node }),
				getKnownTypes: () => ({}),
			},
		});
		return workflow.expression.getSimpleParameterValue(workflow.getNode('Node')!, node.subtitle, 'internal', {});
	};

	test.each([
		['inviteCode', 'revoke', 'Revoke invite code'],
		['group', 'getAll', 'Get many groups'],
		['group', 'get', 'Get group'],
		['group', 'getJoinInfo', 'Get join info'],
		['group', 'lock', 'Lock group'],
		['group', 'unlock', 'Unlock group'],
		['participant', 'getAll', 'Get many participants'],
		['participant', 'add', 'Add participants'],
	])('names %s: %s in words', (resource, operation, words) => {
		expect(subtitleOf({ resource, operation })).toBe(words);
	});

	test('names every operation', () => {
		for (const { value: resource, operations: of } of resources) {
			for (const { value: operation } of of) expect(subtitleOf({ resource, operation })).toMatch(/^[A-Z][a-z]+ [a-z ]+$/);
		}
	});

	test.each([
		[['joinBurst'], 'Join burst'],
		[['memberJoined', 'joinBurst', 'memberLeft'], '3 events'],
		['memberLeft', 'Member left'],
	])('of the trigger names one event, or counts them: %j', (events, words) => {
		expect(subtitleOf({ events }, new WawpGroupsTrigger().description)).toBe(words);
	});
});

describe('an operation that only a newer version of the package has', () => {
	const bench = new Bench('vanish');
	const newer = new Bench('shield', 'community');

	test('is rejected with a readable message', async () => {
		const { error } = await bench.run();
		expect(error!.message).toBe('Wawp Groups has no operation "vanish" for "inviteCode" [item 0]');
		expect(error!.description).toContain('update the package n8n-nodes-wawp-groups');
	});

	test('is rejected for an unknown resource, too', async () => {
		const { error } = await newer.run();
		expect(error!.message).toBe('Wawp Groups has no resource "community" [item 0]');
	});

	test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'fails each item for an unknown resource, too: %s',
		async (onError) => {
			const { success, errorBranch } = await newer.run({ ids: [A, A], settings: { onError } });
			expect([...success, ...errorBranch].map(({ json }) => json.error)).toEqual([
				'Wawp Groups has no resource "community" [item 0]',
				'Wawp Groups has no resource "community" [item 1]',
			]);
		},
	);

	test('sends every item to the error branch, and none to the success branch', async () => {
		const { success, errorBranch } = await bench.run({ ids: [A, A], settings: { onError: 'continueErrorOutput' } });
		expect([success.length, errorBranch.length]).toEqual([0, 2]);
	});
});
