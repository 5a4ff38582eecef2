import { LATER, SILENCE } from '../../../nodes/wawp/waves/question';
import { ADMIN_CHAT, type Execution, type Person, type Played } from './play';

const WINDOW_MS = 60_000;
/** How many joins within the window make a burst. */
export const THRESHOLD = 5;
/** The trigger ignores news that is older. */
const TOO_OLD_MS = WINDOW_MS + 600_000;
/** "Raise no alarm for this group for 6 hours". */
const MUTED_MS = 6 * 3_600_000;

/** The figures of one history. All times in ms. */
export interface Figures {
	alarms: number;
	/** Friends who were removed: because the admin said so, and without a question. */
	friendsRemovedByAnswer: number;
	friendsRemovedUnasked: number;
	/** Bots that joined in an attack above the threshold, while alarms were not switched off by an answer. */
	bots: number;
	/** Those of them whom no message or log names, and who are still there. */
	botsUnseen: number;
	/** The unseen ones whose join was too old to start anything when Wawp sent the news of it. */
	botsToldTooLate: number;
	botsRemoved: number;
	/** From each alarm to the dead link. */
	toDeadLink: number[];
	/** From an alarm or an answer to the removal of its last person. */
	toRemoval: number[];
}

/** @returns one sentence for each broken promise; empty if all promises hold */
export function judge(played: Played): string[] {
	return [
		...played.executions.flatMap((one) => [...judgeEnd(one, played), ...judgeLink(one, played)]),
		...played.removals.flatMap(({ id, at }) => judgeRemoval(personOf(played, id), at, played)),
		...judgeWaiting(played),
		...judgeLock(played),
		...judgeWords(played),
	];
}

/** An execution whose messages reach nobody is red. No other one is. */
const judgeEnd = ({ error }: Execution, { history }: Played): string[] =>
	unless(error === undefined || history.faults.some(({ on }) => on === 'sendText'), `an execution ended in the middle: ${error}`);

/** Without faults, the old link is dead within a second of the alarm. */
function judgeLink(execution: Execution, played: Played): string[] {
	if (!isAlarm(execution) || played.history.faults.length > 0 || isMuted(execution.startedAt, played)) return [];
	const took = timeToDeadLink(execution, played);
	return unless(took !== undefined && took <= 1_000, `the link was dead only ${took} ms after the alarm`);
}

/** Nobody is removed whom nobody chose, unless the settings say so; and then only who joined in a wave. */
function judgeRemoval(person: Person, at: number, played: Played): string[] {
	const { isBot, how, id } = person;
	if (how === 'from the waiting list') return [`${id} was removed, who is on the waiting list`];
	if (isChosen(person, at, played)) return [];
	// Wawp's documented events do not say who was added alone. The trigger knows whom the node added.
	const isTold = how !== 'added by an admin' || played.history.eventMeaning === 'WAHA';
	return [
		...unless(played.history.settings.removeWithoutAsking, `${id} was removed, and nobody had chosen them`),
		...unless(isBot || how === 'by link' || !isTold, `the friend ${id} was removed: ${how}`),
		...unless(isBot || isInAWave(person, played), `the friend ${id} was removed for an old join`),
	];
}

/** Whether an admin has chosen a person: by name, or as somebody who joined before the answer. */
function isChosen({ id, lid, joinedAt }: Person, at: number, { executions }: Played): boolean {
	return executions.some(({ question }) => {
		if (!question?.chosen || question.answeredAt > at) return false;
		const isThem = (value: string) => [id, lid].includes(value.split(' ')[1]!);
		if (question.named.some(isThem)) return question.chosen.some(isThem);
		return question.chosen.includes(LATER) && joinedAt <= question.answeredAt;
	});
}

/** Each waiting person gets one link, and it is live. Without faults, an alarm is enough to get it. */
function judgeWaiting(played: Played): string[] {
	const { waiting, messages, executions, history } = played;
	const hasNewLink = history.faults.length === 0 && executions.some((one) => isAlarm(one) && !isMuted(one.startedAt, played));
	return waiting.flatMap((chat) => {
		const received = messages.filter(({ chatId }) => chatId === chat);
		return [
			...unless(received.length <= 1, `a waiting person got ${received.length} messages`),
			...unless(!hasNewLink || received.length === 1, `a waiting person got no link`),
			...unless(
				received.every(({ message, live }) => message.includes(live)),
				'a waiting person got a dead link',
			),
		];
	});
}

/** When all is over, the group is as it was: open. Otherwise somebody hears it. */
function judgeLock({ messages, history, isLockedAtTheEnd }: Played): string[] {
	if (!isLockedAtTheEnd || history.faults.some(({ on }) => on === 'sendText')) return [];
	return unless(
		messages.some(({ message }) => /COULD NOT BE UNLOCKED|so it stays as it is now|could not check it/.test(message)),
		'the group stayed locked, and nobody heard it',
	);
}

