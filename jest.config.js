const swc = [
	'@swc/jest',
	{ jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** swc strips the types; `npm test` checks them with tsc beforehand. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	transform: { '^.+\\.ts$': swc },
	setupFiles: ['<rootDir>/test/engine/n8nEnvironment.ts'],
	reporters: ['default', '<rootDir>/test/totalsReporter.js'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageProvider: 'v8',
	coverageReporters: ['text', 'html'],
	coverageThreshold: { global: { lines: 95, branches: 95 } },
};
