import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../support/command';
import { PROJECT } from '../../support/folders';
import { packPackage } from '../../support/n8n/pack';

/** The paths of all files in a folder of the project and its subfolders, relative to the project. */
const filesBelow = (folder: string): string[] =>
	readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(PROJECT.length + 1));

describe('the package file', () => {
	let files: string[];

	beforeAll(async () => ({ files } = await packPackage()));

	it('contains dist/, index.js, package.json and the documents that npm shows, and nothing else', () => {
		const documents = ['CHANGELOG.md', 'LICENSE', 'README.md'].filter((name) => existsSync(join(PROJECT, name)));
		expect(files.filter((path) => !path.startsWith('dist/')).sort()).toEqual([...documents, 'index.js', 'package.json'].sort());
	});

	it('contains the built files that n8n loads, each icon and each codex file, and nothing else', () => {
		const assets = filesBelow('nodes').filter((path) => !path.endsWith('.ts'));
		const { n8n } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		expect(files.filter((path) => path.startsWith('dist/')).sort()).toEqual(
			[...n8n.nodes, ...n8n.credentials, 'dist/nodes/shared.js', ...assets.map((path) => `dist/${path}`)].sort(),
		);
	});
});

describe('npm, in a copy of the project without dist/', () => {
	/** Instead of a build, which takes longer. */
	const FAKE_BUILD = "mkdir -p dist && echo 'built' > dist/built.js";
	let folder: string;

	const npm = async (...args: string[]) => await run('npm', args, { cwd: folder });

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'wawp-groups-pack-'));
		await cp(join(PROJECT, '.npmrc'), join(folder, '.npmrc'));
		const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
		manifest.scripts.prepack = FAKE_BUILD;
		await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	});

	afterEach(async () => {
		await rm(folder, { recursive: true });
	});

	it('refuses to pack, and names the command that builds first', async () => {
		await expect(npm('pack')).rejects.toThrow('use-npm-run-pack');
		expect(readdirSync(folder).sort()).toEqual(['.npmrc', 'package.json']);
	});

	it('builds before it publishes', async () => {
		const output = await npm('publish', '--dry-run', '--json', '--registry=http://127.0.0.1:9', '--fetch-retries=0');
		expect(output).toContain('"dist/built.js"');
	});
});
