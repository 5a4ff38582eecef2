import { join } from 'node:path';

export const PROJECT = join(__dirname, '..', '..');

/** The folder for everything that scripts install or create. You can delete it at any time; Git ignores it. */
export const CACHE = join(PROJECT, '.cache');
