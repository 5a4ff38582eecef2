import { json, text, type Reply } from './reply';
import type { Request } from './route';

/**
 * A change that no page of v2 documents: an instance may not have it, or accept it and do nothing.
 *
 * @param act makes the change with the function that it gets, and returns the response
 */
export const undocumented =
	<Asked extends Request>(act: (request: Asked, make: (change: () => void) => void) => Reply) =>
	(request: Asked): Reply => {
		const { call, instance } = request;
		const { undocumentedChanges } = instance;
		if (undocumentedChanges === 'not found')
			return json(404, { statusCode: 404, message: `Cannot ${call.method} ${call.url}`, error: 'Not Found' });
		if (undocumentedChanges === 'not implemented') return text(501, '');
		return act(request, (change) => {
			if (undocumentedChanges === 'made') change();
		});
	};
