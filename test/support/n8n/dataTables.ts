import type { IDataObject } from 'n8n-workflow';
import type { RestClient } from './restClient';

export interface DataTable {
	rows: () => Promise<IDataObject[]>;
	insert: (rows: IDataObject[]) => Promise<void>;
}

/** Finds a Data Table by its name in the owner's project, or creates it. */
export async function provideDataTable(
	rest: RestClient,
	name: string,
	columns: Record<string, 'string' | 'boolean'>,
): Promise<DataTable> {
	const { id: project } = await rest.get<{ id: string }>('/projects/personal');
	const path = `/projects/${project}/data-tables`;
	const { data: tables } = await rest.get<{ data: Array<{ id: string; name: string }> }>(path);
	const existing = tables.find((table) => table.name === name);
	const fields = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
	const { id } = existing ?? (await rest.post<{ id: string }>(path, { name, columns: fields }));
	return {
		rows: async () => (await rest.get<{ data: IDataObject[] }>(`${path}/${id}/rows?take=100`)).data,
		insert: async (rows) => {
			await rest.post(`${path}/${id}/insert`, { data: rows, returnType: 'count' });
		},
	};
}
