import { findInviteCode, inviteLink } from '../../../nodes/wawp/inviteCode/inviteCode';
import { readCodeCall, revokeCall } from '../../../nodes/wawp/inviteCode/inviteCodeCalls';
import { joinInfoCall, joinInfoFrom } from '../../../nodes/wawp/inviteCode/joinInfo';
import { failureKind } from '../../../nodes/wawp/outcome/failureKind';
import { isObject } from '../../../nodes/wawp/outcome/json';
import type { FactId } from '../../../test/support/emulator/facts';
import { jsonOf, textOf, type Exchange } from '../exchange';
import { needsAdmin, needsSession, type Check, type Kit } from '../kit';
import { keysOf } from '../shapes';
import { judge, mayBe, notSeen, type Finding } from '../verdict';

const REVOKE_FACTS: FactId[] = [
	'revokePath',
	'revokeResponse',
	'getResponse',
	'cachedReads',
	'status201',
	'codeBesideMessage',
	'noOpRevoke',
];
const TEXT_FACTS: FactId[] = ['bareText', 'fullLink'];
const JOIN_FACTS: FactId[] = ['joinInfo', 'joinInfoByLink', 'joinInfoShape'];

/** How long an engine may go on returning the old code. */
const STALE = 3_000;

const codeIn = (kit: Kit, exchange: Exchange) => findInviteCode(kit.outcome(exchange))?.code;

export const readCode: Check = {
	title: 'The invite code',
	facts: ['getPath', ...TEXT_FACTS, ...JOIN_FACTS],
	skip: needsSession,
	run: async (kit) => {
		const read = await kit.client.send(readCodeCall(kit.setup.groupId));
		const code = codeIn(kit, read);
		const findings = [judge('getPath', code !== undefined, kit.seen(read), code !== undefined), ...textFindings(kit, read)];
		return code === undefined ? findings : [...findings, ...(await lookUp(kit, code))];
	},
};

async function lookUp(kit: Kit, code: string): Promise<Finding[]> {
	const byCode = await kit.client.send(joinInfoCall(code));
	const byLink = await kit.client.send(joinInfoCall(inviteLink(code)));
	const group = joinInfoFrom(kit.outcome(byCode));
	const isSame = group?.id === kit.setup.groupId;
	return [
		judge(
			'joinInfo',
			isSame,
			group ? `The group of the code is ${isSame ? 'the right one' : 'another one'}` : kit.seen(byCode),
			isSame,
		),
		judge(
			'joinInfoByLink',
			joinInfoFrom(kit.outcome(byLink))?.id === kit.setup.groupId,
			byLink.response?.status === 200 ? '200' : kit.seen(byLink),
		),
		group
			? judge('joinInfoShape', group.size !== null, `The keys ${kit.keys(jsonOf(byCode))}`, group.participantCount !== null)
			: notSeen('joinInfoShape', 'The group could not be read'),
	];
}

function textFindings(kit: Kit, exchange: Exchange): Finding[] {
	const shape = shapeOf(exchange);
	const has = codeIn(kit, exchange) !== undefined;
	return [
		mayBe(
			'bareText',
			has && shape.form === 'text',
			`The code is unquoted text, ${exchange.response?.contentType ?? ''}`,
			'The code is JSON',
		),
		mayBe('fullLink', has && shape.isLink, 'The code is a full link', 'The code is bare'),
	];
}

interface Shape {
	form: 'empty' | 'text' | 'JSON';
	keys: string;
	isLink: boolean;
}

function shapeOf(exchange: Exchange): Shape {
	const text = textOf(exchange).trim();
	const value = jsonOf(exchange);
	const isLink = text.includes('chat.whatsapp.com');
	if (text === '') return { form: 'empty', keys: '', isLink };
	return value === undefined ? { form: 'text', keys: '', isLink } : { form: 'JSON', keys: keysOf(value), isLink };
}

