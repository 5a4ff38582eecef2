import { Credentials } from 'n8n-core';
import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { WawpGroupsApi } from '../../../credentials/WawpGroupsApi.credentials';

/** Provides n8n's engine with credentials from memory instead of n8n's database. Applies `authenticate` as n8n does. */
export class CredentialsInMemory extends ICredentialsHelper {
	private readonly type: ICredentialType = new WawpGroupsApi();
	/** How often a node read and decrypted its credential. */
	reads = 0;

	constructor(private readonly data: ICredentialDataDecryptedObject | undefined) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override async authenticate(credentials: ICredentialDataDecryptedObject, _type: string, options: IHttpRequestOptions) {
		const { authenticate } = this.type;
		if (typeof authenticate !== 'function') throw new Error('the credential authenticates with a function');
		return await authenticate(credentials, options);
	}

	override async getDecrypted() {
		this.reads++;
		if (!this.data) throw new Error('Credential with ID "1" does not exist');
		return await Promise.resolve({ ...this.data });
	}

	override async getCredentials() {
		return await Promise.resolve(new Credentials({ id: null, name: '' }, '', ''));
	}

	override async preAuthentication() {
		return await Promise.resolve<ICredentialDataDecryptedObject | undefined>(undefined);
	}

	override async runPreAuthentication() {
		return await Promise.resolve<ICredentialDataDecryptedObject | undefined>(undefined);
	}

	override async updateCredentials() {
		await Promise.resolve();
	}

	override async updateCredentialsOauthTokenData() {
		await Promise.resolve();
	}

	override getCredentialsProperties() {
		return this.type.properties;
	}

	override isCredentialUsableByNode() {
		return true;
	}
}
