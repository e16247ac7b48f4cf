import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Problem } from '../problems.ts';

/** A million rows of two hundred columns; a larger file comes through the command line. */
export const MOST_FILE_BYTES = 512 * 1024 * 1024;

/** Writes an upload to a file, hashing and counting on the way. */
export async function receiveFile(
  body: ReadableStream<Uint8Array>,
  directory: string,
): Promise<{ readonly path: string; readonly hash: string }> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `${randomUUID()}.csv`);
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > MOST_FILE_BYTES) done(new Problem('bodyTooLarge'));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(body), measure, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, hash: hash.digest('hex') };
}
