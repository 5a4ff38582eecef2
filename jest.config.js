const swc = [
	'@swc/jest',
	{ jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** swc removes the types without checking them. `npm test` checks them with tsc. */
const transform = { '^.+\\.ts$': swc };

const project = (name, more) => ({
	displayName: name,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform,
	...more,
});

const n8n = { setupFiles: ['<rootDir>/test/support/engine/n8nEnvironment.ts'] };

module.exports = {
	transform,
	projects: [project('unit'), project('engine', n8n), project('package'), project('campaign', n8n)],
	reporters: ['default', '<rootDir>/test/support/totalsReporter.js'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageProvider: 'v8',
	coverageReporters: ['text', 'html'],
	coverageThreshold: { global: { lines: 95, branches: 95 } },
};
