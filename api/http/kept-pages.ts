import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { hashText } from '../../core/content-hash.ts';
import { packingFor, type Packing } from './compress.ts';
import type { Page } from './pages.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

interface KeptPage {
  readonly bodies: Readonly<Record<Packing | 'plain', Buffer<ArrayBuffer>>>;
  readonly tag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Some open waves in two languages; each page takes some tens of kilobytes. */
const MOST_KEPT = 128;

/** Pages that are the same bytes for everyone: drawn and packed once, and handed out from there. */
export interface KeptPages {
  /** @param key everything that decides what the page shows */
  reply(c: Context, key: unknown, draw: () => Page): Promise<Response>;
  /** The same for what a program reads; `name` is what it is known by there, else its own bytes say. */
  replyJson(c: Context, key: unknown, make: () => Promise<unknown>, name?: string): Promise<Response>;
}

export function createKeptPages(): KeptPages {
  const kept = new Map<string, Promise<KeptPage>>();
  const reply = async (c: Context, key: unknown, make: () => Promise<KeptPage>) => {
    const name = JSON.stringify(key);
    let page = kept.get(name);
    if (!page) {
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      page = make();
      page.catch(() => kept.delete(name));
      kept.set(name, page);
    }
    return handOut(c, await page);
  };
  return {
    reply: (c, key, draw) =>
      reply(c, key, async () => {
        const { html, contentSecurityPolicy } = draw();
        return keep(html, {
          'content-type': 'text/html; charset=UTF-8',
          'content-security-policy': contentSecurityPolicy,
        });
      }),
    replyJson: (c, key, make, name) =>
      reply(c, key, async () =>
        keep(JSON.stringify(await make()), { 'content-type': 'application/json' }, name),
      ),
  };
}

async function keep(
  text: string,
  headers: Readonly<Record<string, string>>,
  name = hashText(text).slice(0, 32),
): Promise<KeptPage> {
  const plain = Buffer.from(text);
  const [br, packed] = await Promise.all([
    toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    toGzip(plain, { level: 9 }),
  ]);
  const tag = `W/"${name}"`;
  return {
    bodies: { plain, br, gzip: packed },
    tag,
    headers: {
      ...headers,
      // Asked after each time: a closed survey must not go on from a cache.
      'cache-control': 'public, no-cache',
      etag: tag,
    },
  };
}

function handOut(c: Context, { bodies, tag, headers }: KeptPage): Response {
  if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers);
  const packing = packingFor(c);
  // Where nothing is packed, what compresses replies behind this says how they vary.
  return packing
    ? c.body(bodies[packing], 200, { ...headers, 'content-encoding': packing, vary: 'accept-encoding' })
    : c.body(bodies.plain, 200, headers);
}
