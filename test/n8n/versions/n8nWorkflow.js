const { join } = require('node:path');

const real = require(join(process.env.N8N_ENGINE, 'node_modules', 'n8n-workflow'));

/** Before n8n 2 the data of a run was a plain object that everybody built. */
const createRunExecutionData = (data) => ({ startData: {}, resultData: { runData: {} }, ...data });

module.exports = Object.create(real, {
	createRunExecutionData: { value: real.createRunExecutionData ?? createRunExecutionData },
});
