import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../support/folders';
import { packPackage } from '../../support/n8n/pack';

/** The paths of all files in a folder of the project and its subfolders, relative to the project. */
const filesBelow = (folder: string): string[] =>
	readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(PROJECT.length + 1));

const sources = [...filesBelow('nodes'), ...filesBelow('credentials')];

describe('npm pack', () => {
	let files: string[];

	beforeAll(async () => ({ files } = await packPackage()));

	it('packs dist/, index.js, package.json and the documents that npm shows, and nothing else', () => {
		const documents = ['CHANGELOG.md', 'LICENSE', 'README.md'].filter((name) => existsSync(join(PROJECT, name)));
		expect(files.filter((path) => !path.startsWith('dist/')).sort()).toEqual([...documents, 'index.js', 'package.json'].sort());
	});

	it('contains one built file for each source file, icon and codex file', () => {
		const built = sources.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
		expect(files.filter((path) => path.startsWith('dist/')).sort()).toEqual(built.sort());
	});
});
