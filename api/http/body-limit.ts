import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { matchedRoutes } from 'hono/route';
import { Problem } from '../problems.ts';

/**
 * Refuses a body above so many bytes before anything reads it. Where the length is announced, that decides;
 * Node lets no more bytes through than were announced. A body in chunks is counted as it comes.
 */
export function limitBody(mostBytes: number): MiddlewareHandler {
  const refuse = (): never => {
    throw new Problem('bodyTooLarge');
  };
  const counted = bodyLimit({ maxSize: mostBytes, onError: refuse });
  return (c, next) => {
    const announced = announcedBytes(c);
    if (announced === undefined) return counted(c, next);
    return announced > mostBytes ? refuse() : next();
  };
}

const ownLimits = new WeakMap<object, MiddlewareHandler>();

/** Stands before a route that takes another size than most do; `limitBodies` holds it to that. */
export function takesBytes(mostBytes: number): MiddlewareHandler {
  const mark: MiddlewareHandler = (_, next) => next();
  ownLimits.set(mark, limitBody(mostBytes));
  return mark;
}

/** Before all routes: each takes what it says of itself, and one that says nothing so many bytes. */
export function limitBodies(mostBytes: number): MiddlewareHandler {
  const usual = limitBody(mostBytes);
  return (c, next) => {
    const own = matchedRoutes(c).flatMap(({ handler }) => ownLimits.get(handler) ?? []);
    return (own[0] ?? usual)(c, next);
  };
}

/** How many bytes are to come; undefined where that is not said. */
function announcedBytes(c: Context): number | undefined {
  if (c.req.header('transfer-encoding') !== undefined) return undefined;
  const length = c.req.header('content-length');
  if (length !== undefined) return Number(length);
  return c.req.method === 'GET' || c.req.method === 'HEAD' ? 0 : undefined;
}
