import type { GroupDecision, WaveAnswer } from './decision';
import type { Guest } from './guests';
import type { GuardSettings } from './guardSettings';
import type { PersonOutcome } from './outcomes';
import { OUTCOMES, type PersonRow } from './personRow';
import { isSameChat, shownId, undecided, type WaveQuestion } from './question';
import type { StopResult } from './stopResult';

/** Wawp accepts 4,096 characters. The link of a question follows. */
const MAX_CHARACTERS = 3_500;

const MAX_NAMES = 40;

/** e.g. `1 person`, `5 people`. */
export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

function names(shown: readonly string[], most = MAX_NAMES): string[] {
	const more = shown.length - most;
	return [...shown.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** Cuts a text that is too long for a message, at the end of a line. @param last what must not be cut off */
export function fit(lines: readonly string[], last: readonly string[] = []): string {
	const [text, end] = [lines, last].map((some) => some.filter((line) => line !== '').join('\n')) as [string, string];
	const most = Math.max(0, MAX_CHARACTERS - end.length);
	if (text.length <= most) return [text, end].filter(Boolean).join('\n');
	const cut = text.slice(0, most);
	return [cut.slice(0, cut.lastIndexOf('\n')), '...', end].filter(Boolean).join('\n');
}

/** e.g. `12:00:05 GMT+02:00`, in the zone of the workflow. */
export function clockTime(iso: string, timeZone: string): string {
	const time = new Date(iso);
	if (Number.isNaN(time.getTime())) return '';
	const format = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone });
	const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'longOffset', timeZone });
	return `${format.format(time)} ${zone.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''}`.trim();
}

/** The first message about a wave: who joined, what was done, and what is to be decided. */
export function alarmText(
	stops: readonly StopResult[],
	rows: readonly PersonRow[],
	{ kind, guests, named, reason }: WaveQuestion,
	settings: GuardSettings,
	{ timeZone, problems }: { timeZone: string; problems: readonly string[] },
): string {
	const most = Math.max(3, Math.floor(MAX_NAMES / Math.max(1, stops.length)));
	return fit(
		stops.flatMap((stop) => alarmLines(stop, rows, guests, settings, { timeZone, most })),
		[
			...[...settings.problems, ...problems].map((problem) => `Careful: ${problem}.`),
			reason && `You are asked because of this: ${reason}`,
			nextLine(kind, named.length, stops, settings),
		],
	);
}

function alarmLines(
	stop: StopResult,
	rows: readonly PersonRow[],
	guests: readonly Guest[],
	settings: GuardSettings,
	{ timeZone, most }: { timeZone: string; most: number },
): string[] {
	const own = guests.filter(({ groupId }) => groupId === stop.groupId);
	const joined = (stop.act === 'again' ? stop.people : undecided(stop, rows)).filter(
		(id) => !own.some(({ participantId }) => participantId === id),
	);
	const burst = stop.burstNumber > 1 ? ` (burst ${stop.burstNumber} of this wave)` : '';
	const time = clockTime(stop.time, timeZone);
	return [
		`${people(joined.length)} joined ${stop.groupName}${time && `, the last at ${time}`}${burst}:`,
		...names(joined.map(shownId), most),
		...(own.length > 0 ? ['Guests, who are not touched:'] : []),
		...names(
			own.map(({ participantId, reason }) => `${shownId(participantId)} (${reason})`),
			most,
		),
		stop.isDoubtful ? 'The session was away before, so they may have joined earlier.' : '',
		linkLine(stop),
		lockLine(stop),
		isSameChat(stop.groupId, settings.adminChat)
			? 'This is the chat of the admins itself, so nobody is asked here. Choose in "Join Burst" the groups to guard, without this one.'
			: '',
	];
}

