const { join } = require('node:path');
const { transform, reporters } = require('../../jest.config.js');

/**
 * The suites that need a real n8n; their names do not end in `.test.ts`, so that `npm test` leaves them out. One file after
 * the other: they share two cores with n8n.
 */
module.exports = (kind, more) => ({
	rootDir: join(__dirname, '..', '..'),
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/n8n/**/*.${kind}.ts`],
	transform,
	reporters,
	maxWorkers: 1,
	...more,
});
