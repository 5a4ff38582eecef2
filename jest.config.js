const { availableParallelism } = require('node:os');

const swc = [
	'@swc/jest',
	{ jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** swc removes the types without checking them. `npm test` checks them with tsc. */
const transform = { '^.+\\.ts$': swc };

/** Without the packages that the suites with a real n8n install below .cache. */
const roots = ['nodes', 'credentials', 'test'].map((folder) => `<rootDir>/${folder}`);

const project = (name, more) => ({
	displayName: name,
	rootDir: __dirname,
	roots,
	testEnvironment: '<rootDir>/test/support/jest/environment.js',
	moduleNameMapper: { '^(fast-check|n8n-core|n8n-workflow|reflect-metadata)$': '<rootDir>/test/support/jest/once/$1.js' },
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform,
	...more,
});

const n8n = { setupFiles: ['<rootDir>/test/support/engine/n8nEnvironment.ts'] };

module.exports = {
	transform,
	roots,
	// By default, jest uses only one of two cores.
	maxWorkers: Math.max(2, availableParallelism() - 1),
	testSequencer: '<rootDir>/test/support/jest/sequencer.js',
	projects: [project('unit'), project('engine', n8n), project('package'), project('campaign', n8n)],
	reporters: ['default', '<rootDir>/test/support/totalsReporter.js'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	// V8's own coverage also counts inside n8n-core, which takes longer than all tests.
	coverageProvider: 'babel',
	coverageReporters: ['text', 'html'],
	coverageThreshold: { global: { lines: 95, branches: 95 } },
};
