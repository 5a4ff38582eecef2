/**
 * Which folder may import from which. `npm run lint` checks it, type imports included. Arrows point downward only:
 *
 *   nodes/WawpGroups, nodes/WawpGroupsTrigger -> nodes/shared -> nodes/wawp
 *   in nodes/wawp: events -> inviteCode, session -> groups; waves -> groups, questions; groups, inviteCode, messages, session, webhooks -> transport, and questions -> ids -> outcome
 */
const belowCalls = ['nodes/wawp/transport', 'nodes/wawp/ids', 'nodes/wawp/outcome'];

/** Each folder, and the folders it may import from besides itself. */
const mayImport = {
	credentials: ['nodes/wawp'],

	'nodes/WawpGroups': ['nodes/shared', 'nodes/wawp'],
	'nodes/WawpGroupsTrigger': ['nodes/shared', 'nodes/wawp'],
	'nodes/shared': ['nodes/wawp'],

	'nodes/wawp/events': ['nodes/wawp/groups', 'nodes/wawp/inviteCode', 'nodes/wawp/session', ...belowCalls],
	'nodes/wawp/groups': belowCalls,
	'nodes/wawp/inviteCode': ['nodes/wawp/groups', ...belowCalls],
	'nodes/wawp/messages': belowCalls,
	'nodes/wawp/questions': ['nodes/wawp/ids', 'nodes/wawp/outcome'],
	'nodes/wawp/session': ['nodes/wawp/groups', ...belowCalls],
	'nodes/wawp/waves': ['nodes/wawp/groups', 'nodes/wawp/questions', ...belowCalls],
	'nodes/wawp/webhooks': belowCalls,
	'nodes/wawp/transport': ['nodes/wawp/ids', 'nodes/wawp/outcome'],
	'nodes/wawp/ids': ['nodes/wawp/outcome'],
	'nodes/wawp/outcome': [],

	scripts: ['nodes', 'test/support'],
	// The contract kit is a program of its own, with tests of its parts.
	test: ['credentials', 'nodes', 'scripts/verifyLive'],
	'test/support': ['credentials', 'nodes'],
};

const anyOf = (folders) => `^(${folders.join('|')})/`;
const ours = anyOf(['credentials', 'nodes', 'scripts', 'test']);

const directions = Object.entries(mayImport).map(([folder, others]) => ({
	name: `imports of ${folder}`,
	comment: `${folder} may import from itself${others.map((other) => `, ${other}`).join('')} and from packages only`,
	severity: 'error',
	from: { path: anyOf([folder]) },
	to: { path: ours, pathNot: anyOf([folder, ...others]) },
}));

module.exports = {
	forbidden: [
		...directions,
		{
			name: 'a folder for every file',
			comment: 'A file below nodes/ belongs to one of the folders that .dependency-cruiser.cjs names, never beside them',
			severity: 'error',
			// A rule about a file alone: no file has a dependent without a name.
			from: { path: '^$' },
			module: { path: '^nodes/', pathNot: anyOf(Object.keys(mayImport)), numberOfDependentsLessThan: 1 },
		},
		{
			name: 'no cycles',
			comment: 'Files that import each other can be neither read nor tested one by one',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'unit tests without n8n-core',
			comment: 'test/unit covers the pure parts: neither a test nor anything it imports may load n8n-core, which takes seconds',
			severity: 'error',
			from: { path: '^test/unit/' },
			to: { path: ['^test/support/engine/', '(^|/)node_modules/n8n-core/'], reachable: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsConfig: { fileName: 'tsconfig.test.json' },
		tsPreCompilationDeps: true,
	},
};
