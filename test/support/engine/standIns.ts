import {
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { clock } from '../../../nodes/wawp/transport/clock';

/** One row of a Data Table. */
export type Row = IDataObject & { id: number };

/**
 * Stand-ins for n8n's own nodes, with the features that the examples use. The real nodes are in a package that is too large to install
 * here. `npm run test:e2e` runs the same examples with the real nodes.
 *
 * @param tables the rows of each Data Table, by its name, which is its ID, too. The newest is first. None can be added to a frozen object
 */
export const standIns = (tables: Record<string, Row[]>): Record<string, INodeType> => ({
	'n8n-nodes-base.set': standIn(['assignments', 'includeOtherFields'], editFields),
	'n8n-nodes-base.if': new IsEqual(),
	'n8n-nodes-base.wait': new WaitForTime(),
	'n8n-nodes-base.splitOut': standIn(['fieldToSplitOut', 'options'], splitOut),
	'n8n-nodes-base.dataTable': standIn(
		[
			...['resource', 'operation', 'dataTableId', 'matchType', 'filters', 'columns', 'tableName', 'options'],
			...['orderBy', 'returnAll', 'limit'],
		],
		(parameter, item) => (parameter('resource') === 'table' ? tablesOf(parameter, tables) : dataTable(parameter, item, tables)),
	),
});

export type Parameter = (name: string) => unknown;
export type PerItem = (parameter: Parameter, item: INodeExecutionData) => IDataObject[];

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

/**
 * A node that returns any number of items for each input item. With "On Error: Continue", an item that fails is passed on, like the real
 * Data Table node does. The engine replaces its JSON if the error is one of n8n's.
 */
export function standIn(parameters: string[], perItem: PerItem): INodeType {
	return {
		description: describe(parameters),
		async execute(this: IExecuteFunctions) {
			const output = this.getInputData().flatMap((item, itemIndex) => {
				const parameter: Parameter = (name) => this.getNodeParameter(name, itemIndex);
				const pairedItem = { item: itemIndex };
				try {
					return perItem(parameter, item).map((json): INodeExecutionData => ({ json, pairedItem }));
				} catch (error) {
					if (!this.continueOnFail()) throw error;
					return [{ json: item.json, pairedItem, ...(error instanceof NodeOperationError && { error }) }];
				}
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

/** The field may be inside another one: `decision.items`. An entry that is no object keeps the name of the field. */
const splitOut: PerItem = (parameter, { json }) => {
	const field = parameter('fieldToSplitOut') as string;
	const entries = field.split('.').reduce<unknown>((value, key) => (value as IDataObject)[key], json) as Array<
		IDataObject | string
	>;
	return entries.map((entry) => (typeof entry === 'object' ? entry : { [field]: entry }));
};

interface Condition {
	keyName: string;
	condition: 'eq' | 'gte';
	keyValue?: unknown;
}

/** Like the real node: a part of the name is enough, and a new table is refused if another name in front hides that it exists. */
function tablesOf(parameter: Parameter, tables: Record<string, Row[]>): IDataObject[] {
	const { filterName } = parameter('options') as { filterName?: string };
	const found = (text: string) => Object.keys(tables).filter((name) => name.toLowerCase().includes(text.toLowerCase()));
	const shown = (name: string) => ({ id: name, name });
	if (parameter('operation') === 'list') return found(filterName ?? '').map(shown);
	const name = parameter('tableName') as string;
	if (found(name)[0] === name) return [shown(name)];
	if (name in tables) throw new Error(`Data table with name "${name}" already exists in this project`);
	if (!Object.isExtensible(tables)) throw new Error('The Data Table could not be created');
	tables[name] = [];
	return [shown(name)];
}

function dataTable(parameter: Parameter, { json }: INodeExecutionData, tables: Record<string, Row[]>): IDataObject[] {
	const rows = tables[(parameter('dataTableId') as { value: string }).value];
	if (!rows) throw new Error('There is no such Data Table');
	const conditions = (parameter('filters') as { conditions?: Condition[] }).conditions ?? [];
	const isMatch = (row: Row) => (condition: Condition) => isMet(condition, row);
	const isAny = parameter('matchType') === 'anyCondition';
	const matches = rows.filter((row) => (isAny ? conditions.some(isMatch(row)) : conditions.every(isMatch(row))));
	const { mappingMode, value } = parameter('columns') as { mappingMode?: string; value?: IDataObject };
	// The package compares it with its own clock. An expression with $now knows the real time only.
	const updatedAt = new Date(clock.now()).toISOString();
	const columns = { ...(mappingMode === 'autoMapInputData' ? json : value), updatedAt };
	const insert = () => {
		const added = { ...columns, createdAt: new Date().toISOString(), id: rows.length + 1 };
		rows.push(added);
		return [{ ...added }];
	};
	const update = () => matches.map((row) => ({ ...Object.assign(row, columns) }));
	switch (parameter('operation')) {
		case 'insert':
			return insert();
		case 'update':
			return update();
		case 'upsert':
			return matches.length === 0 ? insert() : update();
		default: {
			// The examples only order by ID, the newest first.
			const ordered = parameter('orderBy') === true ? [...matches].sort((one, other) => other.id - one.id) : matches;
			return ordered
				.slice(0, parameter('returnAll') === true ? undefined : (parameter('limit') as number))
				.map((row) => ({ ...row }));
		}
	}
}

/** Texts are compared as texts, also times. */
function isMet({ keyName, condition, keyValue }: Condition, row: Row): boolean {
	const value = row[keyName];
	const [text, other] = [value as string, keyValue as string];
	switch (condition) {
		case 'gte':
			return text >= other;
		default:
			return value === keyValue;
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

class WaitForTime implements INodeType {
	description = describe(['resume', 'amount']);

	async execute(this: IExecuteFunctions) {
		await clock.pause(Number(this.getNodeParameter('amount', 0)) * 1_000);
		return [this.getInputData()];
	}
}
