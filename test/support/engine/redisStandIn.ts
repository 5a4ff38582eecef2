import type { IDataObject, INodeType } from 'n8n-workflow';
import { standIn, type Parameter } from './standIns';

/** The lists in Redis, by their keys. */
export type RedisLists = Map<string, string[]>;

/**
 * A stand-in for n8n's Redis node, with the operations that the example uses. `npm run test:queue` runs the example with the real node
 * and a real Redis.
 */
export const redisStandIn = (lists: RedisLists): INodeType =>
	standIn(
		['operation', 'key', 'list', 'messageData', 'propertyName', 'value', 'keyType', 'tail', 'expire', 'ttl'],
		(parameter, { json }) => [command(parameter, lists) ?? json],
	);

/** @returns the output, if it is not the input */
function command(parameter: Parameter, lists: RedisLists): IDataObject | undefined {
	const list = (key: string) => lists.get(parameter(key) as string) ?? [];
	switch (parameter('operation')) {
		case 'push':
			lists.set(parameter('list') as string, [...list('list'), parameter('messageData') as string]);
			return undefined;
		case 'pop':
			return { [parameter('propertyName') as string]: list('list').shift() };
		case 'get':
			return { [parameter('propertyName') as string]: [...list('key')] };
		default:
			// An empty list with a time to live: Redis keeps the values that are there.
			return undefined;
	}
}
