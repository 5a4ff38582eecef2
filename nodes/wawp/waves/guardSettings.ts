import { badInput, WawpFailure } from '../outcome/wawpFailure';
import { quoteValue } from '../ids/quoteValue';
import type { ParticipantId } from '../ids/participantId';
import { toParticipantIds } from '../ids/participantIds';
import { textOf, toItems } from './lists';

/** How a group is guarded. */
export interface GuardSettings {
	/** As entered. */
	adminChat: string;
	/** Who is never removed. Undefined: an entry cannot be read, so nobody may be removed. */
	neverRemove: ParticipantId[] | undefined;
	removeWithoutAsking: boolean;
	/** How many people of one wave may be removed without a question. */
	removeAtMost: number;
	/** How many people of all groups may be removed without a question within an hour. */
	removeAtMostInAnHour: number;
	answerWithinMinutes: number;
	/** Whether to lock the group as long as the question is open. */
	lockGroup: boolean;
	/** Whether only to say what would be done. */
	watchOnly: boolean;
	/** What is wrong with the settings, in words. */
	problems: string[];
}

const NUMBERS = { removeAtMost: 50, removeAtMostInAnHour: 100, answerWithinMinutes: 60 };
const SWITCHES = { removeWithoutAsking: false, lockGroup: true, watchOnly: false };

/**
 * Reads the settings. A mistake in one of them must not silence an alarm: it is named in `problems`, and the careful value is used.
 *
 * @param value an object, or a list whose first entry counts
 * @throws WawpFailure of kind `badInput` if it is no object
 */
export function guardSettingsFrom(value: unknown): GuardSettings {
	const [settings] = toItems(value, 'Settings');
	if (!settings) throw badInput('"Settings" is empty', "Use an expression such as {{ $('Settings').first().json }}");
	const problems: string[] = [];
	const number = (name: keyof typeof NUMBERS, careful: number): number => {
		const entered = settings[name];
		const text = typeof entered === 'number' ? String(entered) : (entered ?? '');
		if (typeof text === 'string' && text.trim() === '') return NUMBERS[name];
		const read = typeof text === 'string' ? Number(text) : NaN;
		const isRight = read < Infinity && (name === 'answerWithinMinutes' ? read > 0 : read >= 0);
		if (isRight) return read;
		problems.push(`"${name}" is ${quoteValue(entered)}, which is no number that can be used`);
		return careful;
	};
	const isOn = (name: keyof typeof SWITCHES): boolean => {
		const entered = settings[name] ?? '';
		const word = typeof entered === 'string' ? entered.trim().toLowerCase() : entered;
		if (word === '') return SWITCHES[name];
		if (word === true || word === 'true') return true;
		if (word === false || word === 'false') return false;
		problems.push(`"${name}" is ${quoteValue(entered)}, neither true nor false`);
		return name === 'lockGroup';
	};
	const neverRemove = peopleIn(settings.neverRemove);
	if (neverRemove instanceof WawpFailure)
		problems.push(`"neverRemove" cannot be read, so nobody is removed: ${neverRemove.message}`);
	return {
		adminChat: textOf(settings.adminChat),
		neverRemove: neverRemove instanceof WawpFailure ? undefined : neverRemove,
		removeWithoutAsking: isOn('removeWithoutAsking'),
		removeAtMost: number('removeAtMost', 0),
		removeAtMostInAnHour: number('removeAtMostInAnHour', 0),
		answerWithinMinutes: number('answerWithinMinutes', NUMBERS.answerWithinMinutes),
		lockGroup: isOn('lockGroup'),
		watchOnly: isOn('watchOnly'),
		problems,
	};
}

function peopleIn(value: unknown): ParticipantId[] | WawpFailure {
	try {
		return toParticipantIds(value ?? '', 'neverRemove', { isRequired: false });
	} catch (error) {
		return error as WawpFailure;
	}
}
