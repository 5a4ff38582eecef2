import { isWord, isWordLike, soundsLikeError } from '../../../../nodes/wawp/outcome/errorWords';

test.each([
	['abcdefghijklmnopqrstuv', true],
	['waiting-for-the-phone', true],
	['Pending', true],
	['ERR-401', true],
	['SCAN_QR_CODE', true],
	['1234567890', true],
	['AbCdEfGhIjKlMnOpQrSt12', false],
	['TheOldInviteCodeGroupA', false],
	['-pending_review~', true],
	['abc1-def', false],
])('%s: whether it consists of words and numbers', (text, expected) => {
	expect(isWordLike(text)).toBe(expected);
});

test.each([
	['not-authorized', true],
	['instance-not-connected', true],
	['TooManyRequests', true],
	['internalservererror', true],
	['Error500', true],
	['wawp_upstream_error', true],
	['Error5000', true],
	['e1rror', true],
	['--not__authorized~', true],
	['null-abcdefgh', true],
	['null-abcdefgh-ijkl', false],
	['ok', false],
	['bad-out', false],
	['not-err-bad', false],
	['abcd-efgh-null-ijklmnop', false],
	['abcdefghijklmnopqrstuv', false],
	['AbCdEfGhIjKlMnOpQrSt12', false],
])('%s: whether at least half of its words are those of an error or a status', (text, expected) => {
	expect(soundsLikeError(text)).toBe(expected);
});

test.each([
	['fifteen letters', 'a'.repeat(15), true],
	['sixteen letters', 'a'.repeat(16), false],
	['sixteen letters in words', 'abcdefg-ijklmnop', false],
	['a long error name', 'subscription_required', true],
	['a short code', 'NEW456DEF', false],
])('%s: whether it is a word rather than a code', (_what, text, expected) => {
	expect(isWord(text)).toBe(expected);
});
