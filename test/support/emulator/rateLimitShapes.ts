type Limits = Record<string, unknown>;

/** Slower than anything that the tests expect: a run that takes these limits for its own shows it. */
const STRICT: Limits = {
	group_req_per_minute: 1,
	group_daily_cap: 20,
	send_message_per_minute: 1,
	send_message_daily_cap: 50,
	check_req_per_minute: 1,
	check_daily_cap: 20,
	concurrent_limit: 1,
	account_protection_seconds: 60,
};
const UNLIMITED: Limits = Object.fromEntries(Object.keys(STRICT).map((name) => [name, 0]));

const policy = (slug: string, limits: Limits) => ({ slug, limits, available: true });
const plan = { free_policies: ['strict', 'standard_policy'], has_active_plan: true };

/** The policies of the page, in a list. The second one is the current one. */
const policies = (limits: Limits) => [
	policy('strict', STRICT),
	policy('standard_policy', limits),
	policy('unlimited', UNLIMITED),
];

const marked = (mark: object) => (limits: Limits) => ({
	...plan,
	policies: policies(limits).map((entry) => ({ ...entry, ...(entry.slug === 'standard_policy' && mark) })),
});

/** Bodies of GET /session/rate-limit from which the limits of the current policy are certain. */
export const rateLimitShapes = {
	'the policies, and the slug of the current one': (limits) => ({
		...plan,
		current_policy: 'standard_policy',
		policies: policies(limits),
	}),
	'the policies, and the slug as in PATCH': (limits) => ({ ...plan, policy_slug: 'standard_policy', policies: policies(limits) }),
	'the policies, and the current one in an object': (limits) => ({
		...plan,
		current_policy: policy('standard_policy', limits),
		policies: policies(limits),
	}),
	'the policies, and an object with the slug': (limits) => ({
		...plan,
		policy: { slug: 'standard_policy' },
		policies: policies(limits),
	}),
	'a current policy without "limits"': (limits) => ({ ...plan, policy: { slug: 'standard_policy', ...limits } }),
	'policies by slug': (limits) => ({
		...plan,
		current: 'standard_policy',
		policies: Object.fromEntries(policies(limits).map(({ slug, ...entry }) => [slug, entry])),
	}),
	'a mark on the current policy': marked({ current: true }),
	'another mark on the current policy': marked({ is_active: 1 }),
	'a slug, and policies that are all in use': (limits) => ({
		policy: 'standard_policy',
		policies: policies(limits).map((entry) => ({ ...entry, active: true })),
	}),
	'the current policy alone': (limits) => ({ ...plan, policies: [policy('standard_policy', limits)] }),
	'limits at the top': (limits) => limits,
	'"limits" at the top': (limits) => ({ slug: 'standard_policy', limits, policies: policies(STRICT) }),
	'a wrapper': (limits) => ({ success: true, data: { current_policy: 'standard_policy', policies: policies(limits) } }),
} satisfies Record<string, (limits: Limits) => Limits>;

/** Bodies that do not say which policy is the current one. */
export const unclearRateLimitShapes = {
	'policies without a mark': (limits) => ({ ...plan, policies: policies(limits) }),
	'the slug of no policy': (limits) => ({ ...plan, current_policy: 'custom', policies: policies(limits) }),
	'the slug of no policy, and one policy': (limits) => ({ current_policy: 'custom', policies: [policy('strict', limits)] }),
	'two marked policies': (limits) => ({ policies: policies(limits).map((entry) => ({ ...entry, active: true })) }),
	'a slug and a mark that differ': (limits) => ({ ...marked({ current: true })(limits), policy: 'strict' }),
	'one policy that says it is not the current one': (limits) => ({ policies: [{ ...policy('strict', limits), current: false }] }),
	'one policy beside the limits of the free ones': (limits) => ({
		policies: [policy('standard_policy', limits)],
		free_policies: [policy('strict', STRICT)],
	}),
	'the free policies alone': (limits) => ({ free_policies: [policy('strict', limits)] }),
} satisfies Record<string, (limits: Limits) => Limits>;
