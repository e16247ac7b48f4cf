import { auditEvent, commandLine } from '../access/audit-event.ts';
import type { ArchivePage } from '../storage/archive.ts';
import { type AuditKey, chainFollower } from '../storage/audit-seal.ts';
import type { Storage } from '../storage/storage.ts';
import { ArchiveFault } from './archive-fault.ts';
import type { ArchiveEnd, ArchiveHead } from './archive-lines.ts';
import type { OpeningArchive } from './open-archive-file.ts';
import { checkArchive, openArchive } from './read-archive.ts';
import { digestOfPages } from './write-archive.ts';

export interface RestoredArchive {
  readonly outcome: 'restored' | 'occupied';
  readonly head: ArchiveHead;
  readonly end: ArchiveEnd;
}

/**
 * Puts an archive back: all of it, or nothing. The file is read to its end before anything is locked or written;
 * what was put back is read again and has the digest of the archive before it is durable, together with the word
 * of the audit chain that it was restored, and whose seal it bore. The chain in it must be whole and bear right seals.
 */
export async function restoreArchive(
  storage: Storage,
  path: string,
  opening: OpeningArchive & { readonly auditKey?: AuditKey },
  clock: () => number = Date.now,
): Promise<RestoredArchive> {
  const { head, end } = await checkArchive(path, opening);
  const { programme, key, hashedWith } = head;
  const again = await openArchive(path, opening);
  const chained = withWholeChain(again.pages, path, opening.auditKey);
  const pages = (await storage.hasAllRecordHashes()) ? withRecordHashes(chained, path) : chained;
  const outcome = await storage.restoreArchive(pages, {
    ...(programme === undefined ? {} : { programme }),
    async confirm(standing) {
      if (again.end().digest !== end.digest) throw new ArchiveFault(`${path} was changed while it was read.`);
      const { digest } = await digestOfPages(standing);
      if (digest === end.digest) return;
      throw new ArchiveFault(
        `What was put back would have the digest ${digest}, and ${path} has ${end.digest}: it was changed, ` +
          'or the database was not empty. Nothing was kept.',
      );
    },
    event: auditEvent({ clock }, commandLine, 'archiveRestored', path, {
      digest: end.digest,
      programme,
      sealedWith: key ?? 'nothing',
      keys: hashedWith,
    }),
  });
  return { outcome, head, end };
}

/** A chain that is broken, or bears other seals than its keys make, is put back nowhere. */
async function* withWholeChain(
  pages: AsyncIterable<ArchivePage>,
  path: string,
  key: AuditKey | undefined,
): AsyncGenerator<ArchivePage> {
  const { faultOf, faultOfEnd } = chainFollower(key);
  const refuse = (fault: string | undefined) => {
    if (fault !== undefined)
      throw new ArchiveFault(`The audit chain in ${path} is broken: ${fault}. Nothing was kept.`);
  };
  for await (const page of pages) {
    if (page.kind === 'auditEntry') for (const entry of page.rows) refuse(faultOf(entry));
    yield page;
  }
  refuse(faultOfEnd());
}

/** A database whose responses all have record hashes takes none without: it could not be told from one put in. */
async function* withRecordHashes(
  pages: AsyncIterable<ArchivePage>,
  path: string,
): AsyncGenerator<ArchivePage> {
  for await (const page of pages) {
    if (page.kind === 'response' && page.rows.some(({ recordHash }) => recordHash === undefined)) {
      throw new ArchiveFault(
        `${path} holds responses of before there were hashes of records, and all in this database have them. ` +
          'Restore it into a new database, which gives them theirs at its first start. Nothing was kept.',
      );
    }
    yield page;
  }
}
