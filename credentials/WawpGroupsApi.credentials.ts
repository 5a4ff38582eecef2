import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { authenticate, CREDENTIAL_TYPE, DEFAULT_BASE_URL, toAccount } from '../nodes/wawp/transport/account';
import { sessionRules } from '../nodes/wawp/transport/credentialTestRules';

export class WawpGroupsApi implements ICredentialType {
	name = CREDENTIAL_TYPE;

	displayName = 'Wawp Groups API';

	icon: Icon = {
		light: 'file:../nodes/WawpGroups/wawpGroups.svg',
		dark: 'file:../nodes/WawpGroups/wawpGroups.dark.svg',
	};

	documentationUrl = 'https://github.com/example/n8n-nodes-wawp-groups#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Instance ID',
			name: 'instanceId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. a1b2c3d4e5f6',
			description: 'The 12 characters that your Wawp dashboard shows for the linked WhatsApp number',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The API access token of your Wawp account, from the dashboard',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description:
				'Change this only if Wawp gave you another address. If a test shows ENOTFOUND or ECONNREFUSED, n8n cannot reach this address.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for triggers with "Registration" set to "Manual". Choose at least 16 letters and digits, and enter the same secret in your Wawp dashboard.',
		},
		{
			displayName: 'Send Credentials In',
			name: 'sendCredentialsIn',
			type: 'options',
			default: 'body',
			description: 'Change this only if Wawp rejects valid credentials',
			options: [
				{
					name: 'Body (Recommended)',
					value: 'body',
					description: 'Keeps secrets out of the URL, except in requests that only read: these have no body',
				},
				{
					name: 'Headers (Unproven)',
					value: 'header',
					description: "Keeps secrets out of every URL. Described only in Wawp's OpenAPI file, and not yet seen to work.",
				},
				{
					name: 'URL (Less Private)',
					value: 'query',
					description: 'Always in the URL. Servers and proxies may log it with the access token.',
				},
			],
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => await Promise.resolve(authenticate(toAccount(credentials), requestOptions));

	test: ICredentialTestRequest = {
		// A redirect would send the access token to another host.
		request: { method: 'POST', url: '/v2/session/info', json: true, disableFollowRedirect: true },
		rules: sessionRules,
	};
}
