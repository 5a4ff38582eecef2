import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../support/command';
import { PROJECT } from '../../support/folders';

describe('npm, in a copy of the project without dist/', () => {
	/** Instead of a build, which takes longer. */
	const FAKE_BUILD = "mkdir -p dist && echo 'built' > dist/built.js";
	let folder: string;

	const npm = async (...args: string[]) => await run('npm', args, { cwd: folder });

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'wawp-groups-pack-'));
		await cp(join(PROJECT, '.npmrc'), join(folder, '.npmrc'));
		const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
		manifest.scripts.prepack = FAKE_BUILD;
		await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	});

	afterEach(async () => {
		await rm(folder, { recursive: true });
	});

	it('refuses to pack, and names the command that builds first', async () => {
		await expect(npm('pack')).rejects.toThrow('use-npm-run-pack');
		expect(readdirSync(folder).sort()).toEqual(['.npmrc', 'package.json']);
	});

	it('builds before it publishes', async () => {
		const output = await npm('publish', '--dry-run', '--json', '--registry=http://127.0.0.1:9', '--fetch-retries=0');
		expect(output).toContain('"dist/built.js"');
	});
});
