const { join } = require('node:path');
const { transform, roots } = require('../../../jest.config.js');

/** Runs the unit and engine tests with the engine of another n8n. N8N_ENGINE is the folder with its packages. */
const engine = join(process.env.N8N_ENGINE, 'node_modules');

module.exports = {
	rootDir: join(__dirname, '..', '..', '..'),
	testEnvironment: 'node',
	// The engine tests of the nodes. Those of the credential rebuild a service of one version of n8n.
	testMatch: ['<rootDir>/test/engine/{shared,wawp,WawpGroups,WawpGroupsTrigger}/**/*.test.ts'],
	roots,
	transform,
	setupFiles: ['<rootDir>/test/support/engine/n8nEnvironment.ts'],
	moduleNameMapper: {
		'^n8n-core$': join(engine, 'n8n-core'),
		'^n8n-workflow$': '<rootDir>/test/n8n/versions/n8nWorkflow.js',
	},
	reporters: ['default'],
	// A failed test may leave its server running.
	forceExit: true,
};
