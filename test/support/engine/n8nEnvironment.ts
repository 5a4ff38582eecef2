/**
 * Sets n8n's environment variables. Must load before n8n-core, which writes a config file below N8N_USER_FOLDER when it loads. Each
 * process gets its own folder. The key is fixed, because n8n rejects a config file that was created with another key.
 */
import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(tmpdir(), 'n8n-nodes-wawp-groups-test', process.env.JEST_WORKER_ID ?? 'demo');
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'test-key';
// Many tests make a node fail on purpose, and n8n would log each failure.
process.env.N8N_LOG_LEVEL = 'silent';
