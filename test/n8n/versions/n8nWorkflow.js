const { join } = require('node:path');

const real = require(join(process.env.N8N_ENGINE, 'node_modules', 'n8n-workflow'));

/** Replaces the function of this name for versions before n8n 2, which have none: there, callers built the plain object themselves. */
const createRunExecutionData = (data) => ({ startData: {}, resultData: { runData: {} }, ...data });

module.exports = Object.create(real, {
	createRunExecutionData: { value: real.createRunExecutionData ?? createRunExecutionData },
});
