import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../support/folders';

const TSX = join(PROJECT, 'node_modules/tsx/dist/cli.mjs');

/** Runs a script of a copy of the project. */
const tsx = (cwd: string, script: string, ...args: string[]) => {
	// With NODE_ENV=test, rules of n8n's older plugin expect the file names of that plugin's own tests.
	const env = { ...process.env, NODE_ENV: '' };
	const { status, stdout, stderr } = spawnSync(process.execPath, [TSX, script, ...args], { cwd, env, encoding: 'utf8' });
	return { status, output: stdout + stderr };
};
const verify = (cwd: string) => tsx(cwd, 'scripts/checkVerification/index.ts');
const owner = (cwd: string, ...args: string[]) => tsx(cwd, 'scripts/owner/index.ts', ...args);

// Each run of a script takes seconds, and more on a busy machine.
jest.setTimeout(180_000);

const answers = (output: string, answer: string) =>
	output.split('\n').flatMap((line) => (line.startsWith(`${answer} `) ? line.slice(answer.length).trim() : []));

const LEFT_OUT = new Set(
	['.cache', '.git', '.stryker-tmp', 'coverage', 'node_modules', 'reports'].map((name) => join(PROJECT, name)),
);

/** Copies the project with its build. The packages are the same. */
function copyProject(): string {
	const folder = mkdtempSync(join(tmpdir(), 'wawp-groups-copy-'));
	cpSync(PROJECT, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(path) });
	symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
	return folder;
}

