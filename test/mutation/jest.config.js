const { join } = require('node:path');
const { transform } = require('../../jest.config.js');
const subjects = require('./subjects.js');

// The same few values are tried for each mutant, so that a run takes minutes and its score can be repeated.
process.env.FC_SEED ??= '1';
process.env.FC_RUNS ??= '20';

module.exports = {
	rootDir: join(__dirname, '..', '..'),
	roots: ['<rootDir>/nodes', '<rootDir>/test'],
	testEnvironment: join(__dirname, 'environment.js'),
	moduleNameMapper: { '^fast-check$': '<rootDir>/test/mutation/fastCheck.js' },
	// They need neither n8n nor a server, so that each runs in a moment.
	testMatch: subjects.map((subject) => `<rootDir>/test/unit/${subject}.test.ts`),
	transform,
};
