import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { until } from '../../../../nodes/wawp/transport/response';

const head = (body: Readable) => ({ statusCode: 200, headers: {}, body });

test.each([
	['a response', async () => await Promise.resolve(head(Readable.from([])))],
	['a failed request', async () => await Promise.reject(new Error('dropped'))],
])('after %s, the deadline no longer refers to it: it lasts longer, and would keep it in memory', async (_what, send) => {
	const deadline = AbortSignal.timeout(60_000);
	const sent = until(deadline, send());
	expect(getEventListeners(deadline, 'abort')).toHaveLength(1);
	await Promise.allSettled([sent]);
	expect(getEventListeners(deadline, 'abort')).toEqual([]);
});

test('a response that comes after the deadline is dropped', async () => {
	const controller = new AbortController();
	const body = Readable.from(['late']);
	let respond = (): void => undefined;
	const response = new Promise<ReturnType<typeof head>>((resolve) => {
		respond = () => {
			resolve(head(body));
		};
	});
	const sent = until(controller.signal, response);
	controller.abort(new Error('timeout'));
	await expect(sent).rejects.toThrow('timeout');
	respond();
	await response;
	expect(body.destroyed).toBe(true);
});
