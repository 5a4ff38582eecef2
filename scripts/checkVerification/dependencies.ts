import { builtinModules } from 'node:module';
import type { Manifest } from './subject';
import { unless, type Theme } from './requirement';

const FORBIDDEN_FIELDS = ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies', 'overrides'];
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];

/** What n8n lets a verified node use at run time, and this package needs. */
export const RUN_TIME = ['n8n-workflow', 'crypto'];

export const dependencies: Theme = {
	title: 'Verification guidelines: no external dependencies',
	requirements: [
		{
			rule: 'The package has no dependencies at run time',
			check: ({ manifest }) => FORBIDDEN_FIELDS.filter((field) => field in manifest),
		},
		{
			rule: 'Its only peer is the n8n-workflow of the n8n that loads it',
			check: ({ manifest: { peerDependencies } }: { manifest: Manifest }) =>
				unless(JSON.stringify(peerDependencies) === '{"n8n-workflow":"*"}', JSON.stringify(peerDependencies)),
		},
		{
			rule: 'Every package in the lock file is for development only, so npm audit --omit=dev has nothing to report',
			check: ({ lock }) =>
				Object.entries(lock.packages)
					.filter(([path, { dev }]) => path !== '' && dev !== true)
					.map(([path]) => path),
		},
		{
			rule: 'Installing the package runs no script',
			check: ({ manifest }) => INSTALL_SCRIPTS.filter((name) => name in manifest.scripts),
		},
		{
			rule: 'The built files load nothing but each other, n8n-workflow and crypto',
			check: ({ built, read }) =>
				built
					.filter((path) => path.endsWith('.js'))
					.flatMap((path) =>
						[...read(path).matchAll(/\brequire\(([^)]*)\)/g)]
							.map(([, argument = '']) => argument.replace(/^["']|["']$/g, ''))
							.filter((name) => !name.startsWith('.') && !RUN_TIME.includes(name))
							.map((name) => `${path} loads ${name}${builtinModules.includes(name) ? ', a part of Node.js' : ''}`),
					),
		},
	],
};
