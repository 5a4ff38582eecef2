/**
 * Words of error names and statuses: those of Wawp (documented or seen in public code), of WhatsApp, WAHA's session statuses, and
 * what gateways and proxies say.
 */
const WORDS = new Set(
	`accepted account again already authenticated authorized bad banned blocked canceled cancelled closed confirmation
	conflict connected connection created denied disabled disconnected done down err error errors exceeded exception exists
	expired failed failure fatal forbidden found gateway group instance insufficient internal invalid item later limit
	limited linked loading logged login logout maintenance many member message method missing network no not null offline ok
	online out overlimit param parameter passkey pending permission permitted plan please processing progress proxy qr
	queued quota rate reached ready refused rejected remote request requests required resource response retry revoked scan
	server service session starting status stopped subscription success supported system temporarily timed timeout token
	true try type unauthorized unavailable undefined unknown unlinked unsupported upstream user waiting wawp whatsapp
	working wrong`.split(/\s+/),
);

/** The shortest code that was seen in public has 16 characters. */
const MIN_CODE_LENGTH = 16;

/** Words inside a longer one, e.g. `internalservererror`. */
const GLUED = /error|invalid|server|session|unauthor|unavailable|connect|expired|notfound|timeout|forbidden/;

const segmentsOf = (text: string) => text.match(/[^-_~]+/g) ?? [];

/** Whether a text consists of words or numbers: every part between hyphens and underscores is in one case, or digits alone. */
export const isWordLike = (text: string): boolean =>
	segmentsOf(text).every((segment) => /^(?:[A-Z]?[a-z]+|[A-Z]+|\d+)$/.test(segment));

/**
 * Whether at least half of the words in a text are those of an error or a status, e.g. `not-authorized`, `TooManyRequests`. A code
 * contains them only by chance.
 */
export function soundsLikeError(text: string): boolean {
	const segments = segmentsOf(text.replace(/([a-z])(?=[A-Z])/g, '$1-')).map((segment) =>
		segment.toLowerCase().replace(/\d/g, ''),
	);
	const known = segments.filter((segment) => WORDS.has(segment) || GLUED.test(segment));
	return known.some(({ length }) => length > 3) && known.length * 2 >= segments.length;
}

/** Whether a text is a word, a name or a number rather than a code. */
export const isWord = (text: string): boolean => soundsLikeError(text) || (isWordLike(text) && text.length < MIN_CODE_LENGTH);
