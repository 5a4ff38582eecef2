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
			description: 'Change this only if Wawp gave you another address',
		},
		{
			displayName: 'Send Credentials In',
			name: 'sendCredentialsIn',
			type: 'options',
			default: 'body',
			description: 'Change this only if Wawp rejects valid credentials',
			options: [
				{
					name: 'Body',
					value: 'body',
					description: 'In the JSON body. GET requests have no body and use the query.',
				},
				{
					name: 'Header',
					value: 'header',
					description:
						"Unproven: described only in Wawp's OpenAPI file, and not yet seen to work. Keeps secrets out of every URL.",
				},
				{
					name: 'Query',
					value: 'query',
					description: 'Always in the URL. Servers and proxies may log it.',
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
