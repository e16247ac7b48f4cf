import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

const LEAST_BYTES = 1024;
/** Beyond this a body is a download: it streams, and is not gathered in memory. */
const isText = /^(text\/html|application\/json|text\/css|text\/javascript|image\/svg\+xml)/;

export type Packing = 'br' | 'gzip';

/** How the browser takes a body packed, if at all. */
export function packingFor(c: Context): Packing | undefined {
  const accepted = c.req.header('accept-encoding') ?? '';
  return /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

/** Compresses pages and documents: brotli where the browser takes it (not over plain http), else gzip. */
export function compressed(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    // What has no body (304, 204) may not be given one, an empty one neither.
    if (c.res.body === null) return;
    const type = c.res.headers.get('content-type') ?? '';
    if (c.req.method === 'HEAD' || c.res.headers.has('content-encoding') || !isText.test(type)) return;
    const encoding = packingFor(c);
    c.res.headers.append('vary', 'accept-encoding');
    if (!encoding) return;
    const body = Buffer.from(await c.res.arrayBuffer());
    if (body.length < LEAST_BYTES) {
      c.res = new Response(body, c.res);
      return;
    }
    const packed =
      encoding === 'br'
        ? await toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
        : await toGzip(body);
    c.res = new Response(packed, c.res);
    c.res.headers.set('content-encoding', encoding);
    c.res.headers.delete('content-length');
  };
}
