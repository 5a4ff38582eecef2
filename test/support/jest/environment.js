const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Runs all suites of a process in its main context, so that packages which take seconds to load are loaded once per process instead
 * of once per suite (`once/`): their `Error` and `Array` are those of the tests. All other modules, our own and those of the tests,
 * are still loaded anew for each suite.
 */
module.exports = class OneContext extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.before = Object.getOwnPropertyDescriptors(globalThis);
		this.exit = process.exit;
		this.environmentVariables = { ...process.env };
		this.prepareStackTrace = Error.prepareStackTrace;
		this.moduleMocker = new this.moduleMocker.constructor(globalThis);
		this.fakeTimersModern = new this.fakeTimersModern.constructor({ config: config.projectConfig, global: globalThis });
		// `jest.useFakeTimers({ legacyFakeTimers: true })` would change the timers of another context.
		this.fakeTimers = null;
		this.global = globalThis;
		this.global.loadOnce = require;
	}

	getVmContext() {
		return THIS_CONTEXT;
	}

	/** Restores the context, so that a suite never sees what an earlier one left behind. */
	async teardown() {
		await super.teardown();
		for (const key of Reflect.ownKeys(globalThis)) if (!Object.hasOwn(this.before, key)) Reflect.deleteProperty(globalThis, key);
		for (const key of Reflect.ownKeys(this.before)) Object.defineProperty(globalThis, key, this.before[key]);
		for (const key of Object.keys(process.env)) if (!(key in this.environmentVariables)) delete process.env[key];
		Object.assign(process.env, this.environmentVariables);
		process.exit = this.exit;
		Error.prepareStackTrace = this.prepareStackTrace;
	}
};

/** jest passes the context with each module that it compiles. Without one, Node.js uses the main context. */
const THIS_CONTEXT = {};
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
	compileFunction(code, parameters, parsingContext === THIS_CONTEXT ? options : { ...options, parsingContext });
