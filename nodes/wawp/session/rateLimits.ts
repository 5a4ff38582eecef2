import { MAX_DEPTH, WRAPPERS } from '../outcome/errorEnvelope';
import { isObject, type JsonObject } from '../outcome/json';
import { isSuccess, readBody, type Outcome } from '../outcome/outcome';
import type { WawpCall } from '../transport/request';

/**
 * Reads the limits of the account. The call is documented, and so are the names `policies`, `slug`, `limits`, `available`, `free_policies`,
 * `has_active_plan` and those of the limits. Nothing depends on it, so that a run does not wait long for it.
 */
export const GET_RATE_LIMITS: WawpCall = { method: 'GET', path: '/session/rate-limit', timeout: 3_000, isOptional: true };

/** What the account allows. What Wawp does not say is missing. */
export interface RateLimits {
	/** Calls on groups within a minute, from 1 to 10,000. A run of this node never sends more. */
	groupCallsPerMinute?: number;
	/** Requests in flight, from 1 to 1,000. */
	concurrent?: number;
}

/** @returns the plausible limits of the current policy. A response that does not say which policy is the current one has none */
export function rateLimitsFrom(outcome: Outcome): RateLimits {
	if (!isSuccess(outcome)) return {};
	const body = readBody(outcome.text);
	return body.kind === 'json' ? limitsIn(body.value) : {};
}

/** The wrappers are those of other calls. */
function limitsIn(value: unknown, depth = MAX_DEPTH): RateLimits {
	if (!isObject(value) || depth === 0) return {};
	const { policy, current_policy: current } = value;
	const inner = WRAPPERS.map((wrapper) => limitsIn(value[wrapper], depth - 1));
	const stated = [value, current, policy, currentPolicy(value)].map(limitsOf);
	return [...stated, ...inner].find((limits) => Object.keys(limits).length > 0) ?? {};
}

/** @param policy the limits themselves, or an object with `limits` */
function limitsOf(policy: unknown): RateLimits {
	if (!isObject(policy)) return {};
	const limits = isObject(policy.limits) ? policy.limits : policy;
	const groupCallsPerMinute = toLimit(limits.group_req_per_minute, 10_000);
	const concurrent = toLimit(limits.concurrent_limit, 1_000);
	return { ...(groupCallsPerMinute && { groupCallsPerMinute }), ...(concurrent && { concurrent }) };
}

/** 0, a negative number, a text and a huge number could mean "no limit". */
function toLimit(value: unknown, max: number): number | undefined {
	const limit = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= max ? limit : undefined;
}

/**
 * Fields that may name the current policy, by its slug or in an object, and flags that may mark it. Wawp documents that the response shows the
 * current policy, but not how. `policy_slug` is the field with which PATCH chooses one. `available` only means that it may be chosen.
 */
const NAMES = ['current_policy', 'policy', 'policy_slug', 'current', 'slug'];
const MARKS = ['current', 'is_current', 'active', 'is_active', 'selected', 'is_selected'];

/**
 * Finds the current policy in the list or map `policies`: the only one that fits the names and the marks. Without names and marks, it is
 * the only one that there is.
 */
function currentPolicy(body: JsonObject): JsonObject | undefined {
	const entries = isObject(body.policies) || Array.isArray(body.policies) ? Object.entries<unknown>(body.policies) : [];
	const policies = entries.flatMap(([key, policy]): JsonObject[] => (isObject(policy) ? [{ slug: key, ...policy }] : []));
	const names = NAMES.map((name) => body[name]).map((named) => (isObject(named) ? named.slug : named));
	const slugs = names.filter((slug) => typeof slug === 'string');
	const marksOf = (policy: JsonObject) => MARKS.map((mark) => policy[mark]).filter((mark) => mark !== undefined);
	const hasMarks = policies.some((policy) => marksOf(policy).length > 0);
	const fitting = policies.filter(
		(policy) =>
			(slugs.length === 0 || slugs.some((slug) => slug === policy.slug)) &&
			(!hasMarks || marksOf(policy).some((mark) => mark === true || mark === 1)),
	);
	const isNamed = slugs.length > 0 || hasMarks;
	const mayBeAnother = !isNamed && Object.values(body.free_policies ?? {}).some(isObject);
	return fitting.length === 1 && !mayBeAnother ? fitting[0] : undefined;
}
