import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../command';
import { CACHE, PROJECT } from '../folders';

export interface PackedPackage {
	tarball: string;
	/** The paths of the files inside the package. */
	files: string[];
}

/** Packs the package as npm would publish it. Build `dist/` first. */
export async function packPackage(folder = join(CACHE, 'package')): Promise<PackedPackage> {
	await mkdir(folder, { recursive: true });
	const output = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: PROJECT });
	const [packed] = JSON.parse(output) as Array<{ filename: string; files: Array<{ path: string }> }>;
	if (!packed) throw new Error('npm pack created no package');
	return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path) };
}
