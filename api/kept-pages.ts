import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { hashText } from '../core/content-hash.ts';
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
}

export function createKeptPages(): KeptPages {
  const kept = new Map<string, Promise<KeptPage>>();
  return {
    async reply(c, key, draw) {
      const name = JSON.stringify(key);
      let page = kept.get(name);
      if (!page) {
        if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
        page = keep(draw());
        page.catch(() => kept.delete(name));
        kept.set(name, page);
      }
      return handOut(c, await page);
    },
  };
}

async function keep({ html, contentSecurityPolicy }: Page): Promise<KeptPage> {
  const plain = Buffer.from(html);
  const [br, packed] = await Promise.all([
    toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    toGzip(plain, { level: 9 }),
  ]);
  const tag = `W/"${hashText(html).slice(0, 32)}"`;
  return {
    bodies: { plain, br, gzip: packed },
    tag,
    headers: {
      'content-type': 'text/html; charset=UTF-8',
      // Asked after each time: a closed survey must not go on from a cache.
      'cache-control': 'public, no-cache',
      'content-security-policy': contentSecurityPolicy,
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
