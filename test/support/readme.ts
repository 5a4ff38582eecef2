import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './folders';

/** The first shell block in a section of README.md. */
export function readmeCommands(section: string): string {
	const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
	const [, text = ''] = readme.split(new RegExp(`^## ${section}$`, 'm'));
	const commands = /^```sh\n(.*?)^```$/ms.exec(text.split(/^## /m)[0] ?? '')?.[1];
	if (!commands) throw new Error(`README.md has no shell commands in "${section}"`);
	return commands;
}
