import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { StoredDocument, StoredRelease } from '../storage/storage.ts';
import type { Begin } from './check.ts';

/** Releases have a document, a number in turn, a published wave, and somebody who published them. */
export const storedReleases: Begin = (complain) => {
  const documentsThere = new Set<string>();
  const numbers = new Map<string, number>();
  const published = new Set<string>();
  /** Programmes that came from another database, where the audit chain says who published. */
  const restored = new Set<string | undefined>();
  const waveStates = new Map<string, string>();
  const all: StoredRelease[] = [];
  return {
    name: 'releases',
    of: 'release',
    see: {
      document: ({ hash }: StoredDocument) => void documentsThere.add(hash),
      wave: ({ id, state }: ArchivedWave) => void waveStates.set(id, state),
      release(release: StoredRelease) {
        const { hash, wave, number } = release;
        all.push(release);
        if (!documentsThere.has(hash)) complain(`release ${hash} has no document`);
        if (waveStates.get(wave) !== 'published')
          complain(`release ${hash} is of a wave that is not published`);
        const expected = (numbers.get(wave) ?? 0) + 1;
        if (number !== expected) complain(`wave ${wave} has release ${number} where ${expected} should be`);
        numbers.set(wave, number);
      },
      auditEntry({ action, subject, details }: AuditEntry) {
        if (action === 'releasePublished') published.add(subject);
        if (action === 'archiveRestored') restored.add(programmeIn(details));
      },
    },
    conclude() {
      for (const { hash, programme } of all) {
        if (!published.has(hash) && !restored.has(programme))
          complain(`no audit entry says who published release ${hash}`);
      }
    },
  };
};

function programmeIn(details: string): string | undefined {
  return (JSON.parse(details) as { readonly programme?: string }).programme;
}