/** What is known about the link. */
export function linkLine({ act, link, verified, inviteLink, linkError, isNoAdmin }: StopResult): string {
	if (act === 'watch') return 'Watch only: the invite link was not revoked.';
	if (isNoAdmin) {
		return 'THE INVITE LINK IS STILL ALIVE: the account of this workflow is not an admin of the group. Reset the link on the phone, and make the account an admin.';
	}
	switch (link) {
		case 'revoked':
			return `${verified ? 'The invite link was revoked.' : 'Wawp says that the invite link was revoked, but n8n could not check that the old one is dead.'} The new link is ${inviteLink ?? 'not known'}`;
		case 'dead':
			return `The old invite link is dead, but the new one is not known. ${linkError}`;
		case 'unknown':
			return `THE INVITE LINK MAY STILL BE ALIVE. Reset it on the phone. ${linkError}`;
		case 'alive':
			return `THE INVITE LINK IS STILL ALIVE. Reset it on the phone. ${linkError}`;
		default:
			return '';
	}
}

/** What is known about the lock. */
export function lockLine({ lockState, lockError }: StopResult): string {
	switch (lockState) {
		case 'locked':
			return 'The group is locked until this is decided: only admins can send messages.';
		case 'lockedBefore':
			return 'Only admins could already send messages, and it stays that way.';
		case 'unknown':
			return `The group may be locked. Look at its settings. ${lockError}`;
		case 'failed':
			return `The group could not be locked. ${lockError}`;
		default:
			return '';
	}
}

function nextLine(kind: WaveQuestion['kind'], count: number, stops: readonly StopResult[], settings: GuardSettings): string {
	if (kind === 'remove') return `${count === 1 ? 'This person is' : `These ${count} people are`} being removed.`;
	if (kind === 'ask') {
		return `Nobody was removed yet. Choose who is to be removed, within ${settings.answerWithinMinutes} minutes. Without an answer, nobody is removed.`;
	}
	if (stops.every(({ act }) => act === 'watch')) return 'Watch only: nobody is asked, and nobody is removed.';
	if (stops.every(({ act }) => act === 'again'))
		return 'A question about this wave is still open. Its choice "everybody else" is about them.';
	return 'There is nobody to ask about.';
}

/** The last message about a wave: what was decided, and what became of everybody. */
export function reportText(
	stops: readonly StopResult[],
	decisions: readonly GroupDecision[],
	outcomes: readonly PersonOutcome[],
	answer: WaveAnswer,
	{ unlocked, failures }: { unlocked: readonly string[]; failures: readonly string[] },
): string {
	const lines = stops.flatMap((stop) => {
		const isOwn = (one: { groupId: string; waveId: string }) => one.groupId === stop.groupId && one.waveId === stop.waveId;
		const own = outcomes.filter(isOwn);
		const decision = decisions.find(isOwn);
		return decision ? groupLines(stop.groupName, decision, own, answer) : [];
	});
	const notTold = answer.by === 'nobody' ? 'The admins could not be asked.' : 'The first message could not be sent.';
	const text = fit([answer.error && `${notTold} ${answer.error}`, ...lines], [...failures, ...unlocked]);
	return text === '' ? `Nobody was asked about those who joined ${stops.map(({ groupName }) => groupName).join(', ')}.` : text;
}

function groupLines(
	groupName: string,
	{ remove, keep, open, isSilenced }: GroupDecision,
	own: readonly PersonOutcome[],
	{ by, named }: WaveAnswer,
): string[] {
	const removed = own.filter(({ outcome }) => outcome === OUTCOMES.removed);
	const rest = own.filter(({ participantId, outcome }) => remove.includes(participantId) && outcome !== OUTCOMES.removed);
	return [
		by === 'nobody' && named.size > 0 ? `Nobody answered in time. Nobody was removed from ${groupName}.` : '',
		remove.length > 0
			? `${removed.length} of ${people(remove.length)} ${remove.length === 1 ? 'was' : 'were'} removed from ${groupName}.`
			: '',
		...(rest.length > 0
			? ['NOT REMOVED:', ...rest.map(({ participantId, outcome }) => `${shownId(participantId)}: ${outcome}`)]
			: []),
		isSilenced
			? `You said that these are friends. Nobody was removed from ${groupName}, and it raises no alarm for 6 hours.`
			: keep.length > 0
				? `As you decided, ${people(keep.length)} ${keep.length === 1 ? 'stays' : 'stay'} in ${groupName}.`
				: '',
		...(open.length > 0
			? [
					`${open.length} more joined, about whom nobody has decided. They are still in ${groupName}:`,
					...names(open.map(shownId)),
				]
			: []),
	];
}
