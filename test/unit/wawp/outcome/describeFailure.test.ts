import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { describeFailure } from '../../../../nodes/wawp/outcome/describeFailure';
import { WawpFailure } from '../../../../nodes/wawp/outcome/wawpFailure';
import { outcomes } from '../../../support/failures';
import { response, noResponse } from '../../../support/outcomes';

const GROUP = '120363000000000001@g.us';

describe('the explanation', () => {
	test.each(outcomes)('names the group, avoids alarming words and has a next step: %j, %s', (outcome, kind) => {
		const failure = describeFailure(outcome, { doing: 'revoke the invite code', groupId: GROUP });
		expect(failure).toBeInstanceOf(WawpFailure);
		expect(failure.kind).toBe(kind);
		expect(failure.message).toMatch(/^Could not revoke the invite code of group 120363000000000001@g\.us: \S/);
		expect(failure.message).not.toMatch(/error|problem|failure|mistake|undefined|\.$/i);
		const [advice] = failure.nextStep.split(' Response from Wawp: ');
		expect(advice).toMatch(/^[A-Z].{20}/);
		expect(advice).not.toMatch(/error|problem|failure|mistake|undefined/i);
	});

	test('differs for each cause', () => {
		const texts = new Map(
			outcomes.map(([outcome, kind]) => {
				const { message, nextStep } = describeFailure(outcome, { doing: 'read the invite code' });
				return [kind, [message, nextStep.replace(/\. Response from Wawp: .*$/, '')]] as const;
			}),
		);
		expect(texts.size).toBe(21);
		expect(new Set(Array.from(texts.values(), ([message]) => message)).size).toBe(21);
		expect(new Set(Array.from(texts.values(), ([, nextStep]) => nextStep)).size).toBe(21);
	});

	test.each(outcomes)('advises to move the credentials only where they are the cause: %j, %s', (outcome, kind) => {
		const { nextStep } = describeFailure(outcome, { doing: 'revoke the invite code', groupId: GROUP });
		expect(nextStep.includes('Send Credentials In')).toBe(kind === 'badToken' || kind === 'missingCredentials');
	});

	test('names no group if the context has none', () => {
		expect(describeFailure(response('', 401), { doing: 'list the groups' }).message).toBe(
			'Could not list the groups: Wawp did not accept the access token',
		);
	});

	test('contains "canceled", which n8n needs to keep the status of a stopped run', () => {
		expect(describeFailure(noResponse('canceled', false), { doing: 'list the groups' }).message).toContain('canceled');
	});

	test.each([
		[response('', 502), 502],
		[response('undefined', 200), 200],
		[noResponse('timeout', true), undefined],
	])('includes the HTTP status if there was one: %j', (outcome, status) => {
		expect(describeFailure(outcome, { doing: 'list the groups' }).httpStatus).toBe(status);
	});
});

describe('the response from Wawp', () => {
	const quoteIn = (outcome: Outcome) =>
		describeFailure(outcome, { doing: 'list the groups' }).nextStep.split('. Response from Wawp: ')[1];

	test.each<[string, Outcome, string | undefined]>([
		['a name and a message', response({ code: 'invalid_session', message: 'Gone' }, 404), 'HTTP 404, "invalid_session: Gone"'],
		['a message', response({ message: 'Gone' }, 404), 'HTTP 404, "Gone"'],
		['bare text', response('Gone', 404), 'HTTP 404, "Gone"'],
		['a JSON text', response('"Gone"', 404), 'HTTP 404, "Gone"'],
		['multiple lines', response('Gone\r\n\tfor\n good', 404), 'HTTP 404, "Gone for good"'],
		['at most 200 characters', response('x'.repeat(201), 404), `HTTP 404, "${'x'.repeat(200)}…"`],
		['exactly 200 characters', response('x'.repeat(200), 404), `HTTP 404, "${'x'.repeat(200)}"`],
		['the word undefined', response('undefined', 200), 'HTTP 200, "undefined"'],
		['only the status of a page', response('<html>Gone</html>', 404), 'HTTP 404'],
		['only the status of an empty response', response('', 404), 'HTTP 404'],
		['only the status of a list', response([], 404), 'HTTP 404'],
		['nothing if there was no response', noResponse('timeout', true), undefined],
	])('is quoted: %s', (_name, outcome, quoted) => {
		expect(quoteIn(outcome)).toBe(quoted);
	});
});
