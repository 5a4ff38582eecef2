import { choicesOf, fieldsOf, operationsOf } from './panel';
import { onlyTheOwner, unless, type Theme } from './requirement';

/** Words that stay small in Title Case, unless they come first or last. */
const SMALL_WORDS = new Set('a an and as at but by for from in of on or per the to via with'.split(' '));

const isTitleCase = (text: string) =>
	text
		.replace(/[()]/g, '')
		.split(' ')
		.every((word, at, words) => /^[^\p{Ll}]/u.test(word) || (SMALL_WORDS.has(word) && at > 0 && at < words.length - 1));

/** Longer texts are notices. */
const MAX_NAME = 40;

/** Names that keep their capital letter everywhere. */
const NAMES = new Set(['WhatsApp', 'Wawp', 'I']);

/** Whether a short text begins with a capital letter, and has no other capital words than names. */
const isSentenceCase = (text: string) =>
	/^\p{Lu}/u.test(text) &&
	text
		.split(' ')
		.slice(1)
		.every((word) => !/^\p{Lu}\p{Ll}/u.test(word) || NAMES.has(word));

const beginsWithCapital = (text: string) => /^[\p{Lu}\d"]/u.test(text);

export const panelTexts: Theme = {
	title: 'UX guidelines: credentials and copy',
	requirements: [
		{
			rule: 'Secrets of the credential are password fields',
			check: ({ credential }) =>
				credential.properties
					.filter(({ name, typeOptions }) => /token|secret|password|key$/i.test(name) && typeOptions?.password !== true)
					.map(({ name }) => name),
		},
		onlyTheOwner(
			'The credential offers OAuth if the service has it',
			"nothing to do today: Wawp's documentation shows access tokens only",
		),
		{
			rule: 'Names of nodes, fields and options are in Title Case',
			check: (subject) => [
				...subject.nodes.map(({ description }) => description.displayName).filter((name) => !isTitleCase(name)),
				...fieldsOf(subject)
					.filter(({ field }) => field.type !== 'notice' && !isTitleCase(field.displayName))
					.map(({ path, field }) => `${path}: ${field.displayName}`),
				...choicesOf(subject)
					.filter(({ choice }) => !isTitleCase(choice.name))
					.map(({ path, choice }) => `${path}: ${choice.name}`),
			],
		},
		{
			rule: 'Descriptions and hints begin like sentences',
			check: (subject) => [
				...fieldsOf(subject).flatMap(({ path, field }) =>
					[field.description, field.hint].flatMap((text) => (text && !beginsWithCapital(text) ? `${path}: ${text}` : [])),
				),
				...choicesOf(subject).flatMap(({ path, choice }) =>
					choice.description && !beginsWithCapital(choice.description) ? `${path}: ${choice.description}` : [],
				),
			],
		},
		{
			rule: 'Actions are in sentence case, without articles, and name the resource',
			check: (subject) =>
				operationsOf(subject).flatMap(({ resource, resourceName, value, action = '' }) => {
					const place = `${resource}: ${String(value)}: "${action}"`;
					return [
						...unless(isSentenceCase(action), `${place} is not in sentence case`),
						...unless(!/\b(?:a|an|the)\b/i.test(action), `${place} has an article`),
						...unless(action.toLowerCase().includes(resourceName.toLowerCase()), `${place} does not name the resource`),
					];
				}),
		},
		{
			rule: 'The description of an operation says more than its name',
			check: (subject) =>
				operationsOf(subject)
					.filter(({ name, action = '', description = '' }) => description.length <= Math.max(name.length, action.length))
					.map(({ resource, value }) => `${resource}: ${String(value)}`),
		},
		{
			rule: 'Descriptions of switches begin with "Whether"',
			check: (subject) =>
				fieldsOf(subject)
					.filter(({ field }) => field.type === 'boolean' && !field.description?.startsWith('Whether '))
					.map(({ path }) => path),
		},
		{
			rule: 'Placeholders are examples that begin with "e.g."',
			check: (subject) => {
				const texts = fieldsOf(subject).flatMap(({ path, field }) => [
					...(['string', 'number'].includes(field.type) ? [{ path, text: field.placeholder }] : []),
					...(field.modes ?? [])
						.filter(({ type }) => type === 'string')
						.map(({ name, placeholder }) => ({ path: `${path}#${name}`, text: placeholder })),
				]);
				return texts.flatMap(({ path, text }) => (text && !text.startsWith('e.g. ') ? `${path}: ${text}` : []));
			},
		},
		{
			rule: 'Texts put the names of fields and options in quotation marks',
			check: (subject) => {
				const names = [
					...fieldsOf(subject).map(({ field }) => field.displayName),
					...choicesOf(subject).map(({ choice }) => choice.name),
				].filter((name) => /^\p{Lu}\S* .*\p{Lu}/u.test(name) && name.length < MAX_NAME);
				const texts = fieldsOf(subject).flatMap(({ path, field }) =>
					[field.description, field.hint].flatMap((text) => (text ? { path, text } : [])),
				);
				return texts.flatMap(({ path, text }) =>
					names.filter((name) => text.replaceAll(`"${name}"`, '').includes(name)).map((name) => `${path}: ${name}`),
				);
			},
		},
		{
			rule: 'One name means one thing: fields with the same label have the same internal name',
			check: (subject) => {
				const labels = new Map<string, Set<string>>();
				for (const { field } of fieldsOf(subject)) {
					if (field.type === 'notice') continue;
					labels.set(field.displayName, (labels.get(field.displayName) ?? new Set()).add(field.name));
				}
				return [...labels].filter(([, names]) => names.size > 1).map(([label, names]) => `${label}: ${[...names].join(', ')}`);
			},
		},
	],
};
