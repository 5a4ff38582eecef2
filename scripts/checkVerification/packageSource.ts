import { onlyTheOwner, OwnerStep, unless, type Theme } from './requirement';
import { NEUTRAL } from '../owner/values';

const MIN_MINOR = 23;

export const packageSource: Theme = {
	title: 'Verification guidelines: package and source',
	requirements: [
		{
			rule: "The package is checked with n8n's command line, version 0.23.0 or newer",
			check: ({ manifest }) => {
				const version = manifest.devDependencies['@n8n/node-cli'] ?? '';
				const [major = 0, minor = 0] = version.split('.').map(Number);
				const isNew = major > 0 || minor >= MIN_MINOR;
				return [
					...unless(isNew, `package.json has @n8n/node-cli "${version}"`),
					...unless(manifest.scripts['lint:n8n']?.endsWith('n8n-node lint') === true, 'no script runs n8n-node lint'),
				];
			},
		},
		{
			rule: 'The README says how the package differs from an existing node for the service',
			check: ({ read }) =>
				unless(/^## How it differs from Wawp's own node$/m.test(read('README.md')), 'README.md has no such section'),
		},
		{
			rule: 'The name begins with n8n-nodes-, and the keyword n8n-community-node-package is set',
			check: ({ manifest: { name, keywords = [] } }) => [
				...unless(name.startsWith('n8n-nodes-'), name),
				...unless(keywords.includes('n8n-community-node-package'), 'the keyword is missing'),
			],
		},
		{
			rule: 'Name, description, author with an email address, homepage and issues are in package.json, and all point to one repository',
			check: ({ manifest }) => {
				const repository = /^git\+(https:\/\/github\.com\/[\w-]+\/[\w.-]+)\.git$/.exec(manifest.repository?.url ?? '')?.[1];
				if (!repository) return [`repository.url "${manifest.repository?.url ?? ''}" is no repository on GitHub`];
				return [
					...unless(repository.endsWith(`/${manifest.name}`), `the repository ${repository} has another name than the package`),
					...unless(manifest.homepage?.startsWith(repository) === true, 'homepage'),
					...unless(manifest.bugs?.url === `${repository}/issues`, 'bugs.url'),
					...unless((manifest.description ?? '') !== '', 'description'),
					...unless((manifest.author?.name ?? '') !== '' && manifest.author?.email?.includes('@') === true, 'author'),
				];
			},
		},
		{
			rule: 'The documentation of the nodes and of the credential is in that repository',
			check: ({ manifest, nodes, credential }) => {
				const start = (manifest.homepage ?? '').replace(/#.*/, '#');
				const urls = nodes.flatMap(({ codex: { resources } }) =>
					[resources?.primaryDocumentation, resources?.credentialDocumentation].map((links) => links?.[0]?.url ?? 'missing'),
				);
				return [...urls, credential.documentationUrl ?? 'missing'].filter((url) => !url.startsWith(start));
			},
		},
		{
			rule: 'The license is MIT',
			check: ({ manifest, read }) => [
				...unless(manifest.license === 'MIT', `package.json says ${manifest.license ?? 'nothing'}`),
				...unless(read('LICENSE').startsWith('MIT License\n'), 'LICENSE has another text'),
				...unless(read('LICENSE').includes(manifest.author?.name ?? ''), 'LICENSE does not name the author'),
			],
		},
		{
			rule: 'A GitHub Action publishes the package with a provenance statement and without a token',
			check: ({ read }) => {
				const workflow = read('.github/workflows/publish.yml');
				return [
					...['id-token: write', 'npm publish', '--provenance'].filter((part) => !workflow.includes(part)),
					...['secrets.', 'NODE_AUTH_TOKEN', 'NPM_TOKEN'].filter((part) => workflow.includes(part)),
				];
			},
		},
		{
			rule: 'package.json, the license and all links name the owner',
			check: ({ manifest }) =>
				manifest.author?.email === NEUTRAL.email
					? new OwnerStep('run npm run owner -- <github user> <name> <email>')
					: unless(!(manifest.repository?.url ?? '').includes(`/${NEUTRAL.user}/`), 'the repository is still the neutral one'),
		},
		onlyTheOwner('The repository is public, and its link on npm works', 'push it to GitHub'),
		onlyTheOwner('The author in package.json is the maintainer on npm', 'publish from your own npm account'),
		onlyTheOwner(
			"The published version has a provenance statement, and n8n's scan of it passes",
			'push the tag; the last step of the workflow Publish runs the scan',
		),
		onlyTheOwner("The package is submitted in n8n's creator portal", 'docs/publishing.md says how'),
	],
};
