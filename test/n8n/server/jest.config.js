module.exports = require('../jestConfig')('e2e', {
	globalSetup: '<rootDir>/test/n8n/server/start.ts',
	globalTeardown: '<rootDir>/test/n8n/server/stop.ts',
	testTimeout: 60_000,
});
