import { delimiter, join } from 'node:path';
import { N8N_FOLDER, NODE_FOLDER } from './installation';

export interface N8nSettings {
	/** The folder that contains n8n's data in `.n8n`. */
	home: string;
	port?: number;
	/** The port for n8n's task runners. Each n8n process needs its own. */
	brokerPort?: number;
	/** Additional variables, e.g. for queue mode. */
	extra?: NodeJS.ProcessEnv;
}

/** Not a secret: all data under test is made up and stays on loopback. */
const ENCRYPTION_KEY = 'test-key';

/**
 * The complete environment of an n8n process. It takes only the variables that every program needs from the caller: jest's NODE_ENV or
 * a developer's own N8N_ variables would change how n8n behaves.
 */
export function n8nEnvironment({ home, port, brokerPort, extra }: N8nSettings): NodeJS.ProcessEnv {
	return {
		PATH: [join(N8N_FOLDER, 'node_modules', '.bin'), join(NODE_FOLDER, 'bin'), process.env.PATH].join(delimiter),
		HOME: process.env.HOME,
		TMPDIR: process.env.TMPDIR,
		LANG: process.env.LANG,
		GENERIC_TIMEZONE: 'UTC',
		N8N_USER_FOLDER: home,
		N8N_ENCRYPTION_KEY: ENCRYPTION_KEY,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		// Below info, `n8n execute --rawOutput` prints nothing.
		N8N_LOG_LEVEL: 'info',
		...NO_OUTBOUND_REQUESTS,
		...(port !== undefined && { N8N_PORT: String(port) }),
		...(brokerPort !== undefined && { N8N_RUNNERS_BROKER_PORT: String(brokerPort) }),
		...extra,
	};
}

const NO_OUTBOUND_REQUESTS = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub,mcp,insights',
};
