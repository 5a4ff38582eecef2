import { createRequire } from 'node:module';
import { ESLint, type Linter } from 'eslint';
import { PROJECT } from '../../test/support/folders';
import { unless, type Theme } from './requirement';

// TypeScript does not find this part of the package, because it resolves modules as Node.js did before `exports`.
const { config } = createRequire(__filename)('@n8n/node-cli/eslint') as { config: Linter.Config[] };

/** What n8n lints of a repository. */
const SHIPPED = ['package.json', 'nodes/**/*.ts', 'credentials/**/*.ts'];

export const linters: Theme = {
	title: 'Verification guidelines and code standards: the linter',
	requirements: [
		{
			rule: "n8n's own configuration of its linter finds nothing in package.json, nodes and credentials, not even a warning",
			check: async () => {
				const eslint = new ESLint({ cwd: PROJECT, overrideConfigFile: true, overrideConfig: config, allowInlineConfig: false });
				const results = await eslint.lintFiles(SHIPPED);
				return results.flatMap(({ filePath, messages }) =>
					messages.map(({ line, ruleId, message }) => `${filePath.slice(PROJECT.length + 1)}:${line} ${ruleId ?? ''} ${message}`),
				);
			},
		},
		{
			rule: 'No file switches a rule of the linter off',
			check: ({ sources }) =>
				sources.filter(({ text }) => /eslint-disable|@ts-(?:ignore|nocheck)/.test(text)).map(({ fileName }) => fileName),
		},
		{
			rule: 'The code is TypeScript, in strict mode',
			check: ({ built, sources, read }) => {
				const names = new Set(sources.map(({ fileName }) => `dist/${fileName.replace(/\.ts$/, '.js')}`));
				// What both nodes share: `gulpfile.js` joins `nodes/shared` and `nodes/wawp`.
				names.add('dist/nodes/shared.js');
				return [
					...built
						.filter((path) => path.endsWith('.js') && !names.has(path))
						.map((path) => `${path} has no source in TypeScript`),
					...unless(
						(JSON.parse(read('tsconfig.json')) as Options).compilerOptions.strict === true,
						'tsconfig.json is not strict',
					),
				];
			},
		},
	],
};

interface Options {
	compilerOptions: { strict?: boolean };
}