const isDocumented = (exchange: Exchange): boolean => {
	const value = jsonOf(exchange);
	return exchange.response?.status === 200 && isObject(value) && typeof value.code === 'string' && !shapeOf(exchange).isLink;
};

/** Get, revoke, get. */
export const revoke: Check = {
	title: 'Revoke the invite code',
	facts: [...REVOKE_FACTS, ...TEXT_FACTS, 'joinInfoDead'],
	skip: needsAdmin,
	change: () => ({
		what: 'Revoke the invite code of the test group',
		afterwards: 'Its link stops working for good, and the group has a new one',
	}),
	run: async (kit) => {
		const { groupId } = kit.setup;
		const read = await kit.client.send(readCodeCall(groupId));
		const before = codeIn(kit, read);
		const revoked = await kit.client.send(revokeCall(groupId), { changes: true }).finally(() => {
			kit.undo.final('The invite code of the test group was revoked. The earlier link does not come back; share the new one');
		});
		const { read: after, wasOutdated } = await readUntilChanged(kit, before);
		const now = codeIn(kit, after);
		const returned = codeIn(kit, revoked);
		if (before === undefined || now === undefined)
			return [...REVOKE_FACTS.map((fact) => notSeen(fact, `The code could not be read: ${kit.seen(after)}`))];
		const isNew = now !== before;
		const seen = `${isNew ? 'The code changed' : 'THE CODE DID NOT CHANGE: the old link still works'}. Revoke returned ${kit.seen(revoked)}`;
		const value = jsonOf(revoked);
		return [
			// The parser also reads a code that did not change, which does not help.
			judge(
				'revokePath',
				isNew && (returned === undefined || returned === now),
				seen,
				returned === undefined ? false : isNew || undefined,
			),
			judge('revokeResponse', isDocumented(revoked), kit.seen(revoked), returned !== undefined),
			judge('getResponse', JSON.stringify(shapeOf(read)) === JSON.stringify(shapeOf(revoked)), kit.seen(read)),
			mayBe(
				'cachedReads',
				isNew && wasOutdated,
				`The first read after the revoke returned the old code, and ${STALE / 1_000} s later it did not`,
				'The first read after the revoke returned the code that is still read later',
			),
			mayBe('status201', revoked.response?.status === 201, '201', `The status is ${revoked.response?.status ?? 0}`),
			mayBe(
				'codeBesideMessage',
				isObject(value) && 'message' in value && returned !== undefined,
				`The keys ${kit.keys(value)}`,
				'No message',
			),
			mayBe(
				'noOpRevoke',
				!isNew && revoked.response?.status !== undefined && revoked.response.status < 300,
				seen,
				'The code changed',
			),
			...textFindings(kit, revoked),
			await deadCode(kit, isNew ? before : undefined),
		];
	},
};

/** An engine may answer from its memory for a moment. */
async function readUntilChanged(kit: Kit, before: string | undefined): Promise<{ read: Exchange; wasOutdated: boolean }> {
	const read = await kit.client.send(readCodeCall(kit.setup.groupId));
	if (codeIn(kit, read) !== before) return { read, wasOutdated: false };
	await kit.pause(STALE);
	return { read: await kit.client.send(readCodeCall(kit.setup.groupId)), wasOutdated: true };
}

async function deadCode(kit: Kit, code: string | undefined): Promise<Finding> {
	if (code === undefined) return notSeen('joinInfoDead', 'No code was revoked');
	const dead = await kit.client.send(joinInfoCall(code));
	const text = textOf(dead);
	const isRefused = !joinInfoFrom(kit.outcome(dead));
	const isUnderstood = ['noSuchGroup', 'notAdmin', 'notFound', 'refusedByWhatsApp'].includes(failureKind(kit.outcome(dead)));
	return judge(
		'joinInfoDead',
		isRefused && /item-not-found|\bgone\b|not-acceptable/.test(text),
		isRefused ? kit.seen(dead) : 'THE OLD CODE STILL WORKS',
		isRefused && isUnderstood,
	);
}
