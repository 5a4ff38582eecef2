const { rm } = require('node:fs/promises');
const { join } = require('node:path');
const { nodeResolve } = require('@rollup/plugin-node-resolve');
const { dest, parallel, src } = require('gulp');
const { rollup } = require('rollup');
const { credentials, nodes } = require('./package.json').n8n;

/** Where tsc puts a file of JavaScript for each file of TypeScript. */
const COMPILED = require('./tsconfig.json').compilerOptions.outDir;

const clean = () => Promise.all(['dist', COMPILED].map((folder) => rm(folder, { recursive: true, force: true })));

/** The files that n8n loads, each under its path in `dist` without the extension. */
const input = Object.fromEntries(
	[...credentials, ...nodes]
		.map((file) => file.replace(/^dist\/|\.js$/g, ''))
		.map((name) => [name, join(COMPILED, `${name}.js`)]),
);

// One file for each of them, and one for what they share: Node.js needs half a millisecond for each file that it loads.
const code = async () => {
	const bundle = await rollup({
		input,
		external: ['crypto', 'n8n-workflow'],
		plugins: [nodeResolve()],
		onwarn: ({ message }) => {
			throw new Error(message);
		},
	});
	await bundle.write({
		dir: 'dist',
		format: 'cjs',
		exports: 'named',
		manualChunks: (id) => (/nodes\/(?:shared|wawp)\//.test(id) ? 'shared' : undefined),
		chunkFileNames: 'nodes/[name].js',
	});
};

// n8n also reads the icons and the codex file from beside the code.
const assets = () => src('nodes/**/*.{svg,node.json}', { encoding: false }).pipe(dest('dist/nodes'));

module.exports = { clean, default: parallel(code, assets) };
