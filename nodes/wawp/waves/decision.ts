import type { GroupId } from '../ids/groupId';
import type { ParticipantId } from '../ids/participantId';
import type { GuardSettings } from './guardSettings';
import { messageOf, toItems } from './lists';
import { removalsIn, type PersonRow } from './personRow';
import { choiceValue, LATER, SILENCE, undecided } from './question';
import type { StopResult } from './stopResult';

/** The answer of the admins, or of the settings. */
export interface WaveAnswer {
	/** `nobody`: nobody answered in time, or nobody could be asked. */
	by: 'an admin' | 'the settings' | 'nobody';
	/** When it was given, in ms since 1970. */
	at: number;
	chosen: ReadonlySet<string>;
	/** Everybody whom the question names. */
	named: ReadonlySet<string>;
	/** Everybody whom the first message names as a guest. */
	guests: ReadonlySet<string>;
	/** Why the admins could not be asked. Empty: they were, or nothing was to be asked. */
	error: string;
}

/**
 * Reads the output of Ask Admins.
 *
 * @param value its items. The first one counts
 * @param now ms since 1970
 */
export function waveAnswerFrom(value: unknown, now: number): WaveAnswer {
	const [item] = toItems(value, 'Answer');
	const { chosen, notChosen, guests, answeredAt, withoutAsking, messageError, error } = item ?? {};
	const at = typeof answeredAt === 'string' ? Date.parse(answeredAt) : NaN;
	const isAnswered = !Number.isNaN(at);
	const by = isAnswered ? 'an admin' : withoutAsking === true ? 'the settings' : 'nobody';
	return {
		by,
		at: isAnswered ? at : now,
		chosen: new Set(by === 'nobody' ? [] : textsIn(chosen)),
		named: new Set([...textsIn(chosen), ...textsIn(notChosen)].filter((value) => value !== LATER && value !== SILENCE)),
		guests: new Set(textsIn(guests)),
		// Beside an answer, it is the error of an earlier node.
		error: messageOf(chosen === undefined ? error : messageError),
	};
}

const textsIn = (value: unknown): string[] =>
	Array.isArray(value) ? (value as unknown[]).filter((one): one is string => typeof one === 'string') : [];

/** What an answer means for the wave of one group. */
export interface GroupDecision {
	groupId: GroupId;
	waveId: string;
	remove: ParticipantId[];
	/** Who stays, because the answer says so. */
	keep: ParticipantId[];
	guests: ParticipantId[];
	/** About whom nobody has decided: whom the question does not name, and who is not part of the answer. */
	open: ParticipantId[];
	/** Whether the group is to raise no alarm for some time. */
	isSilenced: boolean;
}

/**
 * Applies an answer to exactly the people whom it is about: those whom the question names and, if "everybody else" is chosen, those who joined
 * before the answer, unless they are more than the question names. A question about one late joiner cannot decide about 55.
 *
 * @param rows of the table, read after the answer
 * @param settings how many people may be removed without a question
 * @param isGuest whether somebody is expected in the group
 */
export function decide(
	stops: readonly StopResult[],
	rows: readonly PersonRow[],
	answer: WaveAnswer,
	limits: Limits,
	isGuest: (groupId: GroupId, id: ParticipantId) => boolean,
): GroupDecision[] {
	const groups = stops.filter(({ act }) => act === 'answer').map((stop) => peopleOf(stop, rows, answer, isGuest));
	const inAll = groups.reduce((sum, { asked, later }) => sum + asked.length + later.length, 0);
	return groups.map((group) => decideGroup(group, answer, isWithinLimits(group, inAll, rows, answer, limits)));
}

type Limits = Pick<GuardSettings, 'removeAtMost' | 'removeAtMostInAnHour'>;

/** The undecided people of a wave, by what the question and the answer have to do with them. */
interface WavePeople extends Pick<GroupDecision, 'groupId' | 'waveId' | 'guests'> {
	/** Whom the question names. */
	asked: ParticipantId[];
	/** Who joined before the answer, without being named. */
	later: ParticipantId[];
	/** Whom the question does not name. */
	others: ParticipantId[];
}

function peopleOf(
	stop: StopResult,
	rows: readonly PersonRow[],
	{ at, named, guests }: WaveAnswer,
	isGuest: (groupId: GroupId, id: ParticipantId) => boolean,
): WavePeople {
	const { groupId, waveId } = stop;
	const valueOf = (participantId: ParticipantId) => choiceValue({ groupId, participantId });
	const isNamed = (id: ParticipantId) => named.has(valueOf(id));
	const everybody = undecided(stop, rows);
	// Whom the question names was no guest then. The removal itself spares who has become one since.
	const people = everybody.filter((id) => !guests.has(valueOf(id)) && (isNamed(id) || !isGuest(groupId, id)));
	const others = people.filter((id) => !isNamed(id));
	return {
		groupId,
		waveId,
		asked: people.filter(isNamed),
		later: others.filter((id) => cameBefore(id, waveId, rows, at)),
		others,
		guests: everybody.filter((id) => !people.includes(id)),
	};
}

function decideGroup(
	{ groupId, waveId, asked, later, others, guests }: WavePeople,
	{ by, chosen }: WaveAnswer,
	isAllowed: boolean,
): GroupDecision {
	const isSilenced = chosen.has(SILENCE);
	const isAboutLater = by !== 'nobody' && (isSilenced || (chosen.has(LATER) && later.length <= asked.length && isAllowed));
	const isChosen = (participantId: ParticipantId) => chosen.has(choiceValue({ groupId, participantId }));
	const remove = isSilenced ? [] : [...asked.filter(isChosen), ...(isAboutLater ? later : [])];
	const covered = by === 'nobody' ? [] : [...asked, ...(isAboutLater ? later : [])];
	return {
		groupId,
		waveId,
		remove,
		keep: covered.filter((id) => !remove.includes(id)),
		guests,
		open: others.filter((id) => !covered.includes(id)),
		isSilenced,
	};
}

/** Without a time, nobody knows whether it was before. */
function cameBefore(id: ParticipantId, waveId: string, rows: readonly PersonRow[], at: number): boolean {
	const times = rows
		.filter((row) => row.waveId === waveId && row.participantId === id)
		.map(({ joinedAt }) => Date.parse(joinedAt));
	return times.length > 0 && times.every((time) => time <= at);
}

/** Whether the settings allow so many removals without a question. A person may answer as they like. @param inAll how many in all groups */
function isWithinLimits(
	{ waveId, asked, later }: WavePeople,
	inAll: number,
	rows: readonly PersonRow[],
	{ by, at }: WaveAnswer,
	{ removeAtMost, removeAtMostInAnHour }: Limits,
): boolean {
	if (by !== 'the settings') return true;
	const removals = removalsIn(rows, at);
	return (
		removals.ofWave(waveId) + asked.length + later.length <= removeAtMost && removals.inAnHour + inAll <= removeAtMostInAnHour
	);
}
