import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Deps } from '../deps.ts';

/** Counts and logs each request by the pattern of its route: the address itself may hold an invitation. */
export function observed({ log, metrics }: Pick<Deps, 'log' | 'metrics'>): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now();
    await next();
    const milliseconds = performance.now() - began;
    const route = routeOf(c);
    metrics.requestServed(c.req.method, route, c.res.status, milliseconds / 1000);
    if (!log.isLevelEnabled('info')) return;
    log.info({ method: c.req.method, route, status: c.res.status, ms: Math.round(milliseconds) });
  };
}

function routeOf(c: Context): string {
  const routes = matchedRoutes(c);
  for (let place = routes.length - 1; place >= 0; place -= 1) {
    const { path } = routes[place]!;
    if (!path.endsWith('*')) return path;
  }
  return 'none';
}
