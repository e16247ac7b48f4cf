import { randomBytes } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { ArchivePage, ArchiveStorage } from '../storage/archive.ts';
import {
  type ArchiveEnd,
  archiveFormat,
  type ArchiveHead,
  type ArchiveKey,
  ArchiveTally,
  linesOf,
} from './archive-lines.ts';
import { fileKey, sealed } from './sealed-stream.ts';

/** Answers pack well at any level; a higher one only takes longer. */
const GZIP_LEVEL = 3;
const SALT_BYTES = 32;

/**
 * Writes everything, or one programme, to a file, as of one moment, while the platform goes on. The file gets its
 * name when it is whole and on the disk; a file of that name is never replaced.
 *
 * @param key it is sealed with; `undefined` writes it plain, for one programme that is handed to somebody else
 */
export async function writeArchive(
  storage: ArchiveStorage,
  path: string,
  about: Pick<ArchiveHead, 'software' | 'createdAt' | 'programme' | 'hashedWith'>,
  key: ArchiveKey | undefined,
): Promise<ArchiveEnd> {
  const salt = randomBytes(SALT_BYTES);
  const sealing = key && { key: key.fingerprint, salt: salt.toString('base64') };
  const head = canonicalJson({ format: archiveFormat, ...about, ...sealing });
  const tally = new ArchiveTally();
  let end: ArchiveEnd | undefined;
  async function* lines(): AsyncGenerator<string> {
    for await (const page of storage.readArchive(about.programme)) {
      const text = linesOf(page);
      tally.add(page.kind, page.rows.length, text);
      yield text;
    }
    end = tally.end();
    yield `${canonicalJson(end)}\n`;
  }
  const unfinished = `${path}.unfinished`;
  if (await exists(path)) throw new Error(`${path} exists; give the archive another name.`);
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.write(`${head}\n`);
    await pipeline(Readable.from(lines()), createGzip({ level: GZIP_LEVEL }), async (packed) => {
      const bytes = packed as AsyncIterable<Buffer>;
      const written = key ? sealed(bytes, fileKey(key.key, salt, head)) : bytes;
      for await (const chunk of written) await file.write(chunk);
    });
    await file.sync();
    await file.close();
    await rename(unfinished, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
  return end!;
}

/** What an archive of the storage would end with: two storages with the same digest hold the same. */
export function digestOf(storage: ArchiveStorage, programme?: string): Promise<ArchiveEnd> {
  return digestOfPages(storage.readArchive(programme));
}

export async function digestOfPages(pages: AsyncIterable<ArchivePage>): Promise<ArchiveEnd> {
  const tally = new ArchiveTally();
  for await (const page of pages) tally.add(page.kind, page.rows.length, linesOf(page));
  return tally.end();
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
