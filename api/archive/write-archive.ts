import { access, open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { ArchiveStorage } from '../storage/archive.ts';
import { type ArchiveEnd, archiveFormat, type ArchiveHead, ArchiveTally, linesOf } from './archive-lines.ts';

/** Answers pack well at any level; a higher one only takes longer. */
const GZIP_LEVEL = 3;

/**
 * Writes everything, or one programme, to a file, as of one moment, while the platform goes on. The file gets its
 * name when it is whole and on the disk; a file of that name is never replaced.
 */
export async function writeArchive(
  storage: ArchiveStorage,
  path: string,
  head: Omit<ArchiveHead, 'format'>,
): Promise<ArchiveEnd> {
  const tally = new ArchiveTally();
  let end: ArchiveEnd | undefined;
  async function* lines(): AsyncGenerator<string> {
    yield `${canonicalJson({ format: archiveFormat, ...head })}\n`;
    for await (const page of storage.readArchive(head.programme)) {
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
    await pipeline(Readable.from(lines()), createGzip({ level: GZIP_LEVEL }), async (packed) => {
      for await (const chunk of packed) await file.write(chunk as Buffer);
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
export async function digestOf(storage: ArchiveStorage, programme?: string): Promise<ArchiveEnd> {
  const tally = new ArchiveTally();
  for await (const page of storage.readArchive(programme))
    tally.add(page.kind, page.rows.length, linesOf(page));
  return tally.end();
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
