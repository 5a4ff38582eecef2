import type { CallFailureKind } from './wawpFailure';

/**
 * Texts that identify the cause under any status, in lower case: WhatsApp's refusals come as HTTP 500 (WAHA), Wawp's also under HTTP 200.
 * The first match counts.
 */
export const CAUSES: ReadonlyArray<[CallFailureKind, RegExp]> = [
	['sessionMissing', /invalid_session|invalid_instance|session (?:was )?not found|no such (?:session|instance)/],
	['sessionNotWorking', /session status is not as expected|session is not (?:working|connected)|not logged in/],
	// Comes before the plan's limits, because "Rate limit exceeded" is not one of them.
	['rateLimited', /rate-overlimit|\brate[ _-]limit|requests? limit|too many requests/],
	['planOrQuota', /subscription_required|quota_reached|upgrade your plan/],
	['planOrQuota', /(?:limit|quota) (?:is |was |has been )?(?:exceeded|reached)|exceeded [\w ]{0,40}(?:limit|quota)/],
	// WhatsApp writes "not-authorized" with a hyphen. With a space, it may be Wawp's own 401 for a bad token.
	[
		'notAdmin',
		/not-authorized|\bnot (?:an? )?(?:group )?admin|admins? only|only admins?|no admin rights|must be (?:an? )?(?:group )?admin/,
	],
	// The texts of whatsmeow, the library behind GOWS (seen in its source). In full: a success may say "the invite link has been revoked".
	['notAdmin', /don't have the permission to get the group's invite link/],
	['noSuchGroup', /that group does not exist|that group invite link (?:has been revoked|is not valid)/],
	['notMember', /not participating in that group/],
	['noSuchGroup', /item-not-found|group (?:was )?not found|no such group/],
	// NOWEB looks for the group in the list of all groups; GOWS asks its gateway (both seen in WAHA's running application).
	['noSuchGroup', /group with id \S{1,80} not found|\b2 unknown: not found\b/],
	// WEBJS has no chat for the group, or a chat that is not a loaded group (devlikeapro/waha#661).
	[
		'noSuchGroup',
		/cannot read propert[^']{0,40}'(?:participants|groupmetadata|getinvitecode|revokeinvite|leave|(?:add|remove|promote|demote)participants|set(?:subject|description|picture|messagesadminsonly|infoadminsonly))'/,
	],
	['noSuchGroup', /groupchat\.\w{1,40} is not a function/],
	// Baileys has WhatsApp's bare word for a revoked link, whatsmeow the same after its status.
	['noSuchGroup', /^(?:\w{0,40} |.{0,40}\b410: )?gone$/],
	['notMember', /not (?:a )?(?:group )?(?:member|participant)|not in (?:the|this) group/],
	['refusedByWhatsApp', /bad-request|not-acceptable/],
	['missingCredentials', /missing_param(?: .{0,40}(?:instance.?id|access.?token|credential)| ?$)/],
	[
		'missingCredentials',
		/(?:instance.?id|access.?token)\b.{0,40} (?:required|missing)|missing .{0,40}(?:instance.?id|access.?token)/,
	],
	['badRequest', /missing_param/],
	['unsupported', /(?:not|n't) (?:support|implement)|available only in (?:\w{1,20} )?plus/],
	['serverError', /wawp_upstream_error|proxy_error/],
];
