import { createHash, type Hash } from 'node:crypto';
import { hashOfRow } from '../../core/release/measure/wave-columns.ts';
import type { Release as Format1 } from '../../core/release/format-1/format-1.ts';
import type { Release } from '../../core/release/release.ts';
import type { SealedRelease } from '../../core/release/sealed-release.ts';
import { rowOf } from '../estimates/kept-columns.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { StoredDocument, StoredRelease, StoredResponse, User } from '../storage/storage.ts';
import type { Begin } from './check.ts';
import { isSameMoment } from './waves-by-the-chain.ts';

/** What the chain says of a release, when it was said and by whom. */
interface Announced {
  readonly wave?: string;
  readonly number?: number;
  readonly at: number;
  readonly actor: string;
}

/** What a document of any of the formats says of itself. */
type Told = Pick<Release, 'wave' | 'number' | 'provenance'>;
type AnyFormat = Partial<Told> & {
  readonly format?: (Format1 | Release | SealedRelease)['format'];
};

/**
 * Releases in both directions: each row has a document that speaks of this wave and number, was computed from the
 * responses that stand and the document the wave was opened with, and, from format 2 on, one at full precision that it
 * names and that says the same of itself; and what the chain says was published is there.
 */
export const publishedFigures: Begin = (complain) => {
  const told = new Map<string, Told>();
  const sealed = new Map<string, Told>();
  const waves = new Map<string, ArchivedWave>();
  const standing = new Map<string, Hash>();
  const rows = new Map<string, StoredRelease>();
  const announced = new Map<string, Announced>();
  const names = new Map<string, string>();
  return {
    name: 'published figures',
    of: 'release',
    see: {
      document({ hash, body }: StoredDocument) {
        const { format, wave, number, provenance } = JSON.parse(body) as AnyFormat;
        if (!format?.startsWith('manyi-release-')) return;
        const kind = format === 'manyi-release-2-sealed' ? sealed : told;
        kind.set(hash, { wave: wave!, number: number!, provenance: provenance! });
      },
      wave: (wave: ArchivedWave) => void waves.set(wave.id, wave),
      response(response: StoredResponse) {
        const row = rowOf(response);
        if (!row) return;
        let hash = standing.get(response.wave);
        if (!hash) standing.set(response.wave, (hash = createHash('sha256')));
        hash.update(hashOfRow(row));
      },
      release: (release: StoredRelease) => void rows.set(release.hash, release),
      user: ({ id, name }: User) => void names.set(id, name),
      auditEntry({ action, subject, details, at, actor }: AuditEntry) {
        if (action !== 'releasePublished') return;
        announced.set(subject, { ...(JSON.parse(details) as object), at, actor });
      },
    },
    conclude() {
      const digests = new Map([...standing].map(([wave, hash]) => [wave, hash.digest('hex')]));
      for (const { hash, wave, number, sealed: sealedHash } of rows.values()) {
        const release = told.get(hash);
        if (!release) continue;
        if (release.wave.id !== wave || release.number !== number) {
          complain(
            `release ${number} of wave ${wave} points at a document of wave ${release.wave.id}, release ${release.number}`,
          );
          continue;
        }
        if (release.provenance.responses !== digests.get(wave)) {
          complain(`release ${number} of wave ${wave} was made from other responses than those that stand`);
        }
        if (release.provenance.document !== waves.get(wave)?.document) {
          complain(`release ${number} of wave ${wave} was made by another document than the wave has`);
        }
        if (release.provenance.sealed !== sealedHash) {
          complain(`release ${number} of wave ${wave} names another document at full precision than it has`);
        } else if (sealedHash !== undefined && !isOfTheSame(release, sealed.get(sealedHash))) {
          complain(`release ${number} of wave ${wave} has no document at full precision of its own`);
        }
      }
      for (const [hash, { wave, number, at, actor }] of announced) {
        const row = rows.get(hash);
        if (!row) {
          complain(
            `the chain says that release ${number ?? ''} of wave ${wave ?? ''} was published, and it is gone`,
          );
          continue;
        }
        const where = `release ${row.number} of wave ${row.wave}`;
        if ((wave !== undefined && row.wave !== wave) || (number !== undefined && row.number !== number)) {
          complain(
            `the chain says that release ${hash} is number ${number} of wave ${wave}, and it stands elsewhere`,
          );
        }
        if (!isSameMoment(at, row.publishedAt))
          complain(`${where} was published at another time than the chain says`);
        if (row.publishedBy !== (names.get(actor) ?? actor))
          complain(`${where} was published by another than ${row.publishedBy}, as the chain says`);
      }
    },
  };
};

function isOfTheSame({ wave, number, provenance }: Told, sealed: Told | undefined): boolean {
  if (!sealed || sealed.wave.id !== wave.id || sealed.number !== number) return false;
  const { responses, document, software } = sealed.provenance;
  return (
    responses === provenance.responses && document === provenance.document && software === provenance.software
  );
}
