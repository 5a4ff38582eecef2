import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { describeFailure } from '../../../nodes/wawp/outcome/describeFailure';
import { WawpFailure } from '../../../nodes/wawp/outcome/wawpFailure';
import { toNodeError } from '../../../nodes/shared/nodeError';
import { redactor } from '../../../nodes/wawp/transport/redaction';
import { response, noResponse } from '../../support/outcomes';

const node: INode = {
	id: '1',
	name: 'Wawp Groups',
	type: 'n8n-nodes-wawp-groups.wawpGroups',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { wawpGroupsApi: { id: '1', name: 'Wawp account' } },
};
const TOKEN = 'emulated-access-token';
const INSTANCE = 'emulated0001';
const redact = redactor([TOKEN, INSTANCE]);

const groupId = '120363000000000001@g.us';
const unauthorized = describeFailure(response({ message: 'No' }, 401), { doing: 'read the invite code', groupId });
const badInput = new WawpFailure('badInput', '"x" is not a group ID', 'Enter the ID of a group');

describe('a failed call', () => {
	test('is an API error with message, next step, HTTP status and item', () => {
		const error = toNodeError(node, unauthorized, { redact, itemIndex: 2 });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: `Could not read the invite code of group ${groupId}: Wawp did not accept the access token [item 2]`,
			description: unauthorized.nextStep,
			httpCode: '401',
			context: { itemIndex: 2 },
			node,
		});
	});

	test('has no HTTP status if there was no response', () => {
		const error = toNodeError(node, describeFailure(noResponse('timeout', true), { doing: 'list the groups' }), { redact });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toHaveProperty('httpCode', null);
	});

	test.each([400, 401, 403, 404, 422, 429, 500, 502, 503, 504])('keeps its own message for HTTP %d', (status) => {
		const failure = describeFailure(response('', status), { doing: 'list the groups' });
		expect(toNodeError(node, failure, { redact })).toMatchObject({
			message: failure.message,
			description: failure.nextStep,
			httpCode: String(status),
		});
	});
});

describe('invalid input', () => {
	test('is an operation error with message, next step and item', () => {
		const error = toNodeError(node, badInput, { redact, itemIndex: 0 });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: '"x" is not a group ID [item 0]',
			description: 'Enter the ID of a group',
			context: { itemIndex: 0 },
		});
	});

	test('names no item if there is none', () => {
		const error = toNodeError(node, badInput, { redact });
		expect(error.message).toBe('"x" is not a group ID');
		expect(error.context.itemIndex).toBeUndefined();
	});
});

describe('an error that n8n threw', () => {
	test('is an operation error with the same message and description', () => {
		const thrown = new NodeOperationError(node, 'The expression is not valid', { description: 'Correct the expression' });
		const error = toNodeError(node, thrown, { redact, itemIndex: 1 });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).not.toBe(thrown);
		expect(error).toMatchObject({ message: 'The expression is not valid [item 1]', description: 'Correct the expression' });
	});

	test.each([
		['an error without description', new Error('No credential'), 'No credential'],
		['an error whose description is not text', Object.assign(new Error('No'), { description: { a: 1 } }), 'No'],
		['a text', 'something', 'something'],
		['undefined', undefined, 'undefined'],
	])('may be any value: %s', (_name, thrown, message) => {
		const error = toNodeError(node, thrown, { redact });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(message);
		expect(error.description ?? '').toBe('');
	});
});

test.each(['ECONNREFUSED', 'ENOENT', 'ETIMEDOUT', 'getaddrinfo ENOTFOUND', 'ECONNRESET'])(
	'a message that contains %s is kept, including its group',
	(word) => {
		for (const kind of ['badInput', 'unreachable'] as const) {
			const failure = new WawpFailure(kind, `Could not read ${word} of group ${groupId}`, 'Wait');
			expect(toNodeError(node, failure, { redact, itemIndex: 0 }).message).toBe(
				`Could not read ${word} of group ${groupId} [item 0]`,
			);
		}
	},
);

describe('the error contains no secret', () => {
	const everything = (error: Error): string => {
		const seen = new Set<unknown>();
		const texts: string[] = [];
		const walk = (value: unknown): void => {
			if (typeof value === 'string') texts.push(value);
			if (typeof value !== 'object' || value === null || seen.has(value)) return;
			seen.add(value);
			for (const key of Reflect.ownKeys(value)) walk(Reflect.get(value, key));
		};
		walk(error);
		return texts.join('\n');
	};

	const request = { url: `/v2/groups?access_token=${TOKEN}`, body: { access_token: TOKEN, instance_id: INSTANCE } };
	const axiosLike = Object.assign(new Error(`Request to ?access_token=${TOKEN} failed`), {
		config: request,
		description: `instance_id=${INSTANCE}`,
		response: { data: request },
		cause: Object.assign(new Error(TOKEN), { request }),
	});

	test.each<[string, unknown]>([
		['an error that contains the request', axiosLike],
		[
			'a failure that quotes the secrets',
			new WawpFailure('serverError', `No for ${TOKEN}`, `Response from Wawp: ${INSTANCE}`, 500),
		],
		['invalid input that quotes the secrets', new WawpFailure('badInput', `"${TOKEN}" is not a group ID`, `Not ${INSTANCE}`)],
		['a text', TOKEN],
		['an API error of n8n', new NodeApiError(node, { message: TOKEN, request, description: INSTANCE })],
	])('made from %s', (_name, thrown) => {
		const text = everything(toNodeError(node, thrown, { redact, itemIndex: 0 }));
		expect(text).toContain('[hidden]');
		expect(text).not.toContain(TOKEN);
		expect(text).not.toContain(INSTANCE);
	});
});
