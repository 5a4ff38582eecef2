import { join } from 'node:path';

export const PROJECT = join(__dirname, '..', '..');

/** Everything that is installed or made by a script and can be deleted at any time. Git ignores it. */
export const CACHE = join(PROJECT, '.cache');
