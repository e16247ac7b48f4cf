import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The network a request comes from: an IPv4 address, or the first 64 bits of an IPv6 one. What a proxy says of
 * the address behind it counts only where the proxy is one of ours.
 *
 * @param proxies addresses of our own proxies
 */
export function networkOf(c: Context, proxies: ReadonlySet<string>): string {
  // Requests that do not come over a socket (tests) are of one network.
  if (!c.env || !('incoming' in c.env)) return 'local';
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => plainAddress(hop.trim()));
  let address = plainAddress(getConnInfo(c).remote.address ?? 'unknown');
  // From the nearest outwards: each of our proxies wrote down whom it heard, anybody else may have made it up.
  while (proxies.has(address) && hops.length > 0) {
    const before = hops.pop()!;
    if (before !== '') address = before;
  }
  return networkOfAddress(address);
}

/**
 * Whether the person's browser speaks TLS: to us, or to a proxy of ours that ends it. Where several proxies wrote
 * down what they heard, the first is the one nearest to the browser.
 */
export function isHttps(c: Context, proxies: ReadonlySet<string>): boolean {
  if (new URL(c.req.url).protocol === 'https:') return true;
  if (!c.env || !('incoming' in c.env)) return false;
  const isOurs = proxies.has(plainAddress(getConnInfo(c).remote.address ?? ''));
  const [nearest = ''] = (c.req.header('x-forwarded-proto') ?? '').split(',');
  return isOurs && nearest.trim().toLowerCase() === 'https';
}

export function networkOfAddress(address: string): string {
  const plain = plainAddress(address);
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail.split(':').filter((group) => group !== '');
  const zeros = plain.includes('::')
    ? Array.from({ length: 8 - groups.length - rest.length }, () => '0')
    : [];
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}

/** An IPv4 address also where it is written as an IPv6 one. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:/i, '');
}
