import { readOptions } from '../../../scripts/verifyLive/options';

const REQUIRED = { WAWP_INSTANCE_ID: 'a1b2c3d4e5f6', WAWP_ACCESS_TOKEN: 'some-token', WAWP_GROUP_ID: '120363000000000001' };

test('come from the environment without a question', async () => {
	const ask = jest.fn();
	const { setup, folder, yes } = await readOptions(
		['--yes', '--folder', 'here'],
		{ ...REQUIRED, WAWP_PERSON: '+20 123 456 7890' },
		ask,
	);
	expect(ask).not.toHaveBeenCalled();
	expect({ folder, yes }).toEqual({ folder: 'here', yes: true });
	expect(setup).toMatchObject({
		account: { instanceId: 'a1b2c3d4e5f6', accessToken: 'some-token', baseUrl: 'https://api.wawp.net' },
		groupId: '120363000000000001@g.us',
		person: '201234567890@c.us',
		nonAdminGroupId: undefined,
		webhook: undefined,
	});
});

test('come from answers; only the token is hidden, and a wrong answer is asked again', async () => {
	const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
	const answers = [
		'a1b2c3d4e5f6',
		'some-token',
		'nonsense',
		'120363000000000001',
		'',
		'',
		'nobody',
		'',
		'https://tunnel.example.org/x',
	];
	const hidden: string[] = [];
	const { setup } = await readOptions([], {}, async (question, isHidden) => {
		if (isHidden) hidden.push(question);
		return await Promise.resolve(answers.shift() ?? '');
	});
	expect(hidden).toEqual([expect.stringContaining('Access token') as string]);
	expect(setup.webhook).toEqual({ url: 'https://tunnel.example.org/x', port: 8790 });
	expect(setup.person).toBeUndefined();
	expect(log).toHaveBeenCalledTimes(2);
	log.mockRestore();
});

test.each([
	[{ ...REQUIRED, WAWP_GROUP_ID: '' }, 'WAWP_GROUP_ID is missing'],
	[{ ...REQUIRED, WAWP_GROUP_ID: 'my group' }, '"my group" is not a group ID'],
	[{ ...REQUIRED, WAWP_WEBHOOK_URL: 'tunnel' }, 'This is not a URL'],
	[{ ...REQUIRED, WAWP_PERSON: 'Nadia' }, 'This is not a phone number'],
	[{ ...REQUIRED, WAWP_BASE_URL: 'api.wawp.net' }, 'The base URL must begin with https://'],
])('are checked: %j', async (environment, message) => {
	await expect(readOptions([], environment, undefined)).rejects.toThrow(message);
});

test('need a folder after --folder', async () => {
	await expect(readOptions(['--folder', '--yes'], REQUIRED, undefined)).rejects.toThrow('--folder needs the name of a folder');
});
