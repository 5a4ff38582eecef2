/** Why a call or an input did not lead to a result. Decides the wording, and what may be tried again. */
export type FailureKind =
	| 'badInput'
	| 'badToken'
	| 'sessionMissing'
	| 'sessionNotWorking'
	| 'notAdmin'
	| 'notMember'
	| 'noSuchGroup'
	| 'notFound'
	| 'notAllowed'
	| 'planOrQuota'
	| 'rateLimited'
	| 'unsupported'
	| 'badRequest'
	| 'cancelled'
	| 'serverTrouble'
	| 'unreachable'
	| 'noAnswer'
	| 'redirected'
	| 'unreadable';

/** What happened (`message`) and what the person can do next (`nextStep`). Holds nothing secret. */
export class WawpFailure extends Error {
	override readonly name = 'WawpFailure';

	/**
	 * @param kind    the cause, as far as it is known
	 * @param message one sentence without a full stop: what happened, and to which group
	 * @param nextStep one or two sentences: what to do about it
	 * @param httpStatus of the answer, where there was one
	 */
	constructor(
		readonly kind: FailureKind,
		message: string,
		readonly nextStep: string,
		readonly httpStatus?: number,
	) {
		super(message);
	}
}
