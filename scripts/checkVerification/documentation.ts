import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../test/support/folders';
import { choicesOf, fieldsOf, operationsOf } from './panel';
import { unless, type Theme } from './requirement';
import type { Subject } from './subject';
import { textsIn } from './syntax';

const SECTIONS = ['Install', 'Credential', 'Operations', 'Trigger', 'Examples', 'Compatibility', 'Documentation', 'License'];

/** Letters that English does not have. Accents are in names only, such as "café" in a test of an address. */
const FOREIGN_LETTER = /(?!\p{Script=Latin})\p{L}/u;

const foreign = (texts: Array<[string, string | undefined]>) =>
	texts.filter(([, text]) => text !== undefined && FOREIGN_LETTER.test(text)).map(([place, text]) => `${place}: ${text ?? ''}`);

const pages = () => readdirSync(join(PROJECT, 'docs')).filter((name) => name.endsWith('.md'));

const panelTexts = (subject: Subject): Array<[string, string | undefined]> => [
	...fieldsOf(subject).flatMap(({ path, field }): Array<[string, string | undefined]> => [
		[path, field.displayName],
		[path, field.description],
		[path, field.hint],
		[path, field.placeholder],
	]),
	...choicesOf(subject).flatMap(({ path, choice }): Array<[string, string | undefined]> => [
		[path, choice.name],
		[path, choice.description],
		[path, choice.action],
	]),
];

export const documentation: Theme = {
	title: 'Verification guidelines: documentation, in English only',
	requirements: [
		{
			rule: 'The README describes installation, credential, operations, trigger, example workflows and compatibility',
			check: ({ read }) => SECTIONS.filter((name) => !read('README.md').includes(`\n## ${name}\n`)),
		},
		{
			rule: 'The README links the API documentation, and example workflows that exist',
			check: ({ read, exists }) => {
				const examples = [...read('README.md').matchAll(/\]\((examples\/[^)]+)\)/g)].map(([, path = '']) => path);
				return [
					...unless(read('README.md').includes('](https://wawp.net)'), 'no link to Wawp'),
					...unless(examples.length > 0, 'no example'),
					...examples.filter((path) => !exists(path)),
				];
			},
		},
		{
			rule: 'The documentation names every operation and every event',
			check: (subject) => {
				const named = (text: string, names: string[]) => names.filter((name) => !text.includes(name));
				const events = choicesOf(subject).filter(({ of }) => of.name === 'events');
				return [
					...named(
						subject.read('docs/operations.md'),
						operationsOf(subject).map(({ name }) => name),
					),
					...named(
						subject.read('docs/trigger.md'),
						events.map(({ choice }) => choice.name),
					),
				];
			},
		},
		{
			rule: 'The changelog has the version of the package',
			check: ({ manifest, read }) => unless(read('CHANGELOG.md').includes(`\n## [${manifest.version}]`), manifest.version),
		},
		{ rule: 'The panels are in English', check: (subject) => foreign(panelTexts(subject)) },
		{
			rule: 'The messages in the code are in English',
			check: ({ sources }) => foreign(sources.flatMap(textsIn).map(({ text, place }): [string, string] => [place, text])),
		},
		{
			rule: 'README and documentation are in English',
			check: ({ read }) => foreign(['README.md', ...pages().map((name) => `docs/${name}`)].map((path) => [path, read(path)])),
		},
	],
};
