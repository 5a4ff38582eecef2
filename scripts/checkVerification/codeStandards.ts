import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import ts from 'typescript';
import { operationsOf } from './panel';
import { unless, type Theme } from './requirement';
import { partsOf, placeOf } from './syntax';

/** The names of fields of which a panel shows more than one at the same time. */
function shownTwice(description: INodeTypeDescription, parameters: Record<string, string>): string[] {
	const node: INode = { id: '', name: '', type: description.name, typeVersion: 1, position: [0, 0], parameters };
	const values = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description) ?? {};
	const shown = description.properties
		.filter((field) => NodeHelpers.displayParameter(values, field, node, description))
		.map(({ name }) => name);
	return shown.filter((name, at) => shown.indexOf(name) !== at);
}

/** A member of an item that came in, e.g. `getInputData()[0].json`, with everything below it. */
const comesFromInput = (part: ts.Node): boolean =>
	(ts.isCallExpression(part) && part.expression.getText().endsWith('getInputData')) ||
	((ts.isPropertyAccessExpression(part) || ts.isElementAccessExpression(part) || ts.isNonNullExpression(part)) &&
		comesFromInput(part.expression));

export const codeStandards: Theme = {
	title: 'Code standards',
	requirements: [
		{
			rule: 'The operations stand in a field "Operation", and the resources in a field "Resource"',
			check: ({ nodes }) => {
				const properties = nodes.flatMap(({ description }) => description.properties);
				const labels = { resource: 'Resource', operation: 'Operation' };
				return Object.entries(labels).flatMap(([name, label]) => {
					const own = properties.filter((field) => field.name === name);
					return unless(
						own.length > 0 && own.every(({ displayName, type }) => displayName === label && type === 'options'),
						label,
					);
				});
			},
		},
		{
			rule: 'Fields share their internal names, and no panel shows two fields of one name',
			check: (subject) =>
				operationsOf(subject).flatMap(({ resource, value }) =>
					subject.nodes.flatMap(({ description }) =>
						shownTwice(description, { resource, operation: String(value) })
							.filter((name) => name !== 'operation')
							.map((name) => `${resource}: ${String(value)} shows ${name} twice`),
					),
				),
		},
		{
			rule: 'The code never writes into the items that come in',
			check: ({ sources }) =>
				sources.flatMap((source) =>
					partsOf(source)
						.filter(
							(part) =>
								ts.isBinaryExpression(part) && part.operatorToken.kind === ts.SyntaxKind.EqualsToken && comesFromInput(part.left),
						)
						.map(placeOf),
				),
		},
		{
			rule: "Requests go through n8n's helper with the credential, in one place",
			check: ({ sources }) => {
				const users = sources
					.filter(({ text }) => text.includes('httpRequestWithAuthentication'))
					.map(({ fileName }) => fileName);
				return unless(users.join() === 'nodes/wawp/transport/request.ts', `${users.length} files: ${users.join(', ')}`);
			},
		},
	],
};
