import { join } from 'node:path';
import type { INodeCredentialDescription } from 'n8n-workflow';
import ts from 'typescript';
import { iconContrast, type Background } from './icons';
import { fieldsOf, topLevelFields } from './panel';
import { unless, type Theme } from './requirement';
import { partsOf, placeOf } from './syntax';

/** From n8n's page about codex files. */
const CATEGORIES = [
	...['Data & Storage', 'Finance & Accounting', 'Marketing & Content', 'Productivity', 'Miscellaneous', 'Sales', 'Development'],
	...['Analytics', 'Communication', 'Utility'],
];

const MAX_HINT = 120;
const MIN_CONTRAST = 1.5;

/** Types of fields that hold other fields, or no value. */
const NOT_A_VALUE = ['collection', 'fixedCollection', 'notice', 'callout', 'hidden', 'curlImport'];
const SELECTORS = ['resource', 'operation', 'authentication'];

/**
 * Fields that are not required and stand at the top all the same. n8n's rule reads only what a node file itself lists, so it does not
 * see them. Workflows save their places.
 */
const KEPT_AT_THE_TOP: Record<string, string> = {
	'wawpGroups.returnAll': "n8n's own nodes have it here, above Limit",
	'wawpGroups.limit': "n8n's own nodes have it here, below Return All",
	'wawpGroups.adminOnly': 'decides how many requests Get Many makes, so it has to be seen',
	'wawpGroups.includePicture': 'the only setting of Get Group',
	'wawpGroups.webhookUrl': 'the only setting of Get Account Status',
	'wawpGroups.responseType': "n8n's own nodes have it here, and n8n looks for it there to make a human review tool",
	'wawpGroups.onlyAdminsCanSend': 'what Unlock Group restores',
	'wawpGroups.onlyAdminsCanEdit': 'what Unlock Group restores',
};

const FIXED_ID = /^(?:partner|affiliate|reseller|account|tenant|customer|client)[_-]?id$/i;

/** The name and the text of a part that gives a name a fixed text. */
function fixedText(part: ts.Node): string | undefined {
	const isAssignment = ts.isBinaryExpression(part) && part.operatorToken.kind === ts.SyntaxKind.EqualsToken;
	const [name, value] = isAssignment
		? [ts.isPropertyAccessExpression(part.left) ? part.left.name : part.left, part.right]
		: ts.isVariableDeclaration(part) || ts.isPropertyAssignment(part) || ts.isPropertyDeclaration(part)
			? [part.name, part.initializer]
			: [];
	return name && value && ts.isStringLiteralLike(value) ? name.getText().replace(/^["']|["']$/g, '') : undefined;
}

const isNarrowed = ({ displayOptions }: INodeCredentialDescription) => displayOptions?.show !== undefined;

export const newerRules: Theme = {
	title: "Rules of n8n's linter that no released version has yet",
	requirements: [
		{
			rule: 'no-monorepo: the package has a repository of its own',
			check: ({ manifest }) => unless(manifest.repository?.directory === undefined, 'repository.directory'),
		},
		{
			rule: 'valid-node-categories: the codex files name categories that n8n has',
			check: ({ nodes }) =>
				nodes.flatMap(({ name, codex: { categories } }) =>
					Array.isArray(categories) && categories.length > 0
						? (categories as unknown[])
								.filter((category) => !CATEGORIES.includes(String(category)))
								.map((it) => `${name}: ${String(it)}`)
						: [`${name} has no category`],
				),
		},
		{
			rule: 'no-logic-or-flow-nodes: no node controls logic or flow',
			check: ({ nodes }) =>
				nodes
					.filter(({ codex: { categories, subcategories }, description: { codex } }) =>
						/"(?:Logic|Flow)"/.test(JSON.stringify([categories, subcategories, codex])),
					)
					.map(({ name }) => name),
		},
		{
			rule: 'no-codex-subcategories: no codex has subcategories',
			check: ({ nodes }) =>
				nodes
					.filter(({ codex, description }) => 'subcategories' in codex || description.codex?.subcategories !== undefined)
					.map(({ name }) => name),
		},
		{
			rule: 'single-credential-per-node: a node uses one credential at a time',
			check: ({ nodes }) =>
				nodes
					.filter(({ description: { credentials = [] } }) => credentials.length > 1 && !credentials.every(isNarrowed))
					.map(({ name }) => name),
		},
		{
			rule: 'no-hardcoded-ids: no partner, account or client ID stands in the code',
			check: ({ sources }) =>
				sources.flatMap((source) =>
					partsOf(source)
						.filter((part) => FIXED_ID.test(fixedText(part) ?? ''))
						.map((part) => `${placeOf(part)}: ${part.getText()}`),
				),
		},
		{
			rule: `hint-max-length: a hint has at most ${MAX_HINT} characters`,
			check: (subject) =>
				fieldsOf(subject).flatMap(({ path, field }) =>
					[field.hint, ...(field.modes ?? []).map(({ hint }) => hint)].flatMap((hint) =>
						(hint ?? '').length > MAX_HINT ? `${path}: ${(hint ?? '').length} characters` : [],
					),
				),
		},
		{
			rule: 'open-ended-node-fields: no field takes JSON',
			check: (subject) =>
				fieldsOf(subject)
					.filter(({ field }) => field.type === 'json')
					.map(({ path }) => path),
		},
		{
			rule: 'non-required-fields-in-collection: a field that is not required is in a collection, but for named exceptions',
			check: (subject) => {
				const optional = topLevelFields(subject).filter(
					({ field: { name, type, required } }) => required !== true && !NOT_A_VALUE.includes(type) && !SELECTORS.includes(name),
				);
				const paths = optional.map(({ path }) => path);
				return [
					...paths.filter((path) => !(path in KEPT_AT_THE_TOP)),
					...Object.keys(KEPT_AT_THE_TOP)
						.filter((path) => !paths.includes(path))
						.map((path) => `${path} needs no exception`),
				];
			},
		},
		{
			rule: 'prefer-declarative-style: no node file sends the requests itself, one for each item',
			check: ({ nodes }) =>
				nodes.filter(({ source }) => /\bhttpRequest|\bgetInputData\b/.test(source.text)).map(({ source }) => source.fileName),
		},
		{
			rule: `icon-contrast: every icon has a contrast of at least ${MIN_CONTRAST} to its background`,
			check: ({ nodes, credential, read }) => {
				const icons = [
					...nodes.map(({ description, folder }) => ({ icon: description.icon, folder })),
					{ icon: credential.icon, folder: 'dist/credentials' },
				];
				return icons.flatMap(({ icon, folder }) => {
					if (typeof icon !== 'object') return ['one icon for both themes'];
					return Object.entries(icon).flatMap(([theme, file]) => {
						const path = join(folder, file.replace('file:', ''));
						const contrast = iconContrast(read(path), theme as Background);
						return unless(contrast >= MIN_CONTRAST, `${path}: ${contrast.toFixed(2)} on ${theme}`);
					});
				});
			},
		},
	],
};
