import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { readGroupId } from '../../../../nodes/shared/groupId.field';
import { eachItem } from '../../../../nodes/WawpGroups/actions/eachItem';

const GROUP = '120363000000000001@g.us';

/** The context of a run with one item for each value of the "Group" field, with a response for each request. */
function contextOf(values: unknown[], respond: () => unknown) {
	const request = jest.fn<Promise<unknown>, [string, IHttpRequestOptions]>(async () => await Promise.resolve().then(respond));
	const items = values.map(() => ({ json: {} }));
	const context = {
		continueOnFail: () => true,
		getCredentials: async () => await Promise.resolve({ instanceId: 'emulated0001', accessToken: 'emulated-access-token' }),
		getExecutionCancelSignal: () => undefined,
		getInputData: (_index?: number, type = 'main') => (type === 'main' ? items : []),
		getNode: () => ({ id: '1', name: 'Wawp Groups' }),
		getNodeParameter: (_name: string, itemIndex: number) => values[itemIndex],
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		helpers: { httpRequestWithAuthentication: request },
	} as unknown as IExecuteFunctions;
	return { context, codes: () => request.mock.calls.map(([, { qs }]) => qs?.code as unknown) };
}

const byLink = (value: string) => ({ __rl: true, mode: 'link', value });
const readGroups = async (context: IExecuteFunctions) =>
	await eachItem(context, async (_wawp, itemIndex) => ({ groupId: await readGroupId(context, itemIndex) }));

test('a task can read a group that is named by a link, and items with the same link share a request', async () => {
	const { context, codes } = contextOf([byLink('NEW456DEF'), GROUP, byLink('NEW456DEF')], () => ({
		statusCode: 200,
		headers: {},
		body: JSON.stringify({ id: GROUP }),
	}));
	const output = await readGroups(context);
	expect(output).toEqual([0, 1, 2].map((item) => ({ json: { groupId: GROUP }, pairedItem: { item } })));
	expect(codes()).toEqual(['NEW456DEF']);
});

test('items with the same dead link share a request, too', async () => {
	const { context, codes } = contextOf([byLink('OLD123ABC'), byLink('OLD123ABC')], () => ({
		statusCode: 404,
		headers: {},
		body: '{}',
	}));
	const output = await readGroups(context);
	expect(output.map(({ error }) => error?.message)).toEqual([
		expect.stringContaining('[item 0]'),
		expect.stringContaining('[item 1]'),
	]);
	expect(codes()).toEqual(['OLD123ABC']);
});
