import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../folders';
import { descriptions, operationsOf, releasedDescriptions, valuesOf } from './descriptions';
import { eventOutput } from './eventOutput';
import { operationOutput } from './operationOutput';

/** Holds what saved workflows rely on, as of the last release. */
export const CONTRACT_FILE = join(PROJECT, 'test', 'support', 'contract', 'contract.json');

/** Said to whoever changes it. */
export const RULE =
	'A released name, value or default never changes within a node version: saved workflows hold it. ' +
	'Until 1.0.0: "npm run contract:record" writes it anew; then say in CHANGELOG.md what changed. ' +
	'From 1.0.0 on it takes additions only.';

/** What saved workflows rely on: the panels of the nodes and the credential, and the fields of what comes out. */
export interface Contract {
	descriptions: object;
	operations: object;
	events: object;
}

export const storedContract = (): Contract => JSON.parse(readFileSync(CONTRACT_FILE, 'utf8')) as Contract;

const properties = descriptions.flatMap((description) => description.properties);

/** How to find out each part of it from the code as it is today. */
export const current: { [Part in keyof Contract]: () => Promise<object> } = {
	descriptions: async () => await Promise.resolve(releasedDescriptions()),
	operations: async () => await operationOutput(operationsOf(properties)),
	events: async () => await eventOutput(valuesOf(properties, 'events')),
};

export const currentContract = async (): Promise<Contract> => ({
	descriptions: await current.descriptions(),
	operations: await current.operations(),
	events: await current.events(),
});
