import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import * as regexp from 'eslint-plugin-regexp';
import ts from 'typescript';
import { PROJECT } from '../support/folders';

/** As in eslint.config.mjs. */
const RULES: Linter.RulesRecord = {
	'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
	'regexp/no-super-linear-move': 'error',
};

/** The parts of an expression that take more than linear time for a long text. */
const findingsIn = (expression: string) =>
	new Linter()
		.verify(`export const expression = ${expression};`, [{ plugins: { regexp }, rules: RULES }])
		.map(({ message }) => message);

const files = ['credentials', 'nodes']
	.flatMap((folder) =>
		readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
	)
	.filter((path) => path.endsWith('.ts'));

/** The expressions of all that ships, and the files that put one together. */
const literals: Array<[string, string]> = [];
const constructed: string[] = [];
for (const path of files) {
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) literals.push([node.text, path]);
		if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') constructed.push(path);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(path, readFileSync(join(PROJECT, path), 'utf8'), ts.ScriptTarget.Latest, true));
}

test.each(literals)('%s in %s takes linear time for every text', (expression) => {
	expect(findingsIn(expression)).toEqual([]);
});

test.each(['/^(a+)+$/', '/=+$/', '/[[{].*(?=")/', '/(?:a|a)*b/'])('%s would be found', (expression) => {
	expect(findingsIn(expression)).not.toEqual([]);
});

test('there are expressions to check, and only the redaction of secrets puts one together', () => {
	expect(literals.length).toBeGreaterThan(50);
	expect(constructed).toEqual(['nodes/wawp/transport/redaction.ts']);
});

test('npm run lint has the same rules', () => {
	const config = readFileSync(join(PROJECT, 'eslint.config.mjs'), 'utf8');
	expect(config).toContain("'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }]");
	expect(config).toContain("'regexp/no-super-linear-move': 'error'");
});
