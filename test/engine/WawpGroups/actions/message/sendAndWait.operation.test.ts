import { ExecuteContext, WebhookContext } from 'n8n-core';
import { WAIT_INDEFINITELY, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { clock } from '../../../../../nodes/wawp/transport/clock';
import { Bench } from '../../../../support/engine/bench';
import { useFastClock } from '../../../../support/engine/fastClock';
import { locator } from '../../../../support/engine/runNode';
import { ask, type WaitingRun } from '../../../../support/engine/waitingRun';
import { leaks } from '../../../../support/leaks';

useFastClock();

const ADMIN = '201234567891@c.us';
const OTHER = '201234567892@c.us';
const TEAM = '120363000000000001@g.us';
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const PEOPLE = [
	{ value: 'a@c.us', label: '<b>Anna</b> & "Ben"' },
	{ value: 'c@c.us', label: 'Carl', checked: true },
];

const bench = new Bench('sendAndWait', 'message');

const asking = async (parameters: INodeParameters = {}, more: Partial<Parameters<typeof ask>[0]> = {}) =>
	await ask({
		parameters: { sendTo: locator('id', ADMIN), message: 'May I?', ...parameters },
		credential: bench.credential,
		...more,
	});

const choosing = (options: INodeParameters = {}): INodeParameters => ({
	responseType: 'choose',
	choices: '={{ $json.people }}',
	options: { choicesText: 'Whoever is checked is removed', ...options },
});

const received = () => bench.account.messages.map(({ chatId }) => chatId);

/** The link in the last message. */
const link = () => /https?:\/\/\S+/.exec(bench.account.messages.at(-1)!.message)![0];

const limit = (values: IDataObject): INodeParameters => ({
	options: {
		limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes', ...values } },
	},
});

const jsonOf = (items: Array<{ json: IDataObject }> | undefined) => items?.map(({ json }) => json);

describe('asking', () => {
	test('sends the question with a signed link, and lets the execution wait', async () => {
		const run = await asking({ options: { linkLabel: 'Decide here' } });
		expect(run.run.status).toBe('waiting');
		expect(run.waitTill).toEqual(WAIT_INDEFINITELY);
		expect(run.output('After')).toEqual([]);
		expect(bench.account.messages).toEqual([
			{ chatId: ADMIN, message: expect.stringMatching(/^May I\?\n\nDecide here: http/) as string },
		]);
		expect(link()).toMatch(/^http:\/\/localhost\/webhook-waiting\/1\/.*\?question=[0-9a-f-]{36}&signature=\w+$/);
	});

	test('items share one question', async () => {
		await asking({}, { input: [{ id: 1 }, { id: 2 }] });
		expect(received()).toEqual([ADMIN]);
	});

	test('more recipients get it, each once; it is enough to reach one of them', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 400 });
		const run = await asking({ options: { moreRecipients: `${TEAM}; +20 123 456 7892, ${OTHER}` } });
		expect(received()).toEqual([TEAM, OTHER]);
		expect(run.run.status).toBe('waiting');
	});

	test.each([
		['afterTimeInterval', { resumeAmount: 2, resumeUnit: 'hours' }, 7_200_000],
		['afterTimeInterval', { resumeAmount: '0.5', resumeUnit: 'days' }, 43_200_000],
	])('waits no longer than the limit', async (limitType, values, ms) => {
		const start = clock.now();
		const { waitTill } = await asking(limit({ limitType, ...values }));
		expect(waitTill!.getTime() - start).toBeGreaterThanOrEqual(ms);
		expect(waitTill!.getTime() - clock.now()).toBeLessThanOrEqual(ms);
	});

	test('waits until a time in the zone of the workflow', async () => {
		const { waitTill } = await asking(limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '2999-01-01T00:00:00Z' }));
		expect(waitTill!.toISOString()).toBe('2999-01-01T00:00:00.000Z');
	});
});

