import type { Outcome } from '../../../../nodes/wawp/outcome/outcome';
import { describeFailure } from '../../../../nodes/wawp/outcome/describeFailure';
import { WawpFailure } from '../../../../nodes/wawp/outcome/wawpFailure';
import { outcomes } from '../../../support/failures';
import { response, noResponse } from '../../../support/outcomes';

const GROUP = '120363000000000001@g.us';

describe('what a person reads', () => {
	test.each(outcomes)('names the group, is calm, and has a next step: %j, %s', (outcome, kind) => {
		const failure = describeFailure(outcome, { doing: 'revoke the invite code', groupId: GROUP });
		expect(failure).toBeInstanceOf(WawpFailure);
		expect(failure.kind).toBe(kind);
		expect(failure.message).toMatch(/^Could not revoke the invite code of group 120363000000000001@g\.us: \S/);
		expect(failure.message).not.toMatch(/error|problem|failure|mistake|undefined|\.$/i);
		const [advice] = failure.nextStep.split(' Wawp said: ');
		expect(advice).toMatch(/^[A-Z].{20}/);
		expect(advice).not.toMatch(/error|problem|failure|mistake|undefined/i);
	});

	test('has its own words for each cause', () => {
		const texts = new Map(
			outcomes.map(([outcome, kind]) => {
				const { message, nextStep } = describeFailure(outcome, { doing: 'read the invite code' });
				return [kind, [message, nextStep.replace(/\. Wawp said: .*$/, '')]] as const;
			}),
		);
		expect(texts.size).toBe(18);
		expect(new Set(Array.from(texts.values(), ([message]) => message)).size).toBe(18);
		expect(new Set(Array.from(texts.values(), ([, nextStep]) => nextStep)).size).toBe(18);
	});

	test('names no group where there is none', () => {
		expect(describeFailure(response('', 401), { doing: 'list the groups' }).message).toBe(
			'Could not list the groups: Wawp did not accept the access token',
		);
	});

	test('says "canceled", by which n8n keeps the status of a stopped run', () => {
		expect(describeFailure(noResponse('canceled', false), { doing: 'list the groups' }).message).toContain('canceled');
	});

	test.each([
		[response('', 502), 502],
		[response('undefined', 200), 200],
		[noResponse('timeout', true), undefined],
	])('comes with the HTTP status, where there was one: %j', (outcome, status) => {
		expect(describeFailure(outcome, { doing: 'list the groups' }).httpStatus).toBe(status);
	});
});

describe('what Wawp said', () => {
	const said = (outcome: Outcome) => describeFailure(outcome, { doing: 'list the groups' }).nextStep.split('. Wawp said: ')[1];

	test.each<[string, Outcome, string | undefined]>([
		['a name and a message', response({ code: 'invalid_session', message: 'Gone' }, 404), 'HTTP 404, "invalid_session: Gone"'],
		['a message', response({ message: 'Gone' }, 404), 'HTTP 404, "Gone"'],
		['bare text', response('Gone', 404), 'HTTP 404, "Gone"'],
		['a JSON text', response('"Gone"', 404), 'HTTP 404, "Gone"'],
		['several lines', response('Gone\r\n\tfor\n good', 404), 'HTTP 404, "Gone for good"'],
		['no more than 200 characters', response('x'.repeat(201), 404), `HTTP 404, "${'x'.repeat(200)}…"`],
		['just 200 characters', response('x'.repeat(200), 404), `HTTP 404, "${'x'.repeat(200)}"`],
		['the word undefined', response('undefined', 200), 'HTTP 200, "undefined"'],
		['only the status of a page', response('<html>Gone</html>', 404), 'HTTP 404'],
		['only the status of an empty answer', response('', 404), 'HTTP 404'],
		['only the status of a list', response([], 404), 'HTTP 404'],
		['nothing where nothing came', noResponse('timeout', true), undefined],
	])('is quoted: %s', (_name, outcome, quoted) => {
		expect(said(outcome)).toBe(quoted);
	});
});
