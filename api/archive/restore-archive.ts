import { auditEvent, commandLine } from '../access/audit.ts';
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
 * of the audit chain that it was restored, and whose seal it bore.
 */
export async function restoreArchive(
  storage: Storage,
  path: string,
  opening: OpeningArchive,
  clock: () => number = Date.now,
): Promise<RestoredArchive> {
  const { head, end } = await checkArchive(path, opening);
  const { programme, key, hashedWith } = head;
  const again = await openArchive(path, opening);
  const outcome = await storage.restoreArchive(again.pages, {
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
