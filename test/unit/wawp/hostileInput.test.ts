import fc from 'fast-check';
import { readDelivery } from '../../../nodes/wawp/events/delivery';
import { KnownPeople } from '../../../nodes/wawp/ids/knownPeople';
import { createdGroupFrom } from '../../../nodes/wawp/groups/createGroup';
import { groupFrom } from '../../../nodes/wawp/groups/groupDetails';
import { groupsFrom } from '../../../nodes/wawp/groups/groupList';
import { pictureUrlFrom } from '../../../nodes/wawp/groups/groupPicture';
import { toDescription, toSubject } from '../../../nodes/wawp/groups/groupTexts';
import { ownIdsFrom } from '../../../nodes/wawp/groups/ownAccount';
import { participantsFrom } from '../../../nodes/wawp/groups/participantList';
import { participantResultsFrom } from '../../../nodes/wawp/groups/participantResults';
import { adminsOnlyFrom } from '../../../nodes/wawp/groups/securitySettings';
import { toChatId } from '../../../nodes/wawp/ids/chatId';
import { toGroupId } from '../../../nodes/wawp/ids/groupId';
import { toParticipantId } from '../../../nodes/wawp/ids/participantId';
import { toParticipantIds } from '../../../nodes/wawp/ids/participantIds';
import { quoteValue } from '../../../nodes/wawp/ids/quoteValue';
import { callResult } from '../../../nodes/wawp/inviteCode/callResult';
import { codeFromText, inviteCodeFrom } from '../../../nodes/wawp/inviteCode/inviteCode';
import { joinInfoFrom } from '../../../nodes/wawp/inviteCode/joinInfo';
import { toMessageText } from '../../../nodes/wawp/messages/messageText';
import { sentMessageFrom } from '../../../nodes/wawp/messages/sentMessage';
import { isAccepted } from '../../../nodes/wawp/outcome/acceptedChange';
import { describeFailure } from '../../../nodes/wawp/outcome/describeFailure';
import { failureKind, readError } from '../../../nodes/wawp/outcome/failureKind';
import { isWordLike, soundsLikeError } from '../../../nodes/wawp/outcome/errorWords';
import { isErrorName } from '../../../nodes/wawp/outcome/errorEnvelope';
import { isPlainSuccess } from '../../../nodes/wawp/outcome/plainSuccess';
import { describeSessionFailure, describeWebhooksFailure } from '../../../nodes/wawp/session/describeStatusFailure';
import { sessionFrom } from '../../../nodes/wawp/session/session';
import { isStatus } from '../../../nodes/wawp/outcome/statusWord';
import { requestedWaitMs } from '../../../nodes/wawp/transport/requestedWait';
import { redactor } from '../../../nodes/wawp/transport/redaction';
import { isPublicAddress } from '../../../nodes/wawp/webhooks/publicAddress';
import { sameUrl, toWebhookUrl } from '../../../nodes/wawp/webhooks/webhook';
import { webhooksFrom } from '../../../nodes/wawp/webhooks/webhookList';
import { deleteVerdict, setVerdict } from '../../../nodes/wawp/webhooks/webhookVerdict';
import type { WawpResponse } from '../../../nodes/wawp/outcome/outcome';
import { response } from '../../support/outcomes';
import { expectProperty } from '../../support/property';

const GROUP = toGroupId('120363000000000001@g.us');
const PERSON = toParticipantId('201234567890@c.us')!;
const NOW = Date.parse('2026-11-22T12:00:00Z');

const readAsDelivery = (text: string) => readDelivery(text, { instanceId: 'a1b2c3d4e5f6', now: NOW, known: new KnownPeople() });

/** Everything that reads a response of Wawp. */
const RESPONSE_PARSERS: Record<string, (outcome: WawpResponse) => unknown> = {
	adminsOnlyFrom,
	callResult,
	createdGroupFrom,
	deleteVerdict,
	describeFailure: (outcome) => describeFailure(outcome, { doing: 'revoke the invite code', check: '' }),
	describeSessionFailure,
	describeWebhooksFailure: (outcome) => describeWebhooksFailure(outcome, 'WORKING'),
	failureKind,
	groupFrom: (outcome) => groupFrom(outcome, GROUP),
	groupsFrom,
	inviteCodeFrom,
	isAccepted,
	isPlainSuccess,
	joinInfoFrom,
	ownIdsFrom,
	participantResultsFrom: (outcome) => participantResultsFrom(outcome, 'add', [PERSON]),
	participantsFrom,
	pictureUrlFrom,
	readError,
	sentMessageFrom,
	sessionFrom,
	setVerdict,
	webhooksFrom,
};

