const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

// tsc emits only JavaScript; n8n also reads the icons and the codex file from beside it.
const assets = () => src('nodes/**/*.{svg,node.json}', { encoding: false }).pipe(dest('dist/nodes'));

module.exports = { clean, default: assets };
