/**
 * Whether an address may be reachable from the internet. Names are not resolved. This detects only addresses that never work from
 * outside, such as the address of an n8n without a configured public name.
 *
 * @param address an http or https URL
 */
export function isPublicAddress(address: string): boolean {
	if (!URL.canParse(address)) return false;
	// The URL parser converts every notation of an IPv4 address, such as 2130706433, to the dotted one.
	const host = new URL(address).hostname.replace(/\.$/, '');
	if (host.startsWith('[')) return isPublicIpv6(host.slice(1, -1));
	if (/^[\d.]+$/.test(host)) return isPublicIpv4(host);
	return host.includes('.') && !LOCAL_NAMES.test(host);
}

/** Names that are reserved for local networks, or that no public name server resolves. */
const LOCAL_NAMES = /\.(?:localhost|local|localdomain|lan|internal|intranet|home\.arpa)$/;

/** Excludes loopback, private, carrier-grade NAT, link-local, multicast and reserved addresses (RFC 6890). */
function isPublicIpv4(host: string): boolean {
	const [a = 0, b = 0] = host.split('.').map(Number);
	if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
	if (a === 100) return b < 64 || b > 127;
	if (a === 172) return b < 16 || b > 31;
	return !(a === 169 && b === 254) && !(a === 192 && b === 168);
}

function isPublicIpv6(host: string): boolean {
	const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(host);
	if (mapped) return isPublicIpv4(bytesOf(mapped.slice(1)).join('.'));
	// 2000::/3 is public. `::`, `::1`, fc00::/7, fe80::/10 and ff00::/8 are not.
	return /^[23][0-9a-f]{3}:/.test(host);
}

const bytesOf = (words: readonly string[]) =>
	words.flatMap((word) => [Math.floor(parseInt(word, 16) / 256), parseInt(word, 16) % 256]);
