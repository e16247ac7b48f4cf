import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { type ArchiveKind, archiveKinds, type ArchivePage } from '../storage/archive.ts';
import {
  type ArchiveEnd,
  archiveFormat,
  type ArchiveHead,
  ArchiveTally,
  describeRows,
} from './archive-lines.ts';

/** The file is no archive, or not a whole one; nothing of it should be used. */
export class ArchiveFault extends Error {}

export interface OpenedArchive {
  readonly head: ArchiveHead;
  /** Throws an `ArchiveFault` at the end unless everything was there, unchanged. */
  readonly pages: AsyncGenerator<ArchivePage>;
  /** What the archive ends with, once `pages` have been read. */
  readonly end: () => ArchiveEnd;
}

const PAGE = 1000;

/** Opens an archive that `writeArchive` made. */
export async function openArchive(path: string): Promise<OpenedArchive> {
  await refuseOthers(path);
  const lines = linesIn(path);
  const head = headOf((await lines.next()).value as string | undefined, path);
  let end: ArchiveEnd | undefined;
  async function* pages(): AsyncGenerator<ArchivePage> {
    const tally = new ArchiveTally();
    let rows: unknown[] = [];
    let kind: ArchiveKind | undefined;
    let told: ArchiveEnd | undefined;
    for await (const line of lines) {
      if (told) throw new ArchiveFault(`${path} goes on after its end: it was changed.`);
      const value = parsed(line, path);
      if (!Array.isArray(value)) {
        told = value as ArchiveEnd;
        continue;
      }
      const [itsKind, row] = value as [ArchiveKind, unknown];
      if (!archiveKinds.includes(itsKind))
        throw new ArchiveFault(`${path} holds "${String(itsKind)}", which is unknown.`);
      if (kind !== undefined && (kind !== itsKind || rows.length >= PAGE)) {
        yield { kind, rows } as ArchivePage;
        rows = [];
      }
      kind = itsKind;
      rows.push(row);
      tally.add(itsKind, 1, `${line}\n`);
    }
    if (kind !== undefined && rows.length > 0) yield { kind, rows } as ArchivePage;
    end = tally.end();
    if (!told)
      throw new ArchiveFault(
        `${path} is torn: it ends after ${describeRows(end.rows)}. Take another backup.`,
      );
    if (told.digest !== end.digest)
      throw new ArchiveFault(
        `${path} was changed: its digest is ${end.digest} and should be ${told.digest}.`,
      );
  }
  return {
    head,
    pages: pages(),
    end() {
      if (!end) throw new Error('The archive has not been read yet.');
      return end;
    },
  };
}

/** Lines of the packed file; one that breaks off in the middle is torn. */
async function* linesIn(path: string): AsyncGenerator<string> {
  const unpacked = createReadStream(path).pipe(createGunzip());
  unpacked.setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of unpacked) {
      const lines = (rest + (chunk as string)).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  } catch (error) {
    throw torn(path, error);
  }
  if (rest !== '') throw torn(path, undefined);
}

async function refuseOthers(path: string): Promise<void> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new ArchiveFault(`${path} cannot be read: ${(cause as Error).message}.`);
  });
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0).finally(() => file.close());
  if (buffer.toString('latin1').startsWith('SQLite format 3')) {
    throw new ArchiveFault(
      `${path} is a copied database file, not a backup: what stood in its -wal file may be missing. ` +
        'Make a backup with "manyi backup", also while the platform runs.',
    );
  }
  const isPacked = bytesRead >= 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  if (!isPacked) throw new ArchiveFault(`${path} is no archive made by "manyi backup" or "manyi export".`);
}

function headOf(line: string | undefined, path: string): ArchiveHead {
  const head = line === undefined ? undefined : (parsed(line, path) as Partial<ArchiveHead>);
  if (head?.format === archiveFormat) return head as ArchiveHead;
  throw new ArchiveFault(`${path} is no archive of the format ${archiveFormat}.`);
}

function parsed(line: string, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw torn(path, error);
  }
}

function torn(path: string, cause: unknown): ArchiveFault {
  return new ArchiveFault(`${path} is torn: it cannot be unpacked to its end. Take another backup.`, {
    cause,
  });
}
