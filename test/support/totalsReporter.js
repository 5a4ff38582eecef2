/** Prints the totals as the last line of the output, in a plain form that other scripts can parse. */
module.exports = class TotalsReporter {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
		const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
		const totals = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`;
		// On exit, because jest prints its own summary after all reporters.
		process.once('exit', () => process.stdout.write(`\n${totals}\n`));
	}
};
