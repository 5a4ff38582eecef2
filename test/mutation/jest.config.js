const { join } = require('node:path');
const { transform } = require('../../jest.config.js');

// The same few values are tried for each mutant, so that a run takes minutes and its score can be repeated.
process.env.FC_SEED ??= '1';
process.env.FC_RUNS ??= '20';

/** The tests of the parts that decide without I/O; they need neither n8n nor a server, so that each runs in a moment. */
const SUBJECTS = [
	'backoff',
	'callResult',
	'describeFailure',
	'errorEnvelope',
	'failureKind',
	'groupId',
	'inviteCode',
	'pacing',
	'redaction',
	'rotation',
	'rotationLedger',
];

module.exports = {
	rootDir: join(__dirname, '..', '..'),
	roots: ['<rootDir>/nodes', '<rootDir>/test'],
	testEnvironment: join(__dirname, 'environment.js'),
	moduleNameMapper: { '^fast-check$': '<rootDir>/test/mutation/fastCheck.js' },
	testMatch: SUBJECTS.map((subject) => `<rootDir>/test/nodes/wawp/${subject}.test.ts`),
	transform,
};
