const { default: Sequencer } = require('@jest/test-sequencer');

/** Starts with the longest suites; otherwise one core runs one of them alone at the end. A fresh checkout has no times of earlier runs. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const isLong = ({ context, path }) => context.config.displayName.name === 'campaign' || path.endsWith('verification.test.ts');
		const sorted = super.sort(tests);
		return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
	}
};