describe('npm run check:verification', () => {
	test('finds nothing that n8n would reject, and leaves to the owner only what no program can do', () => {
		const { status, output } = verify(PROJECT);
		expect(answers(output, 'no')).toEqual([]);
		expect(answers(output, 'yes').length).toBeGreaterThan(50);
		expect(answers(output, 'only the owner can').length).toBeLessThanOrEqual(6);
		expect(status).toBe(0);
	});

	/** What a change would break, the place of it, and the line that must then say no. */
	const BREAKS: Array<[file: string, from: string | RegExp, to: string, rule: string]> = [
		[
			'package.json',
			'"peerDependencies"',
			'"dependencies": { "axios": "1.0.0" },\n\t"peerDependencies"',
			'no dependencies at run time',
		],
		['package.json', '"n8n-workflow": "*"', '"n8n-workflow": "2.41.0"', 'Its only peer'],
		['package.json', '"type": "git",', '"type": "git",\n\t\t"directory": "packages/wawp",', 'no-monorepo'],
		['package.json', '"prepack"', '"postinstall": "true",\n\t\t"prepack"', 'runs no script'],
		['package.json', '"license": "MIT"', '"license": "ISC"', 'license is MIT'],
		['package.json', '"n8n-community-node-package",', '', 'keyword n8n-community-node-package'],
		['package-lock.json', '"dev": true,', '"dev": false,', 'lock file'],
		['README.md', "## How it differs from Wawp's own node", '## Other', 'differs from an existing node'],
		['README.md', /$/, '\nНомера групп\n', 'documentation are in English'],
		['.github/workflows/publish.yml', ' --provenance', '', 'publishes the package with a provenance'],
		['docs/operations.md', /Revoke Invite Code/g, 'Reset', 'names every operation'],
		['dist/nodes/WawpGroups/WawpGroups.node.json', '["Communication"]', '["Messengers"]', 'valid-node-categories'],
		['dist/nodes/WawpGroups/WawpGroups.node.json', '"categories"', '"subcategories": {}, "categories"', 'no-codex-subcategories'],
		['dist/nodes/WawpGroups/wawpGroups.dark.svg', /#[0-9A-Fa-f]{3,6}/g, '#2b2b2b', 'icon-contrast'],
		['dist/nodes/shared.js', "'use strict';", "'use strict';require('fs');", 'load nothing but each other'],
		[
			'dist/nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.js',
			"displayName: 'Trigger On'",
			"displayName: 'Events to wait for'",
			'Trigger On',
		],
		[
			'dist/nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.js',
			"displayName: 'Join Methods'",
			"displayName: 'Join methods'",
			'Title Case',
		],
		['dist/nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.js', /required: true,/g, '', 'non-required-fields-in-collection'],
		['dist/nodes/shared.js', /hint: '/, `hint: '${'x'.repeat(120)} `, 'hint-max-length'],
		[
			'dist/nodes/WawpGroups/WawpGroups.node.js',
			"action: 'Get WhatsApp group invite code'",
			"action: 'Get the code'",
			'Actions are in sentence case',
		],
		['nodes/shared/nodeError.ts', /$/, '\nexport const home = process.env.HOME;\n', 'does not touch the process'],
		['nodes/shared/nodeError.ts', /$/, "\nexport const partnerId = 'abc';\n", 'no-hardcoded-ids'],
		['nodes/shared/nodeError.ts', /$/, "\nexport const text = 'There was a problem with the group';\n", 'avoid the words error'],
		[
			'dist/nodes/WawpGroupsTrigger/WawpGroupsTrigger.node.js',
			'"Member Joined": start',
			'Member Joined: start',
			'in quotation marks',
		],
		['nodes/shared/nodeError.ts', /^/, "import 'node:http';\n", 'imports only its own files'],
	];

	test('says no to each of many broken copies, and to the rule that the change breaks', () => {
		const folder = copyProject();
		try {
			// All at once: each run takes seconds. Each change breaks another line.
			for (const [file, from, to] of BREAKS) {
				const text = readFileSync(join(folder, file), 'utf8');
				const broken = text.replace(from, to);
				expect([file, String(from), broken === text]).toEqual([file, String(from), false]);
				writeFileSync(join(folder, file), broken);
			}
			const { status, output } = verify(folder);
			const refused = answers(output, 'no');
			expect(BREAKS.map(([, , , rule]) => rule).filter((rule) => !refused.some((line) => line.includes(rule)))).toEqual([]);
			// The linter of n8n sees some of them, too.
			expect(refused.some((line) => line.startsWith("n8n's own configuration"))).toBe(true);
			expect(status).toBe(1);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});

describe('npm run owner', () => {
	/** Not written here, because the script would replace them. */
	const [, ...neutral] = /user: '(.+?)', name: '(.+?)', email: '(.+?)'/.exec(
		readFileSync(join(PROJECT, 'scripts/owner/values.ts'), 'utf8'),
	)!;
	const OWNER = ['some-person', 'Zoë "Z" O\'Neil & Söhne $& Co', 'zoe@people.example'] as const;
	let folder: string;
	beforeAll(() => (folder = copyProject()));
	afterAll(() => rmSync(folder, { recursive: true }));

	test('--check fails while the neutral values are in place', () => {
		// In a repository that has an owner, this brings the neutral values back.
		expect(owner(folder, ...neutral)).toMatchObject({ status: 0 });
		const { status, output } = owner(folder, '--check');
		expect(status).toBe(1);
		expect(output).toContain('package.json still has the neutral user, name, email');
	});

	test.each([
		[['some/person', 'Zoë', 'zoe@people.example'], 'is not the name of a user'],
		[['some-person', 'Zoë', 'zoe'], 'is not an email address'],
		[['some-person', 'Zoë', 'zoe@people.example', 'more'], 'Usage'],
	])('%j changes nothing and says why', (args, message) => {
		const before = readFileSync(join(folder, 'package.json'), 'utf8');
		const { status, output } = owner(folder, ...args);
		expect(status).toBe(1);
		expect(output).toContain(message);
		expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(before);
	});

	test('leaves no neutral value anywhere, and the package still meets every requirement', () => {
		const changed = owner(folder, ...OWNER);
		expect(changed).toMatchObject({ status: 0 });
		const [user, name, email] = neutral;
		const search = ['-rIlE', `(github\\.com|npmjs\\.com)/${user!}\\b|${email!}|${name!}`, '.'];
		const skip = ['node_modules', 'dist'].map((name) => `--exclude-dir=${name}`);
		const left = spawnSync('grep', [...skip, ...search], { cwd: folder, encoding: 'utf8' })
			.stdout.trim()
			.split('\n');
		// Their definition.
		expect(left).toEqual(['./scripts/owner/values.ts']);

		const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
		const repository = `https://github.com/${OWNER[0]}/n8n-nodes-wawp-groups`;
		expect(manifest).toMatchObject({
			author: { name: OWNER[1], email: OWNER[2] },
			homepage: `${repository}#readme`,
			repository: { url: `git+${repository}.git` },
			bugs: { url: `${repository}/issues` },
		});
		expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toMatch(/^Copyright \(c\) \d{4} Zoë "Z" O'Neil & Söhne \$& Co$/m);
		expect(readFileSync(join(folder, 'SECURITY.md'), 'utf8')).toContain(`<${OWNER[2]}>`);
		expect(owner(folder, '--check')).toMatchObject({ status: 0 });

		const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
		const files = [...changed.output.matchAll(/^ {2}(\S+)$/gm)].map(([, path = '']) => path);
		expect(files).toEqual(expect.arrayContaining(['LICENSE', 'SECURITY.md', 'package.json']));
		expect(run('npx', 'prettier', '--check', '--ignore-unknown', ...files)).toMatchObject({ status: 0 });
		expect(run('npm', 'run', '--silent', 'build')).toMatchObject({ status: 0 });
		const { status, output } = verify(folder);
		expect(answers(output, 'no')).toEqual([]);
		expect(answers(output, 'yes')).toContain('package.json, the license and all links name the owner');
		expect(status).toBe(0);
	});

	test('can run again, for another owner', () => {
		expect(owner(folder, 'other', 'Ada', 'ada@people.example')).toMatchObject({ status: 0 });
		const text = ['package.json', 'LICENSE', 'SECURITY.md'].map((path) => readFileSync(join(folder, path), 'utf8')).join('\n');
		expect(text).not.toMatch(/some-person|Zoë|zoe@/);
		expect(text).toContain('(c) 2026 Ada');
	});
});
