// Runs before every other script, so that a fresh clone needs no setup command. Checks the version of Node.js, and installs the
// development dependencies if the lock file has changed. Written in old JavaScript, so that an old Node.js can still print the message
// about its version.
const { execFileSync } = require('child_process');
const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..');
const oldest = Number(/\d+/.exec(require('../package.json').engines.node)[0]);

if (Number(process.versions.node.split('.')[0]) < oldest) {
	console.error(
		'This project needs Node.js ' +
			oldest +
			' or newer. You have ' +
			process.version +
			'. Get a newer one at https://nodejs.org/',
	);
	process.exit(1);
}

const lock = createHash('sha256')
	.update(fs.readFileSync(path.join(root, 'package-lock.json')))
	.digest('hex');
const stamp = path.join(root, 'node_modules', '.installed-lock');

if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== lock) {
	// Said before the first wait, although `installN8n` says more when it begins.
	const next = process.argv.includes('--n8n') ? ', then n8n if it is missing (3 to 6 minutes, 3 GB)' : '';
	console.log('Installing the development dependencies (1 to 2 minutes, 1 GB)' + next + ' ...');
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	// Not `npm ci`: it rejects a lock file that lacks the packages for other platforms, and not every registry has them.
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	// `npm publish --dry-run` runs this script, too, and hands its options on.
	execFileSync(npm, ['install', '--no-save', '--ignore-scripts', '--no-dry-run', ...quiet], { cwd: root, stdio: 'inherit' });
	fs.writeFileSync(stamp, lock);
}
