/** The operations of the resource, one line for each. `resources.ts` sorts them by name. */
export { getInviteCode } from './get.operation';
export { revokeInviteCode } from './revoke.operation';
