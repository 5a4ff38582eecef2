import subjects from './test/mutation/subjects.js';

/**
 * Stryker makes small changes to the code, one at a time, and expects a test to fail. docs/mutation-survivors.md lists the mutants that no
 * test can detect.
 */
export default {
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.js' },
	mutate: subjects.map((subject) => `nodes/${subject}.ts`),
	coverageAnalysis: 'perTest',
	warnings: { slow: false },
	concurrency: 2,
	timeoutMS: 10_000,
	thresholds: { high: 95, low: 90, break: 90 },
	reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
	clearTextReporter: { allowColor: false, reportTests: false },
	htmlReporter: { fileName: 'reports/mutation/index.html' },
	jsonReporter: { fileName: 'reports/mutation/mutation.json' },
	tempDirName: '.stryker-tmp',
	ignorePatterns: ['/dist', '/reports', '/coverage', '/.cache'],
	packageManager: 'npm',
	allowConsoleColors: false,
};
