import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT } from '../support/folders';

const DOCS = [
	'README.md',
	'CONTRIBUTING.md',
	'AGENTS.md',
	'CHANGELOG.md',
	'CODE_OF_CONDUCT.md',
	'SECURITY.md',
	...readdirSync(join(PROJECT, 'docs')).map((name) => `docs/${name}`),
];
const pages = DOCS.filter((path) => path.endsWith('.md'));

const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');
const filesBelow = (folder: string): string[] =>
	readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));

const code = ['nodes', 'credentials', 'test', 'scripts', 'examples'].flatMap(filesBelow);
const names = code.map((path) => path.slice(PROJECT.length + 1));
const words = new Set(
	[...code, join(PROJECT, 'package.json')].flatMap((path) => readFileSync(path, 'utf8').match(/[A-Za-z_$][\w$]*/g) ?? []),
);

const withoutCode = (text: string) => text.replace(/```[\s\S]*?```/g, '');
const matches = (text: string, expression: RegExp) => [...text.matchAll(expression)].map((match) => match[1]!);

/** As GitHub makes them. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.trim()
		.replace(/ /g, '-');
const anchorsIn = (path: string) => matches(withoutCode(read(path)), /^#+ (.+)$/gm).map(anchorOf);

describe.each(pages)('%s', (page) => {
	const text = read(page);

	test('links only to pages and headings that exist', () => {
		const links = matches(withoutCode(text), /\]\(([^)\s]+)\)/g).filter((link) => !/^https?:/.test(link));
		const broken = links.filter((link) => {
			const [file = '', anchor] = link.split('#');
			const target = file === '' ? page : join(dirname(page), file);
			return !existsSync(join(PROJECT, target)) || (anchor !== undefined && !anchorsIn(target).includes(anchor));
		});
		expect(broken).toEqual([]);
	});

	test('shows only pictures that exist', () => {
		const pictures = matches(text, /(?:src|srcset)="([^"]+)"/g);
		expect(pictures.filter((path) => !existsSync(join(PROJECT, dirname(page), path)))).toEqual([]);
	});

	test('names only source files that exist', () => {
		const named = matches(text, /`([\w./<>*-]+\.(?:ts|js|cjs|mjs))`/g).filter((name) => !/[<>*]/.test(name));
		const missing = named.filter(
			(name) => !existsSync(join(PROJECT, name)) && !names.some((known) => known.endsWith(`/${name}`)),
		);
		expect(missing).toEqual([]);
	});

	test('names only functions, fields and values that exist', () => {
		const named = matches(withoutCode(text), /`([a-z$]+[A-Z][\w$]*)(?:\(\.\.\.\)|\(\))?`/g);
		expect(named.filter((name) => !words.has(name))).toEqual([]);
	});
});

test('every picture is in a document', () => {
	const text = pages.map(read).join('\n');
	const pictures = readdirSync(join(PROJECT, 'docs/images'));
	expect(pictures.filter((name) => !text.includes(`images/${name}`))).toEqual([]);
});

describe('an operation costs one file and one line', () => {
	const actions = 'nodes/WawpGroups/actions';
	const shown = read('CONTRIBUTING.md')
		.split('```diff\n')[1]!
		.split('```')[0]!
		.split('\n')
		.filter((line) => /^\+(?!\+\+ )/.test(line))
		.map((line) => line.slice(1));

	test('the diff that CONTRIBUTING shows is what the repository has', () => {
		const [line, ...file] = shown;
		expect(read(`${actions}/group/index.ts`).split('\n')).toContain(line);
		expect(file.join('\n')).toBe(read(`${actions}/group/refresh.operation.ts`).trimEnd());
	});

	test('of at most 60 lines; the three that handle all items together have a little more', () => {
		const long = filesBelow(actions)
			.filter((path) => /\.operations?\.ts$/.test(path) && readFileSync(path, 'utf8').trimEnd().split('\n').length > 60)
			.map((path) => path.slice(join(PROJECT, actions).length + 1));
		expect(long.sort()).toEqual([
			'inviteCode/revoke.operation.ts',
			'message/send.operation.ts',
			'message/sendAndWait.operation.ts',
		]);
	});
});
