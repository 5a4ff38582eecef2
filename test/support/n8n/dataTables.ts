import type { IDataObject } from 'n8n-workflow';
import type { RestClient } from './restClient';

export interface DataTable {
	rows: () => Promise<IDataObject[]>;
	insert: (rows: IDataObject[]) => Promise<void>;
}

/** @returns the Data Table of the owner's project with exactly this name, if there is one */
export async function findDataTable(rest: RestClient, name: string): Promise<DataTable | undefined> {
	const path = await pathOfTables(rest);
	const { data: tables } = await rest.get<{ data: Array<{ id: string; name: string }> }>(path);
	const existing = tables.find((table) => table.name === name);
	return existing && tableAt(rest, `${path}/${existing.id}`);
}

/** Finds a Data Table by its name in the owner's project, or creates it. */
export async function provideDataTable(
	rest: RestClient,
	name: string,
	columns: Record<string, 'string' | 'boolean'>,
): Promise<DataTable> {
	const existing = await findDataTable(rest, name);
	if (existing) return existing;
	const path = await pathOfTables(rest);
	const fields = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
	const { id } = await rest.post<{ id: string }>(path, { name, columns: fields });
	return tableAt(rest, `${path}/${id}`);
}

async function pathOfTables(rest: RestClient): Promise<string> {
	const { id: project } = await rest.get<{ id: string }>('/projects/personal');
	return `/projects/${project}/data-tables`;
}

const tableAt = (rest: RestClient, path: string): DataTable => ({
	rows: async () => (await rest.get<{ data: IDataObject[] }>(`${path}/rows?take=100&sortBy=id:desc`)).data,
	insert: async (rows) => {
		await rest.post(`${path}/insert`, { data: rows, returnType: 'count' });
	},
});
