import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Where the key and the certificate of the HTTPS server are. n8n trusts it as an additional certificate authority. */
const KEY = 'BENCH_TLS_KEY';
const CERTIFICATE = 'NODE_EXTRA_CA_CERTS';

/** Creates a certificate for the loopback address. @returns the environment of a process that uses and trusts it */
export async function trustedCertificate(): Promise<Record<string, string>> {
	const folder = await mkdtemp(join(tmpdir(), 'wawp-groups-bench-'));
	const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
		],
	});
	const env = { [KEY]: join(folder, 'key.pem'), [CERTIFICATE]: join(folder, 'cert.pem') };
	writeFileSync(join(folder, 'key.pem'), key);
	writeFileSync(join(folder, 'cert.pem'), cert);
	return env;
}

/** The key and the certificate that this process was started with. Undefined: none */
export function ownCertificate(): { key: string; cert: string } | undefined {
	const { [KEY]: key, [CERTIFICATE]: cert } = process.env;
	return key && cert ? { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } : undefined;
}
