import type { INodeParameters } from 'n8n-workflow';
import { Bench, A } from '../../../support/engine/bench';

const bench = new Bench('revoke', 'inviteCode');
const id = (value: string) => ({ __rl: true, mode: 'id', value });

describe.each(['continueErrorOutput', 'stopWorkflow'] as const)(
	'a secret that somebody typed into a field is hidden in the error (%s)',
	(onError) => {
		test.each<[string, (secret: string) => INodeParameters]>([
			['Group', (secret) => ({ groupId: id(secret) })],
			['Invite Code', (secret) => ({ resource: 'group', operation: 'join', inviteCode: `${secret}!` })],
			['Send To', (secret) => ({ resource: 'message', operation: 'send', sendTo: id(secret), message: 'Hello' })],
			['Participants', (secret) => ({ resource: 'participant', operation: 'add', groupId: id(A), participants: secret })],
			[
				'Picture URL',
				(secret) => ({ resource: 'group', operation: 'update', groupId: id(A), updateFields: { pictureUrl: secret } }),
			],
		])('%s', async (_field, parametersWith) => {
			for (const secret of bench.secrets) {
				const { error, errorBranch } = await bench.run({ parameters: parametersWith(secret), settings: { onError } });
				// n8n stores the parameters of the node with the error: that is where the secret was typed.
				const said = JSON.stringify([error?.message, error?.description, errorBranch.map(({ json }) => json)]);
				expect(said).toContain('[hidden]');
				expect(said).not.toContain(secret);
				expect(bench.calls).toEqual([]);
			}
		});
	},
);
