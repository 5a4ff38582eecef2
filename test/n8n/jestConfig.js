const { join } = require('node:path');
const { transform, reporters, roots } = require('../../jest.config.js');

/**
 * The configuration of the suites that need a real n8n. Their names do not end in `.test.ts`, so that `npm test` skips them. The files run
 * one after another, because they share two cores with n8n.
 */
module.exports = (kind, more) => ({
	rootDir: join(__dirname, '..', '..'),
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/n8n/**/*.${kind}.ts`],
	roots,
	transform,
	reporters,
	maxWorkers: 1,
	...more,
});
