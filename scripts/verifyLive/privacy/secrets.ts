import { HIDDEN, redactor, type Redact } from '../../../nodes/wawp/transport/redaction';

/**
 * Hides secrets in text that leaves the kit: in every encoding that the node's own redaction knows, and also in the middle of longer
 * base64 and as hexadecimal digits.
 */
export function hideSecrets(secrets: readonly string[]): Redact {
	const redact = redactor(secrets);
	const patterns = secrets
		.filter(({ length }) => length >= MIN_LENGTH)
		.flatMap((secret) => [hexOf(secret), ...base64Forms(secret)]);
	if (patterns.length === 0) return redact;
	const expression = new RegExp(patterns.join('|'), 'g');
	return (text) => redact(text).replace(expression, HIDDEN);
}

// Less than this has forms of a few characters, which would match by chance.
const MIN_LENGTH = 6;

const hexOf = (secret: string) => {
	const hex = Buffer.from(secret).toString('hex');
	return `${hex}|${hex.toUpperCase()}`;
};

/** In base64, a secret looks different at each of three offsets. Its first and last characters also depend on its neighbours. */
function base64Forms(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].map((offset) => {
		const all = Buffer.concat([Buffer.alloc(offset), bytes])
			.toString('base64')
			.replace(/=+$/, '');
		const certain = all.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
		return certain.replaceAll('+', '[+-]').replaceAll('/', '[/_]');
	});
}
