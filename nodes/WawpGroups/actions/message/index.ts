import type { Resource } from '../operation';
import { sendTextMessage } from './send.operation';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [sendTextMessage],
	defaultOperation: sendTextMessage.value,
};
