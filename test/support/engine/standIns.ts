import { setTimeout as wait } from 'node:timers/promises';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** One row of a Data Table. */
export type Row = IDataObject & { id: number };

/**
 * Stand-ins for n8n's own nodes, with the features that the examples use. The real nodes are in a package that is too large to install
 * here. `npm run test:e2e` runs the same examples with the real nodes.
 *
 * @param tables the rows of each Data Table, by its name
 */
export const standIns = (tables: Record<string, Row[]>): Record<string, INodeType> => ({
	'n8n-nodes-base.set': standIn(['assignments', 'includeOtherFields'], editFields),
	'n8n-nodes-base.if': new IsEqual(),
	'n8n-nodes-base.wait': new WaitSeconds(),
	'n8n-nodes-base.splitOut': standIn(['fieldToSplitOut', 'options'], splitOut),
	'n8n-nodes-base.dataTable': standIn(['operation', 'dataTableId', 'filters', 'columns'], (parameter) =>
		dataTable(parameter, tables),
	),
});

type Parameter = (name: string) => unknown;
type PerItem = (parameter: Parameter, item: INodeExecutionData) => IDataObject[];

/** The description names all parameters, because n8n drops the others. */
const describe = (parameters: string[], outputs = 1): INodeTypeDescription => ({
	displayName: 'Stand-in',
	name: 'standIn',
	group: ['transform'],
	version: [1, 1.1, 2.2, 3.4],
	description: 'Replaces a node of n8n in the examples',
	defaults: { name: 'Stand-in' },
	inputs: [NodeConnectionTypes.Main],
	outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
	properties: parameters.map((name) => ({ displayName: name, name, type: 'json', default: {} })),
});

/** A node that returns any number of items for each input item. */
function standIn(parameters: string[], perItem: PerItem): INodeType {
	return {
		description: describe(parameters),
		async execute(this: IExecuteFunctions) {
			const output = this.getInputData().flatMap((item, itemIndex) => {
				const parameter: Parameter = (name) => this.getNodeParameter(name, itemIndex);
				return perItem(parameter, item).map((json): INodeExecutionData => ({ json, pairedItem: { item: itemIndex } }));
			});
			return await Promise.resolve([output]);
		},
	};
}

const editFields: PerItem = (parameter, { json }) => {
	const { assignments } = parameter('assignments') as { assignments: Array<{ name: string; value: string }> };
	const set = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
	return [{ ...(parameter('includeOtherFields') === true && json), ...set }];
};

const splitOut: PerItem = (parameter, { json }) => {
	const field = parameter('fieldToSplitOut') as string;
	const { destinationFieldName } = parameter('options') as { destinationFieldName: string };
	return (json[field] as string[]).map((value) => ({ ...json, [destinationFieldName]: value }));
};

interface Condition {
	keyName: string;
	condition: 'eq' | 'isFalse';
	keyValue?: unknown;
}

function dataTable(parameter: Parameter, tables: Record<string, Row[]>): IDataObject[] {
	const rows = tables[(parameter('dataTableId') as { value: string }).value];
	if (!rows) throw new Error('There is no such Data Table');
	const conditions = (parameter('filters') as { conditions?: Condition[] }).conditions ?? [];
	const matches = rows.filter((row) =>
		conditions.every(({ keyName, condition, keyValue }) =>
			condition === 'isFalse' ? row[keyName] === false : row[keyName] === keyValue,
		),
	);
	const { value } = parameter('columns') as { value?: IDataObject };
	switch (parameter('operation')) {
		case 'insert': {
			const added = { ...value, id: rows.length + 1 };
			rows.push(added);
			return [added];
		}
		case 'update':
			return matches.map((row) => Object.assign(row, value));
		default:
			return matches.map((row) => ({ ...row }));
	}
}

class IsEqual implements INodeType {
	description = describe(['conditions'], 2);

	async execute(this: IExecuteFunctions) {
		const branches: INodeExecutionData[][] = [[], []];
		for (const [item, { json }] of this.getInputData().entries()) {
			const { conditions } = this.getNodeParameter('conditions', item) as {
				conditions: Array<{ leftValue: unknown; rightValue: unknown }>;
			};
			const isTrue = conditions.every(({ leftValue, rightValue }) => leftValue === rightValue);
			branches[isTrue ? 0 : 1]?.push({ json, pairedItem: { item } });
		}
		return await Promise.resolve(branches);
	}
}

class WaitSeconds implements INodeType {
	description = describe(['amount']);

	async execute(this: IExecuteFunctions) {
		await wait(Number(this.getNodeParameter('amount', 0)) * 1_000);
		return [this.getInputData()];
	}
}
