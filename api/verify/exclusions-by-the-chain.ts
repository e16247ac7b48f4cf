import { canonicalJson } from '../../core/canonical-json.ts';
import type { SealedRelease } from '../../core/release/sealed-release.ts';
import { exclusionOnRecord } from '../exclusions/exclusion-on-record.ts';
import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { Exclusion, StoredDocument, StoredRelease } from '../storage/storage.ts';
import type { Begin } from './check.ts';
import { isSameMoment } from './waves-by-the-chain.ts';

interface Told {
  readonly at: number;
  readonly actor: string;
  readonly wave: string;
  readonly details: ReturnType<typeof exclusionOnRecord>;
}

/**
 * What was left out of figures: each exclusion was asked for and decided by those, at those times and about those answers
 * that the chain names, the answers still stand, and each release goes without what was confirmed before it, no more.
 */
export const exclusionsByTheChain: Begin = (complain) => {
  const rows = new Map<string, Exclusion>();
  const programmes = new Map<string, string>();
  const asked = new Map<string, Told>();
  const decided = new Map<string, Told & { readonly state: Exclusion['state'] }>();
  /** By wave, in order. */
  const confirmed = new Map<string, string[]>();
  const confirmedBefore = new Map<string, number>();
  const releases: StoredRelease[] = [];
  const excludedBy = new Map<string, readonly string[]>();
  const restored = new Set<string | undefined>();
  return {
    name: 'exclusions',
    of: 'exclusion',
    see: {
      document({ hash, body }: StoredDocument) {
        const { format, sample } = JSON.parse(body) as Partial<SealedRelease>;
        if (format === 'manyi-release-2-sealed') excludedBy.set(hash, sample!.excluded);
      },
      wave: ({ id, programme }: ArchivedWave) => void programmes.set(id, programme),
      release: (release: StoredRelease) => void releases.push(release),
      exclusion: (row: Exclusion) => void rows.set(row.id, row),
      auditEntry({ action, subject, details, at, actor }: AuditEntry) {
        const parsed = JSON.parse(details) as Told['details'] & { readonly programme?: string };
        const told = { at, actor, wave: subject, details: parsed };
        if (action === 'exclusionAsked') asked.set(parsed.exclusion, told);
        if (action === 'exclusionRejected') decided.set(parsed.exclusion, { ...told, state: 'rejected' });
        if (action === 'exclusionConfirmed') {
          decided.set(parsed.exclusion, { ...told, state: 'confirmed' });
          confirmed.set(subject, [...(confirmed.get(subject) ?? []), parsed.exclusion]);
        }
        if (action === 'releasePublished') {
          const { wave } = JSON.parse(details) as { readonly wave?: string };
          confirmedBefore.set(subject, confirmed.get(wave ?? '')?.length ?? 0);
        }
        if (action === 'archiveRestored') restored.add(parsed.programme);
      },
    },
    conclude() {
      for (const row of rows.values()) concludeRow(row);
      for (const [id, { wave }] of asked) {
        // With an import that was undone its waves and their exclusions are gone.
        if (!rows.has(id) && programmes.has(wave)) {
          complain(`exclusion ${id} of wave ${wave} was asked for, as the chain says, and is gone`);
        }
      }
      for (const release of releases) concludeRelease(release);
    },
    async afterwards(storage) {
      for (const { wave, id, responses } of rows.values()) {
        const ids = JSON.parse(responses) as readonly string[];
        const found = await storage.responsesByIds(wave, ids);
        if (found.length !== ids.length) {
          complain(`exclusion ${id} of wave ${wave} names answers that do not stand`);
        }
      }
    },
  };

  function concludeRow(row: Exclusion): void {
    const { id, wave, state, askedAt, askedBy, decidedAt, decidedBy } = row;
    const where = `exclusion ${id} of wave ${wave}`;
    const begun = asked.get(id);
    const ended = decided.get(id);
    const isFromElsewhere = restored.has(programmes.get(wave));
    if (!begun && isFromElsewhere) return;
    if (!begun) return void complain(`no audit entry says who asked for ${where}`);
    if (canonicalJson(begun.details) !== canonicalJson(exclusionOnRecord(row)) || begun.wave !== wave) {
      complain(`${where} is of other answers, or for another reason, than was asked for`);
    }
    if (begun.actor !== askedBy || !isSameMoment(begun.at, askedAt)) {
      complain(`${where} was asked for by another, or at another time, than the chain says`);
    }
    if ((ended?.state ?? 'asked') !== state) {
      return void complain(`${where} is ${state}, and the chain says it is ${ended?.state ?? 'asked'}`);
    }
    if (!ended) return;
    if (ended.actor !== decidedBy || !isSameMoment(ended.at, decidedAt)) {
      complain(`${where} was decided by another, or at another time, than the chain says`);
    }
    if (ended.state === 'confirmed' && ended.actor === begun.actor) {
      complain(`${where} was confirmed by who asked for it`);
    }
  }

  function concludeRelease({ hash, wave, number, exclusions = 0, sealed }: StoredRelease): void {
    const known = confirmedBefore.get(hash);
    if (known !== undefined && known !== exclusions) {
      complain(
        `release ${number} of wave ${wave} goes without ${exclusions} exclusions, and the chain says ${known} were confirmed`,
      );
    }
    const listed = sealed === undefined ? undefined : excludedBy.get(sealed);
    // Of another database the order in which they were confirmed is not known here.
    if (!listed || known === undefined) return;
    const ids = (confirmed.get(wave) ?? [])
      .slice(0, exclusions)
      .flatMap((id) => JSON.parse(rows.get(id)?.responses ?? '[]') as readonly string[])
      .sort();
    if (canonicalJson(ids) !== canonicalJson(listed)) {
      complain(`release ${number} of wave ${wave} goes without other answers than were excluded`);
    }
  }
};
