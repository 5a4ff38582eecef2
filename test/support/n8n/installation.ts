import { join } from 'node:path';
import { CACHE } from '../folders';

export const N8N_VERSION = '2.41.1';

/** n8n gets its own Node.js, because it does not build on the oldest version that this package supports. */
export const NODE_VERSION = '24.21.0';
export const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** The folder of n8n's installation. It is separate from the package, so that the package's scripts do not run on n8n's Node.js. */
export const N8N_FOLDER = join(CACHE, `n8n-${N8N_VERSION}`);
export const NODE_FOLDER = join(N8N_FOLDER, 'node_modules', NODE_PACKAGE);
export const NODE_BINARY = join(NODE_FOLDER, 'bin', 'node');
export const N8N_SCRIPT = join(N8N_FOLDER, 'node_modules', 'n8n', 'bin', 'n8n');
