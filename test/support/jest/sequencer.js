const { default: Sequencer } = require('@jest/test-sequencer');

/** Starts with the longest suite; otherwise one core runs it alone at the end. A fresh checkout has no times of earlier runs. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const isLong = ({ context }) => context.config.displayName.name === 'campaign';
		const sorted = super.sort(tests);
		return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
	}
};
