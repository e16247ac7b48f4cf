import { Hono } from 'hono';
import type { Deps, Env } from '../deps.ts';

/** For those who run the platform: is the process there, and can it take answers? */
export function healthRoutes({ readiness }: Pick<Deps, 'readiness'>) {
  return new Hono<Env>()
    .get('/healthz', (c) => c.json({ status: 'alive' }))
    .get('/readyz', async (c) => {
      const status = await readiness.check();
      c.header('cache-control', 'no-store');
      return c.json({ status }, status === 'ready' ? 200 : 503);
    });
}
