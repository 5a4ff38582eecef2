/** `npm run pack` builds the package, packs it into this folder, and prints the command that installs it in n8n. */
import { PROJECT } from '../test/support/folders';
import { installArguments } from '../test/support/n8n/installPackage';
import { packPackage } from '../test/support/n8n/pack';

async function main(): Promise<void> {
	const { tarball } = await packPackage(PROJECT);
	const command = ['npm', ...installArguments('~/.n8n/nodes', tarball)].join(' ');
	console.log(`Packed ${tarball}\n\nTo install it on this machine, run this and restart n8n:\n\n  ${command}\n`);
	console.log('README.md says how to install it in Docker.');
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
