import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType, INodeType, INodeTypeDescription } from 'n8n-workflow';
import ts from 'typescript';
import { PROJECT } from '../../test/support/folders';

export interface Manifest {
	name: string;
	version: string;
	description?: string;
	license?: string;
	author?: { name?: string; email?: string };
	homepage?: string;
	repository?: { url?: string; directory?: string };
	bugs?: { url?: string };
	keywords?: string[];
	files?: string[];
	scripts: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
	peerDependencies?: Record<string, string>;
	devDependencies: Record<string, string>;
}

export interface Codex {
	node?: string;
	nodeVersion?: string;
	codexVersion?: string;
	categories?: unknown;
	subcategories?: unknown;
	resources?: { primaryDocumentation?: Array<{ url: string }>; credentialDocumentation?: Array<{ url: string }> };
}

/** A node as n8n loads it, with the files beside it. */
export interface BuiltNode {
	name: string;
	description: INodeTypeDescription;
	codex: Codex;
	/** The folder of the built file. */
	folder: string;
	/** Its source, below nodes/. */
	source: ts.SourceFile;
}

/** What the checks look at: the package in this folder, built. */
export interface Subject {
	manifest: Manifest;
	lock: { packages: Record<string, { dev?: boolean }> };
	nodes: BuiltNode[];
	credential: ICredentialType;
	/** The sources of everything that ships. */
	sources: ts.SourceFile[];
	/** The paths of the built files. */
	built: string[];
	/** Reads a file of the package. */
	read: (path: string) => string;
	exists: (path: string) => boolean;
}

export function readSubject(): Subject {
	const exists = (path: string) => existsSync(join(PROJECT, path));
	const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');
	const manifest = JSON.parse(read('package.json')) as Manifest;
	const sources = [...filesBelow('nodes'), ...filesBelow('credentials')].filter((path) => path.endsWith('.ts'));
	const parsed = sources.map((path) => ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true));
	const load = createRequire(join(PROJECT, 'package.json'));
	const exported = (path: string): unknown =>
		new (Object.values(load(`./${path}`) as Record<string, new () => unknown>)[0] ?? Object)();
	const [credentialPath = ''] = manifest.n8n.credentials;
	return {
		manifest,
		lock: JSON.parse(read('package-lock.json')) as Subject['lock'],
		nodes: manifest.n8n.nodes.map((path) => {
			const source = parsed.find(({ fileName }) => fileName === path.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
			if (!source) throw new Error(`${path} has no source`);
			const { description } = exported(path) as INodeType;
			const codex = JSON.parse(read(path.replace(/\.js$/, '.json'))) as Codex;
			return { name: description.name, description, codex, folder: path.slice(0, path.lastIndexOf('/')), source };
		}),
		credential: exported(credentialPath) as ICredentialType,
		sources: parsed,
		built: filesBelow('dist'),
		read,
		exists,
	};
}

const filesBelow = (folder: string): string[] =>
	readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(PROJECT.length + 1));
