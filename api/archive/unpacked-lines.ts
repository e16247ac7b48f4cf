import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ArchiveFault } from './archive-fault.ts';
import { LONGEST_LINE } from './archive-lines.ts';

/** Rows pack to a tenth; what unpacks to so many times its size is made to fill a memory or a day. */
const MOST_TIMES = 250;
/** Below this nobody is hurt; more than the longest line. */
const SMALL_BYTES = 128 * 1024 * 1024;

/**
 * The lines of packed bytes, one after the other, with one of them and a piece of the file in memory. Throws an
 * `ArchiveFault` when the file breaks off, unpacks to too much, or has a line that no archive has.
 */
export async function* unpackedLines(packed: AsyncIterable<Buffer>, path: string): AsyncGenerator<string> {
  let packedBytes = 0;
  let bytes = 0;
  async function* counted() {
    for await (const piece of packed) {
      packedBytes += piece.length;
      yield piece;
    }
  }
  const unpacked = createGunzip();
  const source = Readable.from(counted());
  source.once('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked);
  unpacked.setEncoding('utf8');
  // What came of a line whose end is not there yet; joined once, however long it gets.
  let begun: string[] = [];
  let begunLength = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<string>) {
      bytes += chunk.length;
      if (bytes > SMALL_BYTES && bytes > MOST_TIMES * packedBytes) {
        throw new ArchiveFault(
          `${path} unpacks to more than ${MOST_TIMES} times its size: it is no archive.`,
        );
      }
      const lines = chunk.split('\n');
      const rest = lines.pop()!;
      if (lines.length > 0) {
        lines[0] = begun.join('') + lines[0]!;
        begun = [];
        begunLength = 0;
        yield* lines;
      }
      begun.push(rest);
      begunLength += rest.length;
      if (begunLength > LONGEST_LINE) {
        throw new ArchiveFault(`${path} has a line longer than any of an archive.`);
      }
    }
  } catch (error) {
    throw error instanceof ArchiveFault ? error : torn(path, error);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
  if (begunLength > 0) throw torn(path, undefined);
}

export function torn(path: string, cause: unknown): ArchiveFault {
  return new ArchiveFault(`${path} is torn: it cannot be unpacked to its end. Take another backup.`, {
    cause,
  });
}
