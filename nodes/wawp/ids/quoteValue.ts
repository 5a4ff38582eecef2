const QUOTED_CHARACTERS = 60;

/** What a parameter held, as the beginning of a sentence that refuses it; a long text is not repeated. */
export function quoteValue(value: unknown): string {
	if (value === null || value === undefined || value === '') return 'Nothing';
	if (Array.isArray(value)) return 'A list';
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return `A value of type ${typeof value}`;
	return value.length > QUOTED_CHARACTERS ? `A text of ${value.length} characters` : JSON.stringify(value);
}
