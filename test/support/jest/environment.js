const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Runs every suite in the one context of its process. Packages that take seconds to load are then loaded once for each process
 * instead of once for each suite (`once/`), since their `Error` and `Array` are those of the tests. All other modules, our own and
 * those of the tests, are still loaded anew for each suite.
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

	/** Leaves the context as it was found: the next suite must not see what this one left behind. */
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

/** jest names the context with each module it compiles; without a name node takes the one that all of this runs in. */
const THIS_CONTEXT = {};
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
	compileFunction(code, parameters, parsingContext === THIS_CONTEXT ? options : { ...options, parsingContext });
