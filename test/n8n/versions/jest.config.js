const { join } = require('node:path');
const base = require('../../../jest.config.js');

/** The tests of the node, with the engine of another n8n: N8N_ENGINE is the folder of its packages. */
const engine = join(process.env.N8N_ENGINE, 'node_modules');

module.exports = {
	...base,
	rootDir: join(__dirname, '..', '..', '..'),
	testMatch: ['<rootDir>/test/nodes/**/*.test.ts'],
	moduleNameMapper: {
		'^n8n-core$': join(engine, 'n8n-core'),
		'^n8n-workflow$': '<rootDir>/test/n8n/versions/n8nWorkflow.js',
	},
	reporters: ['default'],
	// A failed test may leave its server open.
	forceExit: true,
	coverageThreshold: {},
};
