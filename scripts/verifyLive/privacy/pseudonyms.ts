/** Names that are used again for the same value: made-up values of the same form. */
export class Pseudonyms {
	private readonly byKind = new Map<string, Map<string, string>>();
	/** All values that were replaced, with what stands for them. */
	private readonly known = new Map<string, string>();
	private readonly madeUp = new Set<string>();

	/**
	 * What stands for a value.
	 *
	 * @param make gets the number of values of this kind, this one included
	 * @param inTexts whether the value is also replaced where it is a part of a text
	 */
	of(kind: string, value: string, make: (number: number) => string, { inTexts = true } = {}): string {
		const values = this.byKind.get(kind) ?? new Map<string, string>();
		this.byKind.set(kind, values);
		const existing = values.get(value);
		if (inTexts && existing !== undefined) this.known.set(value, existing);
		if (existing !== undefined) return existing;
		const made = make(values.size + 1);
		values.set(value, made);
		if (inTexts) this.known.set(value, made);
		this.madeUp.add(made);
		return made;
	}

	has(kind: string, value: string): boolean {
		return this.byKind.get(kind)?.has(value) ?? false;
	}

	/** Whether a text already stands for something. */
	isMadeUp(text: string): boolean {
		return this.madeUp.has(text);
	}

	/** Replaces every known value in a text, the longest first. */
	replaceIn(text: string): string {
		const values = [...this.known].filter(([value]) => value.length >= MIN_LENGTH).sort(([a], [b]) => b.length - a.length);
		return values.reduce((replaced, [value, made]) => replaceAllForms(replaced, value, made), text);
	}
}

// Shorter values, such as a subject of two letters, would also replace parts of words.
const MIN_LENGTH = 3;

function replaceAllForms(text: string, value: string, made: string): string {
	const forms = new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]);
	return [...forms].reduce((replaced, form) => replaced.split(form).join(made), text);
}

const numbered = (number: number, digits: number) => String(number).padStart(digits, '0');

export const madeUp = {
	group: (number: number) => `12036300000000${numbered(number, 4)}@g.us`,
	oldGroup: (number: number) => `209900000000-1400000${numbered(number, 3)}@g.us`,
	phone: (number: number) => `2099000${numbered(number, 5)}`,
	lid: (number: number) => `90000000${numbered(number, 6)}`,
	digits: (length: number) => '17'.padEnd(length, '0'),
	text: (number: number) => `Text ${number}`,
	email: (number: number) => `person${number}@example.org`,
	/** Keeps the length and the kinds of characters. */
	code: (number: number, code: string) => {
		const marks = [...new Set(code.replace(/[A-Za-z0-9]/g, ''))].join('');
		const start = `Code${number}${/[a-z]/.test(code) ? 'x' : 'X'}`;
		return `${start}${marks}`.padEnd(code.length, /[a-z]/.test(code) ? 'x' : 'X').slice(0, Math.max(code.length, start.length));
	},
};
