/** The operations of the resource, one line for each. `resources.ts` sorts them by name. */
export { sendAndWait } from './sendAndWait.operation';
export { sendTextMessage } from './send.operation';
