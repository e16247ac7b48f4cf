import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ArchiveFault } from './archive-fault.ts';
import { archiveFormat, type ArchiveHead, type ArchiveKey, firstArchiveFormat } from './archive-lines.ts';
import { fileKey, unsealed, UnsealError } from './sealed-stream.ts';
import { torn, unpackedLines } from './unpacked-lines.ts';

export interface OpeningArchive {
  /** The key of this installation; unset: there is none. */
  readonly key?: ArchiveKey;
  /** Takes a file that nobody sealed: nothing proves who made it, and whoever could write to it may have added to it. */
  readonly unauthenticated?: boolean;
}

/** The head of an archive, and its lines. */
export interface ArchiveFile {
  readonly head: ArchiveHead;
  readonly lines: AsyncGenerator<string>;
}

const LONGEST_HEAD = 4096;

export async function openArchiveFile(path: string, opening: OpeningArchive): Promise<ArchiveFile> {
  const start = await startOf(path);
  if (start.toString('latin1').startsWith('SQLite format 3')) {
    throw new ArchiveFault(
      `${path} is a copied database file, not a backup: what stood in its -wal file may be missing. ` +
        'Make a backup with "manyi backup", also while the platform runs.',
    );
  }
  const isOfFirstFormat = start[0] === 0x1f && start[1] === 0x8b;
  if (isOfFirstFormat) return openFirstFormat(path, opening);
  const end = start.indexOf('\n');
  const line = end < 0 ? undefined : start.toString('utf8', 0, end);
  const head = headIn(line);
  if (line === undefined || head?.format !== archiveFormat) {
    throw new ArchiveFault(`${path} is no archive made by "manyi backup" or "manyi export".`);
  }
  const bytes = createReadStream(path, { start: end + 1 }) as AsyncIterable<Buffer>;
  if (head.key === undefined) {
    refuseUnproven(path, opening);
    return { head, lines: unpackedLines(bytes, path) };
  }
  const key = keyOf(path, head, opening);
  return { head, lines: unpackedLines(unsealedFile(bytes, fileKey(key, saltOf(head), line), path), path) };
}

async function openFirstFormat(path: string, opening: OpeningArchive): Promise<ArchiveFile> {
  refuseUnproven(path, opening);
  const lines = unpackedLines(createReadStream(path) as AsyncIterable<Buffer>, path);
  const head = headIn((await lines.next()).value as string | undefined);
  if (head?.format === firstArchiveFormat) return { head, lines };
  await lines.return(undefined);
  throw new ArchiveFault(`${path} is no archive of the format ${archiveFormat} or ${firstArchiveFormat}.`);
}

async function startOf(path: string): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEAD), 0, LONGEST_HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw new ArchiveFault(`${path} cannot be read: ${(cause as Error).message}.`, { cause });
  } finally {
    await file?.close();
  }
}

function headIn(line: string | undefined): ArchiveHead | undefined {
  try {
    return JSON.parse(line ?? '') as ArchiveHead;
  } catch {
    return undefined;
  }
}

function refuseUnproven(path: string, { unauthenticated }: OpeningArchive): void {
  if (unauthenticated) return;
  throw new ArchiveFault(
    `${path} is not sealed, so nothing proves who made it: anybody who could write to it may have added people ` +
      'and answers. If you know where it was since it was made, say --unauthenticated.',
  );
}

function keyOf(path: string, head: ArchiveHead, { key }: OpeningArchive): Uint8Array {
  if (key?.fingerprint === head.key) return key!.key;
  const here = key ? `the keys here are ${key.fingerprint}` : 'there are no keys here';
  throw new ArchiveFault(
    `${path} was sealed with the keys ${head.key}, and ${here}. ` +
      'Name the keys file of the machine that made it with MANYI_KEYS.',
  );
}

function saltOf({ salt }: ArchiveHead): Buffer {
  return Buffer.from(salt ?? '', 'base64');
}

async function* unsealedFile(
  bytes: AsyncIterable<Buffer>,
  key: Buffer,
  path: string,
): AsyncGenerator<Buffer> {
  try {
    yield* unsealed(bytes, key);
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    if (error.isCutOff) throw torn(path, error);
    throw new ArchiveFault(`${path} was changed after it was sealed, or by somebody without the key.`, {
      cause: error,
    });
  }
}
