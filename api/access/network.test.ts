import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { isHttps, networkOf, networkOfAddress } from './network.ts';

const proxies = new Set(['127.0.0.1', '10.0.0.2']);

/** A request over a socket from this address. */
async function seen(remoteAddress: string, headers: Record<string, string>) {
  const app = new Hono().get('/', (c) => c.json([networkOf(c, proxies), isHttps(c, proxies)]));
  const incoming = { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv4' } };
  const reply = await app.request('/', { headers }, { incoming });
  return (await reply.json()) as [string, boolean];
}

describe('the network of a request', () => {
  it('is that of the connection, whatever a stranger says of himself', async () => {
    const made = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': 'https' };
    expect(await seen('203.0.113.9', made)).toEqual(['203.0.113.9', false]);
  });

  it('is what our own proxies say, from the nearest outwards', async () => {
    const told = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9', 'x-forwarded-proto': 'https' };
    expect(await seen('127.0.0.1', told)).toEqual(['203.0.113.9', true]);
    expect(await seen('::ffff:127.0.0.1', { 'x-forwarded-for': '203.0.113.9, 10.0.0.2' })).toEqual([
      '203.0.113.9',
      false,
    ]);
    expect(await seen('127.0.0.1', {})).toEqual(['127.0.0.1', false]);
  });

  it('is spoken to over TLS however our proxies write it, the one nearest to the browser first', async () => {
    for (const told of ['HTTPS', ' https', 'https,http', 'https, http']) {
      expect(await seen('127.0.0.1', { 'x-forwarded-proto': told })).toEqual(['127.0.0.1', true]);
    }
    expect(await seen('127.0.0.1', { 'x-forwarded-proto': 'http,https' })).toEqual(['127.0.0.1', false]);
  });

  it('is the first half of an IPv6 address', () => {
    expect(networkOfAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(networkOfAddress('2001:db8::6')).toBe('2001:db8:0:0::/64');
    expect(networkOfAddress('::ffff:192.0.2.1')).toBe('192.0.2.1');
  });
});
