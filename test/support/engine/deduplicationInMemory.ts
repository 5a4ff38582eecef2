import { createHash } from 'node:crypto';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/**
 * n8n's stored deduplication in `entries` mode, in memory instead of n8n's database. As in n8n, there is one row of hashes per workflow
 * and node. Each call reads the row, changes it and writes it back without a lock.
 */
export class DeduplicationInMemory implements IDataDeduplicator {
	private readonly rows = new Map<string, string[]>();

	/** @param turnaround resolves when the simulated database has responded */
	constructor(private readonly turnaround: () => Promise<void> = async () => await Promise.resolve()) {}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ maxEntries }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const row = await this.read(rowName(scope, context));
		const known = new Set(row);
		const output: IDeduplicationOutput = { new: [], processed: [] };
		for (const item of items) output[known.has(hash(item)) ? 'processed' : 'new'].push(item);
		row.push(...output.new.map(hash));
		if (maxEntries) row.splice(0, row.length - maxEntries);
		await this.write(rowName(scope, context), row);
		return output;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const gone = new Set(items.map(hash));
		const row = await this.read(rowName(scope, context));
		await this.write(
			rowName(scope, context),
			row.filter((entry) => !gone.has(entry)),
		);
	}

	async clearAllProcessedItems(scope: DeduplicationScope, context: ICheckProcessedContextData): Promise<void> {
		this.rows.delete(rowName(scope, context));
		await Promise.resolve();
	}

	async getProcessedDataCount(scope: DeduplicationScope, context: ICheckProcessedContextData): Promise<number> {
		return (await this.read(rowName(scope, context))).length;
	}

	/** The number of hashes in each row. */
	get sizes(): number[] {
		return [...this.rows.values()].map((row) => row.length);
	}

	clear(): void {
		this.rows.clear();
	}

	private async read(name: string): Promise<string[]> {
		await this.turnaround();
		return [...(this.rows.get(name) ?? [])];
	}

	private async write(name: string, row: string[]): Promise<void> {
		await this.turnaround();
		this.rows.set(name, row);
	}
}

const rowName = (scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData) =>
	JSON.stringify([workflow.id, scope === 'node' ? node?.id : '']);

const hash = (item: DeduplicationItemTypes) => createHash('md5').update(String(item)).digest('base64');
