const { join } = require('node:path');
const { transform } = require('../../jest.config.js');

// The same properties are tried for each mutant, so that a score can be repeated.
process.env.FC_SEED ??= '1';

/** The tests of the parts that decide without I/O; they need neither n8n nor a server, so thousands of runs take minutes. */
const SUBJECTS = [
	'backoff',
	'callResult',
	'describeFailure',
	'errorEnvelope',
	'groupId',
	'groupList',
	'inviteCode',
	'pacing',
	'redaction',
	'rotateInviteCode',
	'rotation',
	'rotationLedger',
];

module.exports = {
	rootDir: join(__dirname, '..', '..'),
	testEnvironment: 'node',
	testMatch: SUBJECTS.map((subject) => `<rootDir>/test/nodes/wawp/${subject}.test.ts`),
	transform,
};
