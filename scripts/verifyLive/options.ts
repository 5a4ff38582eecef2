import { toGroupId, type GroupId } from '../../nodes/wawp/ids/groupId';
import { toParticipantId } from '../../nodes/wawp/ids/participantId';
import { DEFAULT_BASE_URL, toAccount } from '../../nodes/wawp/transport/account';
import type { Setup } from './kit';

export interface Options {
	setup: Setup;
	/** Where the report and the recording go. */
	folder: string;
	/** Whether all changes are allowed in advance. */
	yes: boolean;
}

interface Question {
	name: string;
	text: string;
	hidden?: boolean;
	/** Asked only when there is somebody to answer. Empty: left out. */
	optional?: boolean;
	/** @throws an Error that says what is wrong with the answer */
	check?: (answer: string) => unknown;
}

const QUESTIONS: readonly Question[] = [
	{ name: 'WAWP_INSTANCE_ID', text: 'Instance ID (from the Wawp dashboard)' },
	{ name: 'WAWP_ACCESS_TOKEN', text: 'Access token (you will not see it)', hidden: true },
	{
		name: 'WAWP_GROUP_ID',
		text: 'ID of a group of yours that you can throw away, e.g. 120363000000000001@g.us',
		check: toGroupId,
	},
	{
		name: 'WAWP_NON_ADMIN_GROUP_ID',
		text: 'ID of a group where the account is not an admin (Enter: none)',
		optional: true,
		check: toGroupId,
	},
	{
		name: 'WAWP_NON_MEMBER_GROUP_ID',
		text: 'ID of a group that the account is not in (Enter: none)',
		optional: true,
		check: toGroupId,
	},
	{
		name: 'WAWP_PERSON',
		text: 'Phone number of somebody who agreed to be added to the group and removed again (Enter: nobody)',
		optional: true,
		check: toPerson,
	},
	{
		name: 'WAWP_WEBHOOK_URL',
		text: 'Public https URL that leads to a port of this machine, e.g. of a tunnel (Enter: none)',
		optional: true,
		check: toUrl,
	},
];

export const HELP = `npm run verify:live -- [--yes] [--folder <folder>]

Compares what this package assumes about the Wawp API with your account. It asks for what it needs, and before each change.

Without questions, by environment variables:
${QUESTIONS.map(({ name, text }) => `  ${name.padEnd(26)}${text.split(' (')[0] ?? ''}`).join('\n')}
  WAWP_WEBHOOK_PORT         The local port to which the public URL leads (default 8790)
  WAWP_BASE_URL             Another address of the API (default ${DEFAULT_BASE_URL})
  WAWP_WEBHOOK_SECONDS      How long it waits for deliveries (default 20)
  WAWP_GAP_SECONDS          The time between two requests (default: by the limits of the instance, at least 1)
  --yes                     Allows all changes in advance
  --folder <folder>         Where the report goes (default verify-live)`;

/** Reads the options from the arguments, the environment and the answers. @throws an Error that says what is missing or wrong */
export async function readOptions(
	args: readonly string[],
	environment: NodeJS.ProcessEnv,
	ask: ((question: string, hidden: boolean) => Promise<string>) | undefined,
): Promise<Options> {
	const values = new Map<string, string>();
	for (const question of QUESTIONS) {
		const { name } = question;
		const given = environment[name]?.trim();
		if (given !== undefined && given !== '') values.set(name, checked(question, given));
		// Who gives the first ones in the environment wants no questions about the others.
		else if (ask && (!question.optional || environment.WAWP_GROUP_ID === undefined))
			values.set(name, await answerTo(question, ask));
		else if (!question.optional) throw new Error(`${name} is missing. See npm run verify:live -- --help`);
	}
	return { setup: toSetup(values, environment), folder: folderIn(args), yes: args.includes('--yes') };
}

async function answerTo(question: Question, ask: (question: string, hidden: boolean) => Promise<string>): Promise<string> {
	for (let tries = 0; tries < 3; tries++) {
		const answer = await ask(`${question.text}: `, question.hidden ?? false);
		try {
			return checked(question, answer);
		} catch (error) {
			console.log(`  ${(error as Error).message}`);
		}
	}
	throw new Error('No valid answer');
}

function checked({ name, optional, check }: Question, answer: string): string {
	if (answer === '' && optional) return '';
	if (answer === '') throw new Error(`${name} is empty`);
	check?.(answer);
	return answer;
}

function toSetup(values: ReadonlyMap<string, string>, environment: NodeJS.ProcessEnv): Setup {
	const value = (name: string) => values.get(name) ?? '';
	const group = (name: string): GroupId | undefined => (value(name) === '' ? undefined : toGroupId(value(name)));
	const url = value('WAWP_WEBHOOK_URL');
	return {
		account: toAccount({
			instanceId: value('WAWP_INSTANCE_ID'),
			accessToken: value('WAWP_ACCESS_TOKEN'),
			baseUrl: environment.WAWP_BASE_URL ?? '',
		}),
		groupId: toGroupId(value('WAWP_GROUP_ID')),
		nonAdminGroupId: group('WAWP_NON_ADMIN_GROUP_ID'),
		nonMemberGroupId: group('WAWP_NON_MEMBER_GROUP_ID'),
		person: value('WAWP_PERSON') === '' ? undefined : toPerson(value('WAWP_PERSON')),
		webhook: url === '' ? undefined : { url, port: Number(environment.WAWP_WEBHOOK_PORT ?? 8790) },
		patience: Number(environment.WAWP_WEBHOOK_SECONDS ?? 20) * 1_000,
		gap: environment.WAWP_GAP_SECONDS === undefined ? undefined : Number(environment.WAWP_GAP_SECONDS) * 1_000,
	};
}

function toPerson(answer: string) {
	const person = toParticipantId(answer);
	if (!person) throw new Error('This is not a phone number with its country code, e.g. +20 123 456 7890');
	return person;
}

function toUrl(answer: string): string {
	if (!/^https?:/.test(answer) || !URL.canParse(answer)) throw new Error('This is not a URL, e.g. https://abc.example.org/wawp');
	return answer;
}

function folderIn(args: readonly string[]): string {
	const at = args.indexOf('--folder');
	const folder = at < 0 ? 'verify-live' : args[at + 1];
	if (folder === undefined || folder.startsWith('--')) throw new Error('--folder needs the name of a folder');
	return folder;
}
