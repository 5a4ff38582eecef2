/** The operations of the resource, one line for each. `resources.ts` sorts them by name. */
export { getAccountStatus } from './getStatus.operation';
