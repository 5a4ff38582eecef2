import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeCredentials, INodeParameters } from 'n8n-workflow';
import { PROJECT } from './folders';
import type { WorkflowContent } from './n8n/workflows';

const FOLDER = join(PROJECT, 'examples');

/** The file names of all example workflows. */
export const exampleFiles = (): string[] => readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

/** Reads an example workflow. With `credentials`, its Wawp nodes use them. */
export function readExample(file: string, credentials?: INodeCredentials): WorkflowContent {
	const example = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowContent;
	if (!credentials) return example;
	const isOurs = (type: string) => type.startsWith('n8n-nodes-wawp-groups.');
	return { ...example, nodes: example.nodes.map((node) => (isOurs(node.type) ? { ...node, credentials } : node)) };
}

/** Fills in fields of an "Edit Fields" node. The other fields stay as they are. */
export const assign =
	(values: Record<string, string | number | boolean>) =>
	(parameters: INodeParameters): INodeParameters => {
		const { assignments } = parameters.assignments as { assignments: Array<INodeParameters & { name: string }> };
		const unknown = Object.keys(values).filter((name) => !assignments.some((field) => field.name === name));
		if (unknown.length > 0) throw new Error(`There is no field "${unknown.join('", "')}"`);
		return {
			...parameters,
			assignments: { assignments: assignments.map((field) => ({ ...field, value: values[field.name] ?? field.value ?? '' })) },
		};
	};