describe('nobody is asked twice, and no run waits in vain', () => {
	test.each<[string, object]>([
		['a dropped connection', { kind: 'drop', moment: 'after the change' }],
		['a refusal', { kind: 'status', status: 403 }],
		['an unreachable Wawp', { kind: 'status', status: 500 }],
	])('after %s, the run fails instead of waiting', async (_what, fault) => {
		bench.emulator.faults.plan(fault as never);
		const run = await asking();
		expect(run.run.status).toBe('error');
		expect(run.error!.message).toMatch(/^(?:Could not send the message|It is not known whether the message)/);
		expect((run.error as { description?: string }).description).toContain('The workflow does not wait for an answer');
	});

	test('Retry On Fail does not send again what may have been sent', async () => {
		bench.emulator.faults.plan({ kind: 'drop', moment: 'after the change' });
		const run = await asking({}, { settings: RETRY });
		expect(run.run.status).toBe('error');
		expect(bench.calls).toEqual(['sendText']);
	});

	test('Retry On Fail sends what was refused, and then waits', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 403 });
		const run = await asking({}, { settings: RETRY });
		expect(run.run.status).toBe('waiting');
		expect((await run.open(link())).html).toContain('May I?');
		expect(received()).toEqual([ADMIN]);
	});

	test('a link that an earlier try has sent still opens the question of the next one', async () => {
		// The first try fails after the message, for a reason of n8n.
		const wait = jest.spyOn(ExecuteContext.prototype, 'putExecutionToWait').mockRejectedValueOnce(new Error('no database'));
		const run = await asking({}, { settings: RETRY });
		expect(wait).toHaveBeenCalledTimes(2);
		wait.mockRestore();
		expect(received()).toEqual([ADMIN]);
		expect(run.run.status).toBe('waiting');
		expect((await run.open(link())).status).toBe(200);
	});

	test('with On Error: Continue, each item gets the error', async () => {
		bench.emulator.faults.plan({ kind: 'status', status: 403 });
		const run = await asking({}, { settings: { onError: 'continueRegularOutput' }, input: [{ id: 1 }, { id: 2 }] });
		expect(jsonOf(run.output('After'))).toEqual(
			[0, 1].map((item) => ({ error: expect.stringContaining(`[item ${item}]`) as string })),
		);
	});
});

test('an error hides a secret that was typed into a field, and names the right one', async () => {
	const { accessToken } = bench.account;
	const run = await asking({ options: { moreRecipients: accessToken } });
	expect(run.error!.message).toContain('is not a contact');
	expect((run.error as { description?: string }).description).toContain('Correct "More Recipients" under Options');
	// The error also has the node with its parameters, as the user saved them.
	expect(run.error!.message).not.toContain(accessToken);
	expect((await asking({ sendTo: locator('id', accessToken) })).error!.message).not.toContain(accessToken);
});

