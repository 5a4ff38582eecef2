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

/** `npm test` builds first; jest alone may meet an older build. */
const built = createRequire(join(root, 'package.json'))('./index.js') as Record<
	string,
	new () => Described & { icon: Described['description']['icon'] }
>;

test('index.js exports the credential and both nodes', () => {
	expect(Object.keys(built).sort()).toEqual(['WawpGroups', 'WawpGroupsApi', 'WawpGroupsTrigger']);
});

test('every file that n8n is told to load was built', () => {
	for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials])
		expect([path, existsSync(join(root, path))]).toEqual([path, true]);
});

test.each([
	['node', 'dist/nodes/WawpGroups', () => new built.WawpGroups!().description.icon],
	['trigger', 'dist/nodes/WawpGroupsTrigger', () => new built.WawpGroupsTrigger!().description.icon],
	['credential', 'dist/credentials', () => new built.WawpGroupsApi!().icon],
])('the icons of the %s, light and dark, are in the build', (_what, folder, icons) => {
	for (const icon of Object.values(icons())) {
		expect(icon).toMatch(/^file:.*\.svg$/);
		expect(existsSync(join(root, folder, icon.replace('file:', '')))).toBe(true);
	}
});

test.each([
	['WawpGroups', 'wawpGroups', 'Invite Code'],
	['WawpGroupsTrigger', 'wawpGroupsTrigger', 'Spam'],
])('the codex file of %s is in the build, names the node, and lets a search for WhatsApp find it', (name, type, alias) => {
	const codex = JSON.parse(read(`dist/nodes/${name}/${name}.node.json`)) as {
		node: string;
		alias: string[];
		categories: string[];
	};
	expect(codex).toMatchObject({ node: `n8n-nodes-wawp-groups.${type}`, categories: ['Communication'] });
	expect(codex.alias).toEqual(expect.arrayContaining(['WhatsApp', alias]));
});

test('the trigger shares a card with the node: its name is that of the node with "Trigger"', () => {
	const names = [built.WawpGroups!, built.WawpGroupsTrigger!].map((Node) => new Node().description.name);
	expect(names[1]).toBe(`${names[0]!}Trigger`);
});

test('nothing is needed at run time but n8n itself', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('the changelog begins with the version of the package', () => {
	expect(/^## \[(.+?)\]/m.exec(read('CHANGELOG.md'))?.[1]).toBe(manifest.version);
});

test('every script is named in README or CONTRIBUTING, and every script that they name exists', () => {
	const docs = read('README.md') + read('CONTRIBUTING.md');
	const named = [...docs.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!);
	expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
	expect(Object.keys(manifest.scripts).filter((name) => name !== 'test' && !named.includes(name))).toEqual([]);
});
