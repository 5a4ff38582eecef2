/** Tested versions of n8n-core, oldest first. The oldest is the last one before n8n 2. `npm test` uses the newest. */
export const VERSIONS = ['1.122.48', '2.14.1', '2.30.0'];
