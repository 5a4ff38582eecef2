/**
 * Must load before n8n-core: it writes a config file below N8N_USER_FOLDER when it starts. Every process gets a folder of its
 * own, and a fixed key, since a config file made with another key is refused.
 */
import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(tmpdir(), 'n8n-nodes-wawp-groups-test', process.env.JEST_WORKER_ID ?? 'demo');
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'test-key';
// Failing nodes are what the tests are about; n8n would log each of them.
process.env.N8N_LOG_LEVEL = 'silent';
