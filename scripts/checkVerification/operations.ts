import { fieldsOf, operationsOf } from './panel';
import { unless, type Theme } from './requirement';
import type { Subject } from './subject';

/** Values and names as n8n uses them. */
const CRUD: Record<string, RegExp> = {
	create: /^Create\b/,
	delete: /^Delete\b/,
	get: /^Get\b/,
	getAll: /^Get Many\b/,
	update: /^Update\b/,
};
const MAX_OUTPUT_FIELDS = 10;

/** What an operation found out itself, beside what Wawp returned. */
const OWN_FINDINGS = ['notAdded', 'verified'];

/** The fields of the output of each operation. A test compares them with what the operations return. */
const outputFields = ({ read }: Subject) =>
	(JSON.parse(read('test/support/contract/contract.json')) as { operations: Record<string, string[]> }).operations;

export const operations: Theme = {
	title: 'UX guidelines: structure and functionality of the node',
	requirements: [
		{
			rule: 'The main resource has Create, Delete, Get, Get Many and Update',
			check: (subject) => {
				const own = operationsOf(subject).filter(({ resource }) => resource === 'group');
				return Object.keys(CRUD).filter((value) => !own.some((operation) => operation.value === value));
			},
		},
		{
			rule: "Operations have n8n's usual names",
			check: (subject) =>
				operationsOf(subject)
					.filter(({ value, name }) => CRUD[String(value)]?.test(name) === false)
					.map(({ resource, name }) => `${resource}: ${name}`),
		},
		{
			rule: 'A group is chosen with a resource locator, and "From List" comes first and is the default',
			check: (subject) =>
				fieldsOf(subject)
					.filter(({ field }) => ['groupId', 'sendTo'].includes(field.name))
					.filter(
						({ field }) =>
							field.type !== 'resourceLocator' ||
							field.modes?.[0]?.name !== 'list' ||
							(field.default as { mode?: string }).mode !== 'list',
					)
					.map(({ path }) => path),
		},
		{
			rule: 'Deleting returns { "deleted": true }',
			check: (subject) => unless(outputFields(subject)['group: delete']?.includes('deleted') === true, 'group: delete'),
		},
		{
			rule: 'No operation passes on more than 10 fields of Wawp, so none needs Simplify or Output',
			check: (subject) =>
				Object.entries(outputFields(subject))
					// What the operations about a wave return is their own.
					.filter(([operation]) => !operation.startsWith('wave: '))
					.map(([operation, fields]) => ({ operation, count: fields.filter((name) => !OWN_FINDINGS.includes(name)).length }))
					.filter(({ count }) => count > MAX_OUTPUT_FIELDS)
					.map(({ operation, count }) => `${operation} passes on ${count} fields`),
		},
		{
			rule: 'Resource and Operation take no expression',
			check: (subject) =>
				fieldsOf(subject)
					.filter(({ field }) => ['resource', 'operation'].includes(field.name) && field.noDataExpression !== true)
					.map(({ path }) => path),
		},
		{
			rule: 'The trigger chooses its events in a field named "Trigger On"',
			check: (subject) =>
				unless(
					fieldsOf(subject).some(({ path, field }) => path.includes('Trigger.') && field.displayName === 'Trigger On'),
					'no such field',
				),
		},
	],
};
