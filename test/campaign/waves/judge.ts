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
		...played.executions.flatMap((one) => [...judgeEnd(one), ...judgeLink(one, played)]),
		...played.removals.flatMap(({ id, at }) => judgeRemoval(personOf(played, id), at, played)),
		...judgeWaiting(played),
		...judgeLock(played),
		...judgeWords(played),
	];
}

const judgeEnd = ({ error }: Execution): string[] => unless(error === undefined, `an execution ended in the middle: ${error}`);

/** Without faults, the old link is dead within a second of the alarm. */
function judgeLink(execution: Execution, played: Played): string[] {
	if (!isAlarm(execution) || played.history.faults.length > 0 || isMuted(execution.startedAt, played)) return [];
	const took = timeToDeadLink(execution, played);
	return unless(took !== undefined && took <= 1_000, `the link was dead only ${took} ms after the alarm`);
}

function judgeRemoval(person: Person, at: number, played: Played): string[] {
	if (isRemovedByAnswer(at, played)) return [];
	const { isBot, how, id } = person;
	// Wawp's documented events do not say who was added alone. The trigger knows whom the node added.
	const isTold = how !== 'added by an admin' || played.history.eventMeaning === 'WAHA';
	return [
		...unless(played.history.settings.removeWithoutAsking, `${id} was removed, and nobody had said yes`),
		...unless(isBot || how === 'by link' || !isTold, `the friend ${id} was removed: ${how}`),
		...unless(isBot || isInAWave(person, played), `the friend ${id} was removed for an old join`),
	];
}

/** Each waiting person gets one link, and it is live. Without faults, an alarm is enough to get it. */
function judgeWaiting(played: Played): string[] {
	const { waiting, messages, executions, history } = played;
	const hasNewLink = history.faults.length === 0 && executions.some((one) => isAlarm(one) && !isMuted(one.startedAt, played));
	return waiting.flatMap(({ chatId }) => {
		const received = messages.filter((message) => message.chatId === chatId);
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

/** Whoever hears that the link may be alive also hears what became of the lock. */
function judgeLock({ messages, history }: Played): string[] {
	if (history.faults.some(({ on }) => on === 'sendText')) return [];
	const alive = messages.filter(({ message }) => /^\d+ people joined .*THE INVITE LINK/.test(message));
	const answers = messages.filter(({ message }) => /group (is|could not be) locked/.test(message));
	return unless(alive.length <= answers.length, 'the admins heard that the link may be alive, and nothing of a lock');
}

/** The messages and the log report only what was done. */
function judgeWords(played: Played): string[] {
	const { log, messages, rotations, removals, membersAtTheEnd } = played;
	const told = messages.filter(({ chatId }) => chatId === ADMIN_CHAT);
	const stayed = log.filter(({ outcome, participantId, updatedAt }) => {
		const { id, joinedAt } = personOf(played, participantId as string);
		return outcome === 'removed' && membersAtTheEnd.has(id) && joinedAt <= Date.parse(updatedAt as string);
	});
	return [
		...stayed.map(({ participantId }) => `the log says that ${participantId as string} was removed, who is still there`),
		...told.flatMap(({ message, at, live, isLocked }) => [
			...unless(
				!/^The invite link was revoked\./m.test(message) || rotations.some((one) => one.at <= at),
				'told as revoked, but it was not',
			),
			...unless(!message.includes('The group is locked') || isLocked, 'told as locked, but it was not'),
			...unless(!/The new link is/.test(message) || message.includes(live), 'the admins were told a dead link'),
			...unless(
				Number(/^(\d+) of \d+ people were removed/.exec(message)?.[1] ?? 0) <= removals.filter((one) => one.at <= at).length,
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
	const byAnswer = friends.filter(({ at }) => isRemovedByAnswer(at, played)).length;
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

const isYes = (choice: string | undefined): boolean => choice?.startsWith('Remove') ?? false;

const isRemovedByAnswer = (at: number, { executions }: Played): boolean =>
	executions.some(({ question }) => isYes(question?.choice) && question!.answeredAt <= at);

/** Whether the join is within the window of an alarm, or after an earlier alarm of its wave. */
function isInAWave({ joinedAt }: Person, { executions }: Played): boolean {
	return executions.filter(isAlarm).some(({ items }) => {
		const burst = items.find(({ event }) => event === 'joinBurst')!;
		const end = Date.parse(burst.timestamp as string);
		const waves = Number(burst.burstNumber) - 1;
		return joinedAt >= end - WINDOW_MS - waves * 2 * WINDOW_MS;
	});
}

const isMuted = (at: number, { executions }: Played): boolean =>
	executions.some(
		({ question }) =>
			question?.choice?.startsWith('These are friends') && question.answeredAt <= at && at <= question.answeredAt + MUTED_MS,
	);

/** Whether a message to the admins or the log names a person who joined. */
const isNamed = ({ id, lid, joinedAt }: Person, { log, messages }: Played): boolean =>
	log.some(
		({ participantId, wave }) =>
			(participantId === id || participantId === lid) && Date.parse((wave as string).split(',')[0]!) >= joinedAt,
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
	if (question && !isYes(question.choice)) return [];
	const from = question?.answeredAt ?? startedAt;
	const last = removals.filter(({ at }) => at >= from && at <= endedAt).at(-1);
	return last ? [last.at - from] : [];
}

const unless = (holds: boolean, promise: string): string[] => (holds ? [] : [promise]);