/** Everything that reads a text which a person, another node or a header supplies. Some of it throws on purpose. */
const TEXT_PARSERS: Record<string, (text: string) => unknown> = {
	codeFromText,
	isErrorName,
	isPublicAddress,
	isStatus,
	isWordLike,
	quoteValue,
	readAsDelivery,
	redactor: redactor(['a1b2c3d4e5f6', 'wawp-token\\with"escapes/and spaces']),
	requestedWaitMs: (text) => requestedWaitMs({ statusCode: 429, headers: { 'ratelimit-reset': text } }, NOW),
	retryAfter: (text) => requestedWaitMs({ statusCode: 429, headers: { 'retry-after': text } }, NOW),
	sameUrl: (text) => sameUrl(text, 'https://n8n.example/webhook/1'),
	soundsLikeError,
	toChatId: (text) => toChatId(text),
	toDescription,
	toGroupId,
	toMessageText,
	toParticipantId,
	toParticipantIds,
	toSubject,
	toWebhookUrl,
};

const parsers = [
	...Object.entries(TEXT_PARSERS),
	...Object.entries(RESPONSE_PARSERS).map(
		([name, parse]) => [name, (text: string) => [200, 500].map((status) => parse(response(text, status)))] as const,
	),
];

/** Its refusal of a bad value is part of the answer. */
function outcomeOf(parse: () => unknown): unknown {
	try {
		return parse();
	} catch (error) {
		return error;
	}
}

describe('a hostile text of 100,000 characters costs less than a second', () => {
	const LENGTH = 100_000;
	const PIECES = [
		...['=', '[', '{', '"', '\\', '@', ' ', '\n', '0', '-', '+', '/', '%', '&', '<', '_', 'a', 'A', ',', '\u00e9', '\ud83d'],
		...['a_', '0-', '[{', '\\"', '%25', '%3a', '&#0', '&#x', '\\u00', 'http', 'https://', 'https://chat.whatsapp.com/', '@g.us'],
		...['1@', '0 ', 'a1b2c3', 'wawp-token', 'not ', 'error ', 'a b', '\r\n', '():'],
	];
	const texts = PIECES.map((piece) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH));
	const ENDS = ['', '!'];

	test.each(parsers)('%s', (_name, parse) => {
		const slow: string[] = [];
		for (const text of texts.flatMap((start) => ENDS.map((end) => start + end))) {
			const began = performance.now();
			outcomeOf(() => parse(text));
			const took = performance.now() - began;
			if (took > 1_000) slow.push(`${text.slice(0, 20)}...${text.slice(-6)}: ${Math.round(took)} ms`);
		}
		expect(slow).toEqual([]);
	});
});

describe('a body with __proto__, constructor and prototype as keys changes no prototype', () => {
	const KEYS = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'];
	/** The keys under which the parsers look for what they read. */
	const READ = [
		...[
			'data',
			'response',
			'result',
			'error',
			'exception',
			'groups',
			'group',
			'participants',
			'webhooks',
			'systemConfig',
			'config',
		],
		...['payload', '_data', 'me', 'metadata', 'id', '_serialized', 'status', 'message', 'code', 'inviteCode', 'url', 'events'],
		...[
			'event',
			'groupMetadata',
			'chatId',
			'type',
			'action',
			'active',
			'session',
			'120363000000000001@g.us',
			'201234567890@c.us',
		],
	];
	const leaf = fc.oneof(
		fc.constantFrom(GROUP, PERSON, 'group.v2.join', 'group.v2.update', 'NEW456DEF', 'polluted', 'https://n8n.example/webhook/1'),
		fc.constantFrom(true, false, null, 0, 200, 404),
	);
	/** As text, because an object literal with __proto__ has no such key, but parsed JSON has. */
	const hostileJson = fc.letrec<{ value: string; object: string }>((tie) => ({
		value: fc.oneof(
			{ depthSize: 'small' },
			leaf.map((value) => JSON.stringify(value)),
			tie('object'),
			fc.array(tie('value'), { maxLength: 3 }).map((entries) => `[${entries.join(',')}]`),
		),
		object: fc
			.array(fc.tuple(fc.constantFrom(...KEYS, ...READ), tie('value')), { minLength: 1, maxLength: 5 })
			.map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
	})).object;

	const BUILT_IN = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype, Object];
	const namesOf = () => BUILT_IN.map((owner) => Reflect.ownKeys(owner));

	/** The prototypes of everything reachable: plain parts must still be plain. */
	function strangePrototypes(value: unknown): unknown[] {
		if (typeof value !== 'object' || value === null || value instanceof Map || value instanceof Error) return [];
		const prototype: unknown = Object.getPrototypeOf(value);
		const isPlain = [Object.prototype, Array.prototype, null].includes(prototype as object | null);
		return [...(isPlain ? [] : [prototype]), ...Object.values(value).flatMap(strangePrototypes)];
	}

	test.each(parsers.filter(([name]) => name === 'readAsDelivery' || name in RESPONSE_PARSERS))('%s', (_name, parse) => {
		const before = namesOf();
		expectProperty(
			fc.property(hostileJson, (text) => {
				const result = parse(text);
				expect(namesOf()).toEqual(before);
				expect(strangePrototypes(result)).toEqual([]);
			}),
		);
	});

	test('an inherited name is no answer: a status named like a method stays unknown', () => {
		for (const name of KEYS) {
			expect(typeof failureKind(response({ error: name, message: name, status: name }, 500))).toBe('string');
			expect(sessionFrom(response({ status: name }))?.status).not.toBeInstanceOf(Function);
		}
	});
});
