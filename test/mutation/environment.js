const { TestEnvironment } = require('jest-environment-node');
const fastCheck = require('fast-check');

/** Loads fast-check once for all mutants, because loading it takes longer than most tests. */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global.fastCheck = fastCheck;
	}
};
