/** Values that may stay in a report, because they are words of the API and of its engines. */
const WORDS = new Set(
	`WEBJS NOWEB GOWS c.us g.us lid s.whatsapp.net newsletter participant participants admin superadmin left success error ok fail failed failure
	true false null undefined invite add join leave promote demote remove create update linked_group_join link sha256 sha512 default
	Error TypeError Unauthorized Forbidden message rate-overlimit not-authorized forbidden item-not-found bad-request conflict gone
	internal-server-error no-op working stopped queued sent [hidden] WhatsApp Wawp Request Found Content Retry-After Not Text
	strict standard_policy unlimited`.split(/\s+/),
);

const FORMS = [
	// The status of a session, the name of an error, a small number.
	/^[A-Z]{2,}(?:_[A-Z]+)*$/,
	/^\d{1,4}$/,
	// Names of events.
	/^(?:group|session|message|engine)(?:\.[a-z0-9]+){1,4}$/,
];

export const isApiWord = (text: string): boolean => WORDS.has(text) || FORMS.some((form) => form.test(text));

/** Keys whose text Wawp wrote. It stays, apart from IDs and names in it. */
export const TEXT_KEYS = new Set(['message', 'error', 'errors', 'exception', 'reason', 'detail', 'details']);

/** Keys whose text people wrote. */
const PERSONAL_KEYS = /subject|name|desc|topic|notify|title|text|caption|owner|author|user|email/i;

/** Whether a person may have written the value of this key. */
export const isPersonal = (key: string): boolean => PERSONAL_KEYS.test(key);

/** Whether a text may be a word of the API that is not known yet, e.g. a type. It would garble every other text. */
export const isPlainWord = (text: string, key: string): boolean => /^[a-z]{1,12}$/.test(text) && !isPersonal(key);

/** Names of errors, as `code` or `name`. */
export const isErrorName = (text: string): boolean =>
	/^[a-z]+(?:[_-][a-z]+)+$/.test(text) || isErrorClass(text) || /^(?:success|error)$/.test(text);

/** Names of errors in JavaScript. */
export const isErrorClass = (text: string): boolean => /^(?:[A-Z][A-Za-z]*)?Error$/.test(text);

/** Names of people and groups in a text of Wawp: in another script, or in capitals within a sentence. */
export const NAMES_IN_TEXT = /(?<=[^\s.:!?]\s+)\p{Lu}\p{L}*\p{Ll}\p{L}*|[^\s\p{ASCII}][^\p{ASCII}]*/gu;

/** Names of fields. Everything else that is used as a key may be the name of a person. */
export const isFieldName = (key: string): boolean => /^_{0,2}[A-Za-z]\w{0,39}$/.test(key);
