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
 * What the examples use of n8n's own nodes, which belong to a package far too large to install here. `npm run test:e2e` runs the same
 * examples with the real ones.
 *
 * @param tables the rows of each Data Table, by its name
 */
export const standIns = (tables: Record<string, Row[]>): Record<string, INodeType> => ({
	'n8n-nodes-base.set': standIn(['assignments', 'includeOtherFields'], editFields),
	'n8n-nodes-base.splitOut': standIn(['fieldToSplitOut', 'options'], splitOut),
	'n8n-nodes-base.dataTable': standIn(['operation', 'dataTableId', 'filters', 'columns'], (parameter, item) =>
		dataTable(parameter, item, tables),
	),
});

type Parameter = <Value>(name: string) => Value;
type PerItem = (parameter: Parameter, item: INodeExecutionData) => IDataObject[];

/** A node that makes items out of each item; n8n keeps only parameters that a description names. */
function standIn(parameters: string[], perItem: PerItem): INodeType {
	const description: INodeTypeDescription = {
		displayName: 'Stand-in',
		name: 'standIn',
		group: ['transform'],
		version: [1, 1.1, 3.4],
		description: 'Does what an example needs of a node of n8n',
		defaults: { name: 'Stand-in' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: parameters.map((name) => ({ displayName: name, name, type: 'json', default: {} })),
	};
	return {
		description,
		async execute(this: IExecuteFunctions) {
			const output = this.getInputData().flatMap((item, itemIndex) => {
				const parameter: Parameter = (name) => this.getNodeParameter(name, itemIndex) as never;
				return perItem(parameter, item).map((json): INodeExecutionData => ({ json, pairedItem: { item: itemIndex } }));
			});
			return await Promise.resolve([output]);
		},
	};
}

const editFields: PerItem = (parameter, { json }) => {
	const { assignments } = parameter<{ assignments: Array<{ name: string; value: string }> }>('assignments');
	const set = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
	return [{ ...(parameter<boolean | object>('includeOtherFields') === true && json), ...set }];
};

const splitOut: PerItem = (parameter, { json }) => {
	const field = parameter<string>('fieldToSplitOut');
	const { destinationFieldName } = parameter<{ destinationFieldName: string }>('options');
	return (json[field] as string[]).map((value) => ({ ...json, [destinationFieldName]: value }));
};

interface Condition {
	keyName: string;
	condition: 'eq' | 'isFalse';
	keyValue?: unknown;
}

function dataTable(parameter: Parameter, _item: INodeExecutionData, tables: Record<string, Row[]>): IDataObject[] {
	const rows = tables[parameter<{ value: string }>('dataTableId').value];
	if (!rows) throw new Error('There is no such Data Table');
	const conditions = parameter<{ conditions?: Condition[] }>('filters').conditions ?? [];
	const matches = rows.filter((row) =>
		conditions.every(({ keyName, condition, keyValue }) =>
			condition === 'isFalse' ? row[keyName] === false : row[keyName] === keyValue,
		),
	);
	const { value } = parameter<{ value?: IDataObject }>('columns');
	switch (parameter<string>('operation')) {
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
