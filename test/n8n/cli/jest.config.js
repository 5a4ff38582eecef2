module.exports = require('../jestConfig')('cli', { globalSetup: '<rootDir>/test/n8n/cli/setup.ts', testTimeout: 120_000 });
