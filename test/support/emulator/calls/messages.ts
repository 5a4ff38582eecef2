import { messageShapes } from '../messageShapes';
import type { Route } from '../route';
import { json } from '../reply';

export const messageCalls = {
	sendText: {
		needs: 'session',
		act: ({ call, instance }) => {
			const { chatId, message } = call.body;
			if (typeof chatId !== 'string' || typeof message !== 'string' || message === '') {
				return json(400, { code: 'missing_param', message: 'chatId and message are required' });
			}
			instance.messages.push({ chatId, message });
			return messageShapes[instance.messageShape](`true_${chatId}_3EB0${instance.messages.length}`, chatId);
		},
	},
} satisfies Record<string, Route>;
