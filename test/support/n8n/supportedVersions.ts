/** Versions of n8n-core, oldest first: the oldest is the last before n8n 2. The newest is the one that `npm test` uses. */
export const VERSIONS = ['1.122.48', '2.14.1', '2.30.0'];
