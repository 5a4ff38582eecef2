import ts from 'typescript';
import { RUN_TIME } from './dependencies';
import { importsOf, partsOf, placeOf } from './syntax';
import type { Theme } from './requirement';

/** Names by which code reaches the environment, the file system, other programs, timers or other code. */
const FORBIDDEN_NAMES = new Set([
	...['process', 'global', 'globalThis', 'require', 'module', '__dirname', '__filename', 'eval', 'Function', 'WebAssembly'],
	...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'console', 'fetch'],
]);

/** Whether an identifier stands for a value, and not for the name of a member. */
const isValue = ({ parent }: ts.Identifier, name: ts.Identifier) =>
	!(ts.isPropertyAccessExpression(parent) && parent.name === name) &&
	!ts.isPropertyAssignment(parent) &&
	!ts.isPropertySignature(parent) &&
	!ts.isPropertyDeclaration(parent) &&
	!ts.isTypeReferenceNode(parent);

export const environment: Theme = {
	title: 'Verification guidelines: no access to environment variables or file system',
	requirements: [
		{
			rule: 'The code imports only its own files, n8n-workflow and crypto',
			check: ({ sources }) =>
				sources.flatMap((source) =>
					importsOf(source)
						.filter((name) => !name.startsWith('.') && !RUN_TIME.includes(name))
						.map((name) => `${source.fileName} imports ${name}`),
				),
		},
		{
			rule: 'The code does not touch the process, the file system, timers or the console',
			check: ({ sources }) =>
				sources.flatMap((source) =>
					partsOf(source)
						.filter(ts.isIdentifier)
						.filter((part) => FORBIDDEN_NAMES.has(part.text) && isValue(part, part))
						.map((part) => `${placeOf(part)} uses ${part.text}`),
				),
		},
		{
			rule: 'The code loads no other code while it runs',
			check: ({ sources }) =>
				sources.flatMap((source) =>
					partsOf(source)
						.filter((part) => ts.isCallExpression(part) && part.expression.kind === ts.SyntaxKind.ImportKeyword)
						.map((part) => `${placeOf(part)} imports while it runs`),
				),
		},
	],
};
