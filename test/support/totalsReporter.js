/** Ends the output with one plain line that other scripts can read. */
module.exports = class TotalsReporter {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
		const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
		const totals = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`;
		// jest's own summary comes after all reporters.
		process.once('exit', () => process.stdout.write(`\n${totals}\n`));
	}
};
