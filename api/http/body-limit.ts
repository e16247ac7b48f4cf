import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
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

/** How many bytes are to come; undefined where that is not said. */
function announcedBytes(c: Context): number | undefined {
  if (c.req.header('transfer-encoding') !== undefined) return undefined;
  const length = c.req.header('content-length');
  if (length !== undefined) return Number(length);
  return c.req.method === 'GET' || c.req.method === 'HEAD' ? 0 : undefined;
}
