import { type ArchiveKind, archiveKinds, type ArchivePage, platformKinds } from '../storage/archive.ts';
import { ArchiveFault } from './archive-fault.ts';
import { type ArchiveEnd, type ArchiveHead, ArchiveTally, describeRows } from './archive-lines.ts';
import { openArchiveFile, type OpeningArchive } from './open-archive-file.ts';
import { torn } from './unpacked-lines.ts';

export interface OpenedArchive {
  readonly head: ArchiveHead;
  /** Throws an `ArchiveFault` at the end unless everything was there, unchanged. */
  readonly pages: AsyncGenerator<ArchivePage>;
  /** What the archive ends with, once `pages` have been read. */
  readonly end: () => ArchiveEnd;
}

const PAGE = 1000;

/**
 * Opens an archive that `writeArchive` made. Nothing of a sealed file is given before it is known to be what was
 * sealed; that it is whole shows at its end only (`checkArchive`).
 */
export async function openArchive(path: string, opening: OpeningArchive): Promise<OpenedArchive> {
  const { head, lines } = await openArchiveFile(path, opening);
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
      refuseUnexpected(itsKind, head, path);
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

/** Reads all of it and throws an `ArchiveFault` unless it is whole: before anything is done with it. */
export async function checkArchive(
  path: string,
  opening: OpeningArchive,
): Promise<{ readonly head: ArchiveHead; readonly end: ArchiveEnd }> {
  const { head, pages, end } = await openArchive(path, opening);
  for await (const page of pages) void page;
  return { head, end: end() };
}

/** People and the audit chain belong to a whole database, and never come with the archive of a programme. */
function refuseUnexpected(kind: ArchiveKind, { programme }: ArchiveHead, path: string): void {
  if (!archiveKinds.includes(kind)) {
    throw new ArchiveFault(`${path} holds "${String(kind)}", which is unknown.`);
  }
  if (programme !== undefined && platformKinds.has(kind)) {
    throw new ArchiveFault(`${path} is of one programme and holds a ${kind}: it was changed.`);
  }
}

function parsed(line: string, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw torn(path, error);
  }
}
