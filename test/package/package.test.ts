import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Manifest {
	version: string;
	main: string;
	files: string[];
	dependencies?: unknown;
	peerDependencies: Record<string, string>;
	n8n: { credentials: string[]; nodes: string[] };
	scripts: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;

interface Described {
	description: { name: string; icon: { light: string; dark: string } };
}

/** The built package. `npm test` builds it first; if you run jest alone, it may be outdated. */
const built = createRequire(join(root, 'package.json'))('./index.js') as Record<
	string,
	new () => Described & { icon: Described['description']['icon'] }
>;

test('index.js exports the credential and both nodes', () => {
	expect(Object.keys(built).sort()).toEqual(['WawpGroups', 'WawpGroupsApi', 'WawpGroupsTrigger']);
});

test('every file in the n8n section of package.json was built', () => {
	for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials])
		expect([path, existsSync(join(root, path))]).toEqual([path, true]);
});

test.each([
	['node', 'dist/nodes/WawpGroups', () => new built.WawpGroups!().description.icon],
	['trigger', 'dist/nodes/WawpGroupsTrigger', () => new built.WawpGroupsTrigger!().description.icon],
	['credential', 'dist/credentials', () => new built.WawpGroupsApi!().icon],
])('the build contains the light and dark icons of the %s', (_what, folder, icons) => {
	for (const icon of Object.values(icons())) {
		expect(icon).toMatch(/^file:.*\.svg$/);
		expect(existsSync(join(root, folder, icon.replace('file:', '')))).toBe(true);
	}
});

test.each([
	['WawpGroups', 'wawpGroups', 'Invite Code'],
	['WawpGroupsTrigger', 'wawpGroupsTrigger', 'Spam'],
])('the build contains the codex file of %s, which names the node and has WhatsApp as an alias', (name, type, alias) => {
	const codex = JSON.parse(read(`dist/nodes/${name}/${name}.node.json`)) as {
		node: string;
		alias: string[];
		categories: string[];
	};
	expect(codex).toMatchObject({ node: `n8n-nodes-wawp-groups.${type}`, categories: ['Communication'] });
	expect(codex.alias).toEqual(expect.arrayContaining(['WhatsApp', alias]));
});

test('the name of the trigger is the name of the node plus "Trigger", so that both share a card', () => {
	const names = [built.WawpGroups!, built.WawpGroupsTrigger!].map((Node) => new Node().description.name);
	expect(names[1]).toBe(`${names[0]!}Trigger`);
});

test('the package needs only n8n at run time', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('the first version in the changelog is the version of the package', () => {
	expect(/^## \[(.+?)\]/m.exec(read('CHANGELOG.md'))?.[1]).toBe(manifest.version);
});

test('README or CONTRIBUTING mentions every script, and every script that they mention exists', () => {
	const docs = read('README.md') + read('CONTRIBUTING.md');
	const named = [...docs.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!);
	expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
	// npm runs `prepack` by itself.
	const others = Object.keys(manifest.scripts).filter((name) => name !== 'test' && name !== 'prepack');
	expect(others.filter((name) => !named.includes(name))).toEqual([]);
});
