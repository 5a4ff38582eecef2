/**
 * `npm run owner -- <github user> <name> <email>` makes somebody the owner of the package: it replaces the values of `package.json`, and
 * every other place that repeats them. `npm run owner -- --check` fails as long as the neutral values are in place.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { PROJECT } from '../../test/support/folders';
import { NEUTRAL, type Owner } from './values';

const USAGE = 'Usage: npm run owner -- <github user> <name> <email>   or: npm run owner -- --check';

const SKIPPED = new Set(['.git', '.cache', '.stryker-tmp', 'coverage', 'dist', 'node_modules', 'reports']);
const EXTENSIONS = new Set(['', '.cjs', '.js', '.json', '.md', '.mjs', '.ts', '.yaml', '.yml']);
const UNCHANGED = new Set([join('scripts', 'owner', 'values.ts'), 'package-lock.json']);

interface Manifest {
	author: { name: string; email: string };
	repository: { url: string };
}

function currentOwner(): Owner {
	const { author, repository } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as Manifest;
	return { user: /github\.com\/([^/]+)\//.exec(repository.url)?.[1] ?? '', ...author };
}

/** @throws an Error that says which value is wrong */
function toOwner([user = '', name = '', email = '', ...more]: string[]): Owner {
	if (user === '' || more.length > 0) throw new Error(USAGE);
	if (!/^[a-z\d](?:[a-z\d-]{0,37}[a-z\d])?$/i.test(user))
		throw new Error(`"${user}" is not the name of a user on GitHub\n${USAGE}`);
	if (name.trim() === '') throw new Error(`The name is missing\n${USAGE}`);
	if (!/^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>]+$/.test(email)) throw new Error(`"${email}" is not an email address\n${USAGE}`);
	return { user, name: name.trim(), email };
}

/** Replaces what stands in many files: the address of the repository, and the email address. */
const withLinks = (text: string, from: Owner, to: Owner): string =>
	text
		// Functions, because a replacement text may contain patterns such as $&.
		.replaceAll(repositoryOf(from), () => repositoryOf(to))
		.replaceAll(from.email, () => to.email);

const repositoryOf = ({ user }: Owner) => `github.com/${user}/n8n-nodes-wawp-groups`;

/** The name stands in two files only. Elsewhere, the same word may mean somebody else. */
const WITH_NAME: Record<string, (text: string, to: Owner) => string> = {
	'package.json': (text, { name, email }) =>
		JSON.stringify({ ...(JSON.parse(text) as Manifest), author: { name, email } }, null, '\t') + '\n',
	LICENSE: (text, { name }) => text.replace(/^(Copyright \(c\) \d+ ).*$/m, (_line, start: string) => start + name),
};

const filesOfProject = (): string[] =>
	readdirSync(PROJECT, { withFileTypes: true })
		.filter(({ name }) => !SKIPPED.has(name))
		.flatMap((entry) =>
			entry.isDirectory()
				? readdirSync(join(PROJECT, entry.name), { recursive: true, withFileTypes: true })
						.filter((inner) => inner.isFile())
						.map((inner) => join(inner.parentPath, inner.name).slice(PROJECT.length + 1))
				: entry.isFile()
					? [entry.name]
					: [],
		)
		.filter((path) => EXTENSIONS.has(extname(path)) && !UNCHANGED.has(path));

/** Another length of a name may need other line breaks. */
async function formatted(text: string, path: string): Promise<string> {
	const { ignored, inferredParser } = await getFileInfo(path, { ignorePath: join(PROJECT, '.prettierignore') });
	return ignored || !inferredParser ? text : await format(text, { ...(await resolveConfig(path)), filepath: path });
}

async function changeOwner(to: Owner): Promise<string[]> {
	const from = currentOwner();
	const changed: string[] = [];
	for (const path of filesOfProject()) {
		const text = readFileSync(join(PROJECT, path), 'utf8');
		const linked = withLinks(text, from, to);
		const replaced = WITH_NAME[path]?.(linked, to) ?? linked;
		if (replaced === text) continue;
		writeFileSync(join(PROJECT, path), await formatted(replaced, join(PROJECT, path)));
		changed.push(path);
	}
	return changed;
}

async function main(args: string[]): Promise<void> {
	if (args[0] === '--check') {
		const current = currentOwner();
		const neutral = (Object.keys(NEUTRAL) as Array<keyof Owner>).filter((part) => current[part] === NEUTRAL[part]);
		if (neutral.length > 0) throw new Error(`package.json still has the neutral ${neutral.join(', ')}\n${USAGE}`);
		console.log(`The owner is ${current.name}, github.com/${current.user}`);
		return;
	}
	const changed = await changeOwner(toOwner(args));
	console.log(
		changed.length > 0 ? `Changed:\n  ${changed.join('\n  ')}\n\nNext: npm test, then docs/publishing.md` : 'Nothing to change',
	);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
