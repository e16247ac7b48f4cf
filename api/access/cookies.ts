import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Deps } from '../deps.ts';
import { isHttps } from './network.ts';

type Around = Pick<Deps, 'proxies' | 'publicUrl'>;

/** Staff reach the platform over TLS only, as its public address says. */
export function isPublicHttps({ publicUrl }: Pick<Deps, 'publicUrl'>): boolean {
  return publicUrl?.startsWith('https:') === true;
}

/** With a public https address no other site or subdomain can set it, and it is never sent in the clear. */
export function readCookie(c: Context, around: Around, name: string): string | undefined {
  return isPublicHttps(around) ? getCookie(c, name, 'host') : getCookie(c, name);
}

export function writeCookie(c: Context, around: Around, name: string, value: string, seconds: number): void {
  const isHost = isPublicHttps(around);
  setCookie(c, name, value, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: isHost || isHttps(c, around.proxies),
    maxAge: seconds,
    ...(isHost ? { prefix: 'host' as const } : {}),
  });
}

export function dropCookie(c: Context, around: Around, name: string): void {
  const options = { path: '/', secure: isPublicHttps(around) };
  deleteCookie(c, isPublicHttps(around) ? `__Host-${name}` : name, options);
}
