const { join } = require('node:path');
const { transform } = require('../../jest.config.js');
const subjects = require('./subjects.js');

// Each mutant is tested with the same few values, so that a run takes minutes and its score is reproducible.
process.env.FC_SEED ??= '1';
process.env.FC_RUNS ??= '20';

module.exports = {
	rootDir: join(__dirname, '..', '..'),
	roots: ['<rootDir>/nodes', '<rootDir>/test'],
	testEnvironment: join(__dirname, 'environment.js'),
	moduleNameMapper: { '^fast-check$': '<rootDir>/test/mutation/fastCheck.js' },
	// Only tests that need neither n8n nor a server, so that each runs fast.
	testMatch: subjects.map((subject) => `<rootDir>/test/unit/${subject}.test.ts`),
	transform,
};