describe('bad input sends nothing', () => {
	test.each<[string, INodeParameters, string]>([
		['an empty message', { message: '={{ $json.nothing }}' }, 'The message is empty'],
		['a message that is too long with the link', { message: 'x'.repeat(4_090) }, 'Wawp accepts at most 4,096'],
		['choices that are no list', { responseType: 'choose', choices: '={{ $json.nothing }}' }, 'is not a list of choices'],
		['another recipient that is none', { options: { moreRecipients: 'bob' } }, '"bob" is not a contact'],
		['a time that is over', limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01' }), 'is over'],
		['no time', limit({ limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' }), '"Max Date and Time" is no time'],
		['an unknown unit', limit({ resumeUnit: 'weeks' }), '"Unit" must be minutes, hours or days'],
		['an answer that is none', limit({ answerThen: 'maybe' }), '"maybe" cannot be the answer'],
		['an unknown response type', { responseType: 'dance' }, 'There is no response type "dance"'],
	])('%s', async (_what, parameters, message) => {
		const run = await asking(parameters);
		expect(run.error!.message).toContain(message);
		expect(bench.calls).toEqual([]);
	});
});

test('behind a public address with a path, where n8n refuses signed links, nothing is sent', async () => {
	const run = await asking({}, { n8nUrl: 'https://example.org/team/n8n' });
	expect(run.error!.message).toContain(
		'n8n would refuse the link of the question, because its public address has a path: team/n8n',
	);
	expect(bench.calls).toEqual([]);
});

describe('the page', () => {
	test('shows the question and one or two buttons, and decides nothing by being opened', async () => {
		const run = await asking({
			approvalOptions: { values: { approvalType: 'double', approveLabel: 'Remove', disapproveLabel: 'Leave' } },
		});
		for (let times = 0; times < 3; times++) {
			const { status, html, headers } = await run.open(link());
			expect(status).toBe(200);
			expect(html).toMatch(/value="approve">Remove<.*value="decline" class="plain">Leave</s);
			expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Content-Type': 'text/html; charset=utf-8' });
		}
		expect((await run.answer(link(), { answer: 'approve' })).items).toHaveLength(1);
	});

	test('escapes every text', async () => {
		const run = await asking({ ...choosing(), message: '<script>alert("1")</script>' }, { input: [{ people: PEOPLE }] });
		const { html } = await run.open(link());
		expect(html).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;');
		expect(html).toContain('&#60;b&#62;Anna&#60;/b&#62; &#38; &#34;Ben&#34;');
		expect(html).toContain('name="choice" value="1" checked');
		expect(html).not.toMatch(/https?:/);
	});

	test('has the credentials nowhere', async () => {
		const run = await asking();
		expect(leaks([await run.open(link()), run.run], bench.secrets)).toBe(false);
	});

	test('that cannot be shown decides nothing either', async () => {
		const run = await asking();
		const evaluate = jest.spyOn(WebhookContext.prototype, 'evaluateExpression').mockImplementation(() => {
			throw new Error('no expressions');
		});
		expect(await run.open(link())).toMatchObject({ status: 500, html: expect.stringContaining('see the n8n log') as string });
		expect((await run.answer(link(), { answer: 'approve' })).items).toBeUndefined();
		evaluate.mockRestore();
		expect((await run.answer(link(), { answer: 'approve' })).items).toHaveLength(1);
	});

	test('a link of an earlier question opens no other one', async () => {
		await asking();
		const earlier = link();
		const run = await asking();
		expect(await run.open(earlier)).toMatchObject({
			status: 410,
			html: expect.stringContaining('can no longer be answered') as string,
		});
		expect(await run.answer(earlier, { answer: 'approve' })).toMatchObject({ status: 410, items: undefined });
	});

	test('what is no answer shows the page again, and the execution waits on', async () => {
		const run = await asking({ responseType: 'freeText' });
		expect(await run.answer(link(), { answer: ' ' })).toMatchObject({
			status: 400,
			html: expect.stringContaining('This is no answer yet.') as string,
			items: undefined,
		});
		expect(jsonOf((await run.answer(link(), { answer: 'Yes' })).items)).toMatchObject([{ answer: 'Yes' }]);
	});
});

describe('the answer', () => {
	const at = { answeredAt: expect.stringMatching(/^\d{4}-.*Z$/) as string, timedOut: false };

	/** Asks with a question of each type, answers, and returns what the next node gets. */
	const answered = async (
		parameters: INodeParameters,
		body: IDataObject,
		input: IDataObject[],
	): Promise<[WaitingRun, IDataObject[] | undefined, string]> => {
		const run = await asking(parameters, { input });
		const { items, html } = await run.answer(link(), body);
		return [run, jsonOf(items), html];
	};

	test('is added to the fields of every item, which stays paired', async () => {
		const run = await asking({}, { input: [{ id: 1 }, { id: 2, answer: 'old' }] });
		const { items, html } = await run.answer(link(), { answer: 'approve' });
		expect(items).toEqual([
			{ json: { id: 1, answer: true, approved: true, ...at }, pairedItem: { item: 0 } },
			{ json: { id: 2, answer: true, approved: true, ...at }, pairedItem: { item: 1 } },
		]);
		expect(html).toContain('Thank you. This is your answer:');
	});

	test('of choices: chosen and not chosen, even if the input has fields of these names', async () => {
		const input = [{ people: PEOPLE, chosen: ['x'], timedOut: true }];
		const [, items, html] = await answered(choosing(), { answer: 'choose', choice: ['1'] }, input);
		expect(items).toEqual([{ people: PEOPLE, answer: ['c@c.us'], chosen: ['c@c.us'], notChosen: ['a@c.us'], ...at }]);
		expect(html).toContain('Carl');
	});

	test('of a chain: the choices come from what an earlier question wrote', async () => {
		const parameters = { ...choosing(), choices: '={{ $json.chosen }}' };
		const [, items] = await answered(parameters, { answer: 'choose', choice: ['0'] }, [{ chosen: ['x', 'y'] }]);
		expect(items).toEqual([{ answer: ['x'], chosen: ['x'], notChosen: ['y'], ...at }]);
	});

	test('the node before keeps its own output', async () => {
		const [run] = await answered({}, { answer: 'approve' }, [{ id: 1 }]);
		expect(jsonOf(run.output('Trigger'))).toEqual([{ id: 1 }]);
	});
});

describe('without an answer in time', () => {
	const none = { answeredAt: null, timedOut: true };

	test('the items go on with the fields of a time-out', async () => {
		const run = await asking(limit({}), { input: [{ id: 1 }, { id: 2 }] });
		expect(await run.timeOut()).toEqual([
			{ json: { id: 1, answer: null, approved: false, ...none }, pairedItem: { item: 0 } },
			{ json: { id: 2, answer: null, approved: false, ...none }, pairedItem: { item: 1 } },
		]);
	});

	test('the answer that was set for this counts', async () => {
		const { options } = limit({ answerThen: 'c@c.us' }) as { options: INodeParameters };
		const run = await asking(choosing(options), { input: [{ people: PEOPLE }] });
		expect(jsonOf(await run.timeOut())).toMatchObject([
			{ answer: ['c@c.us'], chosen: ['c@c.us'], notChosen: ['a@c.us'], ...none },
		]);
	});
});
