import type { INodeTypeDescription } from 'n8n-workflow';

/** What anybody may sign in with: it opens only a local n8n that a script made. */
export const OWNER = { email: 'owner@example.com', password: 'OnlyForTests1', firstName: 'Local', lastName: 'Owner' };

/** n8n's internal REST API, as its editor uses it. */
export class RestClient {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Creates the owner account in a fresh n8n. */
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

	/** All nodes that n8n has loaded. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return (await this.call('GET', '/types/nodes.json')) as INodeTypeDescription[];
	}

	private async call(method: string, path: string, body?: object): Promise<unknown> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			// The session belongs to one browser, which names itself.
			headers: { 'content-type': 'application/json', 'browser-id': 'wawp-groups', cookie: this.cookie },
			...(body && { body: JSON.stringify(body) }),
		});
		const session = response.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';')[0] ?? '';
		const answer = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer.slice(0, 400)}`);
		return JSON.parse(answer) as unknown;
	}
}
