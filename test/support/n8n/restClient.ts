import type { INodeTypeDescription } from 'n8n-workflow';

/** The owner account. Its password is public: it works only for a local n8n that a script created. */
export const OWNER = { email: 'owner@example.com', password: 'OnlyForTests1', firstName: 'Local', lastName: 'Owner' };

/** A client of n8n's internal REST API, which n8n's editor uses. Each method throws an Error if the response is not a 2xx. */
export class RestClient {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Signs in as the owner. Creates the owner account in a new n8n. */
	async signIn(): Promise<this> {
		const { userManagement } = await this.get<{ userManagement: { showSetupOnFirstLoad: boolean } }>('/settings');
		if (userManagement.showSetupOnFirstLoad) await this.post('/owner/setup', OWNER);
		else await this.post('/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
		return this;
	}

	async get<Data>(path: string): Promise<Data> {
		return ((await this.call('GET', `/rest${path}`)) as { data: Data }).data;
	}

	async post<Data = unknown>(path: string, body: object = {}): Promise<Data> {
		return ((await this.call('POST', `/rest${path}`, body)) as { data: Data }).data;
	}

	async patch<Data = unknown>(path: string, body: object): Promise<Data> {
		return ((await this.call('PATCH', `/rest${path}`, body)) as { data: Data }).data;
	}

	/** The descriptions of all nodes that n8n has loaded. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return (await this.call('GET', '/types/nodes.json')) as INodeTypeDescription[];
	}

	private async call(method: string, path: string, body?: object): Promise<unknown> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			// n8n binds a session to one browser id.
			headers: { 'content-type': 'application/json', 'browser-id': 'wawp-groups', cookie: this.cookie },
			...(body && { body: JSON.stringify(body) }),
		});
		const session = response.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';')[0] ?? '';
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} returned ${response.status}: ${text.slice(0, 400)}`);
		return JSON.parse(text) as unknown;
	}
}
