import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import jest from 'eslint-plugin-jest';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import regexp from 'eslint-plugin-regexp';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const shipped = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const { community, credentials, nodes } = n8nNodesBase.configs;

/** Wraps rules of n8n's older plugin, because it has no flat configuration. */
const n8nRules = (files, rules) => ({ files, plugins: { 'n8n-nodes-base': n8nNodesBase }, rules });

export default tseslint.config(
	globalIgnores(['dist/', 'coverage/', 'reports/', '.cache/', '.stryker-tmp/']),
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/return-await': ['error', 'always'],
		},
	},
	{ files: [...shipped, 'package.json'], extends: [n8nCommunityNodesPlugin.configs.recommended] },
	{
		files: ['package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	n8nRules(['package.json'], community.rules),
	n8nRules(['credentials/**/*.ts'], {
		...credentials.rules,
		// Expects a camel-case slug of n8n's own documentation, but a community package has a URL.
		'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	}),
	n8nRules(['nodes/**/*.ts'], {
		...nodes.rules,
		// Both expect the literal 'main'. n8n's newer plugin forbids it and expects NodeConnectionTypes.
		'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
		'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	}),
	{
		files: shipped,
		plugins: { regexp },
		rules: {
			'no-console': 'error',
			// Wawp and anybody who can reach a webhook choose the text that these expressions read.
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': 'error',
		},
	},
	{
		files: ['test/**/*.ts'],
		extends: [jest.configs['flat/recommended']],
		rules: {
			// Tests access fixtures and recorded calls right after they created them.
			'@typescript-eslint/no-non-null-assertion': 'off',
			'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
			'jest/valid-title': ['error', { ignoreTypeOfDescribeName: true }],
		},
	},
);
