import type { MiddlewareHandler } from 'hono';
import type { Deps } from '../deps.ts';
import { Problem } from '../problems.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site lets a browser do in a person's name, whatever the body is. Browsers say where a request
 * comes from in `sec-fetch-site`, older ones in `origin`; what says neither comes from no page.
 */
export function ownSiteOnly({ publicUrl }: Pick<Deps, 'publicUrl'>): MiddlewareHandler {
  return async (c, next) => {
    if (!reading.has(c.req.method)) {
      const site = c.req.header('sec-fetch-site');
      const origin = c.req.header('origin');
      const isOurs =
        site === undefined
          ? origin === undefined ||
            isOwnOrigin(origin, publicUrl, c.req.header('host') ?? new URL(c.req.url).host)
          : site === 'same-origin' || site === 'none';
      if (!isOurs) throw new Problem('crossSite');
    }
    await next();
  };
}

/** Ours is the public address; and the address that was asked, over TLS or not, since a proxy may end it. */
function isOwnOrigin(origin: string, publicUrl: string | undefined, host: string): boolean {
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return origin === `https://${host}` || origin === `http://${host}`;
}