/** The messages and the log report only what was done. */
function judgeWords(played: Played): string[] {
	const { table, messages, rotations, removals, membersAtTheEnd } = played;
	const told = messages.filter(({ chatId }) => chatId === ADMIN_CHAT);
	const stayed = table.filter(({ outcome, participantId, updatedAt }) => {
		if (outcome !== 'removed') return false;
		const { id, joinedAt } = personOf(played, participantId as string);
		return membersAtTheEnd.has(id) && joinedAt <= Date.parse(updatedAt as string);
	});
	return [
		...stayed.map(({ participantId }) => `the log says that ${participantId as string} was removed, who is still there`),
		...unless(!table.some(({ outcome }) => outcome === 'asked'), 'a question is over, and the log says that it is open'),
		...told.flatMap(({ message, at, live, isLocked }) => [
			...unless(
				!/^The invite link was revoked\./m.test(message) || rotations.some((one) => one.at <= at),
				'told as revoked, but it was not',
			),
			...unless(!message.includes('The group is locked until') || isLocked, 'told as locked, but it was not'),
			...unless(!/The new link is/.test(message) || message.includes(live), 'the admins were told a dead link'),
			...unless(
				Number(/^(\d+) of \d+ (?:person|people) (?:was|were) removed/m.exec(message)?.[1] ?? 0) <=
					removals.filter((one) => one.at <= at).length,
				'more people told as removed than were',
			),
		]),
	];
}

export function figuresOf(played: Played): Figures {
	const { executions, removals } = played;
	const alarms = executions.filter(isAlarm);
	const isRemoved = (bot: Person) => removals.some(({ id, at }) => id === bot.id && at >= bot.joinedAt);
	const friends = removals.filter(({ id }) => !personOf(played, id).isBot);
	const byAnswer = friends.filter(({ id, at }) => isChosen(personOf(played, id), at, played)).length;
	const bots = botsOfAttacks(played);
	const unseen = bots.filter((bot) => !isRemoved(bot) && !isNamed(bot, played));
	return {
		alarms: alarms.length,
		friendsRemovedByAnswer: byAnswer,
		friendsRemovedUnasked: friends.length - byAnswer,
		bots: bots.length,
		botsUnseen: unseen.length,
		botsToldTooLate: unseen.filter(({ joinedAt, sentAt }) => sentAt - joinedAt > TOO_OLD_MS).length,
		botsRemoved: bots.filter(isRemoved).length,
		toDeadLink: alarms.flatMap((alarm) => timeToDeadLink(alarm, played) ?? []),
		toRemoval: executions.flatMap((execution) => timeToRemoval(execution, played)),
	};
}

const isAlarm = ({ items }: Execution): boolean => items.some(({ event }) => event === 'joinBurst');

const personOf = ({ people }: Played, id: string): Person => people.find((person) => person.id === id || person.lid === id)!;

/** Whether the join is within the window of an alarm, or after an earlier alarm of its wave. */
function isInAWave({ joinedAt }: Person, { executions }: Played): boolean {
	return executions.filter(isAlarm).some(({ items }) => {
		const burst = items.find(({ event }) => event === 'joinBurst')!;
		const end = Date.parse(burst.timestamp as string);
		const waves = Number(burst.burstNumber) - 1;
		const window = Number(burst.windowSeconds) * 1_000;
		return joinedAt >= end - window - waves * 2 * window;
	});
}

const isMuted = (at: number, { executions }: Played): boolean =>
	executions.some(
		({ question }) => question?.chosen?.includes(SILENCE) && question.answeredAt <= at && at <= question.answeredAt + MUTED_MS,
	);

/** Whether a message to the admins or the log names a person who joined. */
const isNamed = ({ id, lid, joinedAt }: Person, { table, messages }: Played): boolean =>
	table.some(
		({ participantId, updatedAt }) =>
			(participantId === id || participantId === lid) && Date.parse(updatedAt as string) >= joinedAt,
	) ||
	messages.some(
		({ chatId, message, at }) =>
			chatId === ADMIN_CHAT && at >= joinedAt && [id, lid].some((name) => message.includes(name.split('@')[0]!)),
	);

/** The bots of an attack in which enough people joined by link within one window to be a wave, while alarms were on. */
function botsOfAttacks(played: Played): Person[] {
	const byLink = played.people.filter(({ how, joinedAt }) => how === 'by link' && !isMuted(joinedAt, played));
	const isWave = byLink.some((first, at) => (byLink[at + THRESHOLD - 1]?.joinedAt ?? Infinity) - first.joinedAt <= WINDOW_MS);
	return isWave ? byLink.filter(({ isBot }) => isBot) : [];
}

function timeToDeadLink({ startedAt }: Execution, { rotations }: Played): number | undefined {
	const next = rotations.find(({ at }) => at >= startedAt);
	return next && next.at - startedAt;
}

function timeToRemoval({ startedAt, endedAt, question }: Execution, { removals }: Played): number[] {
	if (question && !question.chosen) return [];
	const from = question?.answeredAt ?? startedAt;
	const last = removals.filter(({ at }) => at >= from && at <= endedAt).at(-1);
	return last ? [last.at - from] : [];
}

const unless = (holds: boolean, promise: string): string[] => (holds ? [] : [promise]);
