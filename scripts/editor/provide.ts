import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { assign, exampleFiles, readExample } from '../../test/support/examples';
import { provideDataTable } from '../../test/support/n8n/dataTables';
import type { RestClient } from '../../test/support/n8n/restClient';
import { saveCredential, saveWorkflow } from '../../test/support/n8n/workflows';

interface Named {
	id: string;
	name: string;
}

const CREDENTIAL: Omit<Parameters<typeof saveCredential>[1], 'data'> = { name: 'Wawp (emulated)', type: 'wawpGroupsApi' };

/** The chat that gets the alarms and questions. The emulator's console shows them. */
const ADMIN_CHAT = '201000000009';

/** Saves the credential for the emulator, or updates it, because the emulator has a different URL after each start. */
export async function provideCredential(rest: RestClient, data: ICredentialDataDecryptedObject): Promise<Named> {
	const saved = await rest.get<Named[]>('/credentials');
	const existing = saved.find(({ name }) => name === CREDENTIAL.name);
	if (!existing) return await saveCredential(rest, { ...CREDENTIAL, data });
	await rest.patch(`/credentials/${existing.id}`, { ...CREDENTIAL, data });
	return existing;
}

/** Saves the example workflows that do not exist yet. Their Wawp nodes use the credential. */
export async function provideExamples(rest: RestClient, { id, name }: Named): Promise<Named[]> {
	const saved = await rest.get<Named[]>('/workflows');
	return await Promise.all(
		exampleFiles().map(async (file) => {
			const example = readExample(file, { [CREDENTIAL.type]: { id, name } });
			const existing = saved.find((workflow) => workflow.name === example.name);
			const nodes = example.nodes.map((node) =>
				hasAdminChat(node) ? { ...node, parameters: assign({ adminChat: ADMIN_CHAT })(node.parameters) } : node,
			);
			return existing ?? { ...(await saveWorkflow(rest, { ...example, nodes })), name: example.name };
		}),
	);
}

const hasAdminChat = ({ parameters }: INode): boolean => {
	const { assignments } = (parameters.assignments ?? {}) as { assignments?: Array<{ name: string }> };
	return assignments?.some(({ name }) => name === 'adminChat') ?? false;
};

/** Creates the Data Tables that the examples use. Two people are on the waiting list of each group. */
export async function provideTables(rest: RestClient, groupIds: string[]): Promise<void> {
	const text = 'string';
	await provideDataTable(rest, 'WhatsApp invite codes', { groupId: text, code: text, inviteLink: text, rotatedAt: text });
	const table = await provideDataTable(rest, 'WhatsApp waves', {
		groupName: text,
		groupId: text,
		participantId: text,
		joinedAt: text,
		waveId: text,
		outcome: text,
		decidedBy: text,
	});
	if ((await table.rows()).length > 0) return;
	const people = ['201000000011@c.us', '201000000012@c.us'];
	await table.insert(
		groupIds.flatMap((groupId) => people.map((participantId) => ({ groupId, participantId, outcome: 'waiting' }))),
	);
}
