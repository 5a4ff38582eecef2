import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PROJECT } from './folders';

const GITHUB = join(PROJECT, '.github');

/** The files of a folder below .github. */
export const githubFiles = (folder: string): string[] => readdirSync(join(GITHUB, folder)).sort();

export const readGithub = (path: string): string => readFileSync(join(GITHUB, path), 'utf8');

/** Reads a YAML file. Throws on duplicate keys and on broken syntax. */
export const parseYaml = (text: string): unknown => parse(text, { strict: true, uniqueKeys: true }) as unknown;

const text = z.string().trim().min(1);
const id = z.string().regex(/^[\w-]+$/);
const validations = z.object({ required: z.boolean() }).strict().optional();

const input = z.object({
	type: z.literal('input'),
	id,
	attributes: z
		.object({ label: text, description: text.optional(), placeholder: text.optional(), value: text.optional() })
		.strict(),
	validations,
});
const textarea = z.object({
	type: z.literal('textarea'),
	id,
	attributes: z
		.object({
			label: text,
			description: text.optional(),
			placeholder: text.optional(),
			value: text.optional(),
			render: text.optional(),
		})
		.strict(),
	validations,
});
const dropdown = z.object({
	type: z.literal('dropdown'),
	id,
	attributes: z
		.object({
			label: text,
			description: text.optional(),
			multiple: z.boolean().optional(),
			// GitHub adds "None" itself if no choice is required.
			options: z
				.array(text.refine((option) => option !== 'None'))
				.min(1)
				.refine(areDifferent),
			default: z.number().int().nonnegative().optional(),
		})
		.strict(),
	validations,
});
const checkboxes = z.object({
	type: z.literal('checkboxes'),
	id,
	attributes: z
		.object({
			label: text,
			description: text.optional(),
			options: z.array(z.object({ label: text, required: z.boolean().optional() }).strict()).min(1),
		})
		.strict(),
});
const markdown = z.object({ type: z.literal('markdown'), attributes: z.object({ value: text }).strict() });

const element = z.discriminatedUnion('type', [
	input.strict(),
	textarea.strict(),
	dropdown.strict(),
	checkboxes.strict(),
	markdown.strict(),
]);

/** A form for issues, as GitHub's documentation describes it. */
export const issueForm = z
	.object({
		name: text,
		description: text,
		title: text.optional(),
		labels: z.array(text).optional(),
		assignees: z.array(text).optional(),
		projects: z.array(text).optional(),
		type: text.optional(),
		body: z
			.array(element)
			.refine((body) => body.some(({ type }) => type !== 'markdown'), 'A form needs a field')
			.refine((body) => areDifferent(body.flatMap((part) => ('id' in part ? [part.id] : []))), 'Two fields have one ID')
			.refine(
				(body) => areDifferent(body.flatMap(({ attributes }) => ('label' in attributes ? [attributes.label] : []))),
				'Two fields have one label',
			),
	})
	.strict();

export type IssueForm = z.infer<typeof issueForm>;

/** What GitHub shows beside the forms. */
export const issueConfig = z
	.object({
		blank_issues_enabled: z.boolean(),
		contact_links: z.array(z.object({ name: text, url: z.string().url(), about: text }).strict()),
	})
	.strict();

const update = z
	.object({
		'package-ecosystem': z.enum(['github-actions', 'npm']),
		directory: z.string().startsWith('/'),
		schedule: z.object({ interval: z.enum(['daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'yearly']) }).strict(),
		'open-pull-requests-limit': z.number().int().nonnegative().optional(),
		groups: z
			.record(z.object({ patterns: z.array(text).optional(), 'exclude-patterns': z.array(text).optional() }).strict())
			.optional(),
		ignore: z
			.array(
				z
					.object({
						'dependency-name': text,
						versions: z.array(text).optional(),
						'update-types': z.array(z.string().regex(/^version-update:semver-(?:major|minor|patch)$/)).optional(),
					})
					.strict(),
			)
			.optional(),
	})
	.strict();

export const dependabot = z.object({ version: z.literal(2), updates: z.array(update).min(1) }).strict();

export type Dependabot = z.infer<typeof dependabot>;

function areDifferent(values: readonly string[]): boolean {
	return new Set(values).size === values.length;
}
