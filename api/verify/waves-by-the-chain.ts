import type { AuditEntry } from '../storage/audit-chain.ts';
import type { ArchivedWave } from '../storage/archive.ts';
import type { OpenLinkSetting, StoredImport, StoredResponse, WaveState } from '../storage/storage.ts';
import type { Begin } from './check.ts';

interface Replayed {
  state?: WaveState;
  document?: string;
  openedAt?: number;
  closedAt?: number;
  sealedAt?: number;
  openLink?: Partial<OpenLinkSetting>;
  /** As it was created; entries of before say less. */
  created?: Partial<Pick<ArchivedWave, 'programme' | 'period' | 'kind' | 'plannedEnd'>> & {
    readonly title?: unknown;
  };
}

interface ImportEntry {
  readonly action: 'importDone' | 'importUndone';
  readonly at: number;
  readonly rowsStored?: number;
}

/** Waves and imports as the audit chain tells them, against those that stand. */
export const wavesByTheChain: Begin = (complain) => {
  const waves = new Map<string, ArchivedWave>();
  const imports = new Map<string, StoredImport>();
  const importedRows = new Map<string, number>();
  const replayed = new Map<string, Replayed>();
  const importEntries = new Map<string, ImportEntry>();
  const restored = new Set<string>();
  const of = (id: string): Replayed => {
    const known = replayed.get(id) ?? {};
    replayed.set(id, known);
    return known;
  };
  return {
    name: 'waves',
    of: 'wave',
    see: {
      wave: (wave: ArchivedWave) => void waves.set(wave.id, wave),
      import: (each: StoredImport) => void imports.set(each.id, each),
      response({ wave, channel }: StoredResponse) {
        if (channel === 'imported') importedRows.set(wave, (importedRows.get(wave) ?? 0) + 1);
      },
      auditEntry({ action, subject, details, at }: AuditEntry) {
        const told = JSON.parse(details) as Readonly<Record<string, unknown>>;
        switch (action) {
          case 'waveCreated':
            of(subject).created = told as NonNullable<Replayed['created']>;
            of(subject).state = 'draft';
            break;
          case 'waveOpened':
            of(subject).state = 'open';
            of(subject).document = String(told['document']);
            of(subject).openedAt = at;
            break;
          case 'waveClosed':
            of(subject).state = 'closed';
            of(subject).closedAt = at;
            break;
          case 'waveSealed':
            of(subject).sealedAt = at;
            break;
          case 'openLinkChanged':
            of(subject).openLink = told;
            break;
          case 'waveReopened':
            of(subject).state = 'open';
            break;
          case 'releasePublished':
            of(String(told['wave'])).state = 'published';
            break;
          case 'importDone':
          case 'importUndone':
            importEntries.set(subject, { action, at, ...(told as { rowsStored?: number }) });
            break;
          case 'archiveRestored':
            if (told['programme'] !== undefined) restored.add(String(told['programme']));
            break;
        }
      },
    },
    conclude() {
      for (const wave of waves.values()) concludeWave(wave, replayed.get(wave.id));
      for (const [id, { created }] of replayed) {
        if (created && !waves.has(id)) complain(`wave ${id} was created, as the chain says, and is gone`);
      }
      for (const each of imports.values()) concludeImport(each);
      for (const id of importEntries.keys()) {
        if (!imports.has(id)) complain(`import ${id} was done, as the chain says, and its record is gone`);
      }
    },
  };

  function concludeWave(wave: ArchivedWave, told: Replayed | undefined): void {
    const { id, kind, state, programme } = wave;
    const isFromElsewhere = restored.has(programme);
    if (kind === 'imported' && !isFromElsewhere) {
      const isBrought = [...imports.values()].some(
        (each) => each.waves.includes(id) && each.state !== 'undone',
      );
      if (!isBrought) complain(`wave ${id} counts as imported, and no import brought it`);
    }
    if (kind === 'survey' && !told?.created && !isFromElsewhere)
      complain(`no audit entry says who created wave ${id}`);
    if (!told) return;
    const expected = told.state;
    if (expected !== undefined && expected !== state) {
      complain(`wave ${id} is ${state}, and the chain says it is ${expected}`);
    }
    if (told.document !== undefined && told.document !== wave.document) {
      complain(`wave ${id} has another document than it was opened with`);
    }
    concludeTimes(wave, told);
    concludeOpenLink(wave, told);
    const { created = {} } = told;
    const stands = { programme, kind, period: wave.period, title: JSON.parse(wave.title) as unknown };
    for (const field of ['programme', 'kind', 'period', 'title'] as const) {
      if (created[field] === undefined || sameJson(created[field], stands[field])) continue;
      complain(`wave ${id} has another ${field} than it was created with`);
    }
    if (told.created && created.plannedEnd !== wave.plannedEnd) {
      complain(`wave ${id} has another planned end than it was created with`);
    }
  }

  /** What was done before there was an entry for it, or elsewhere, is not told. */
  function concludeTimes(wave: ArchivedWave, { created, ...told }: Replayed): void {
    for (const moment of ['openedAt', 'closedAt', 'sealedAt'] as const) {
      const [then, now] = [told[moment], wave[moment]];
      const word = moment.replace('At', '');
      if (then !== undefined && !isSameMoment(then, now)) {
        complain(`wave ${wave.id} was ${word} at another time than the chain says`);
      }
      // A wave that was published before waves were sealed was made one that is.
      const isFromBefore = moment === 'sealedAt' && wave.state === 'published';
      if (then === undefined && now !== undefined && created && !isFromBefore) {
        complain(`wave ${wave.id} was ${word}, and no audit entry says by whom`);
      }
    }
  }

  function concludeOpenLink(wave: ArchivedWave, { openLink, created }: Replayed): void {
    if (!openLink && !created) return;
    const told = openLink ?? {};
    const isAsTold = (['openLink', 'openPerMinute', 'openInAll'] as const).every(
      (field) => told[field] === wave[field],
    );
    if (!isAsTold) complain(`wave ${wave.id} has other limits of its open link than the chain says`);
  }

  function concludeImport({ id, programme, state, waves: filled, rows }: StoredImport): void {
    const entry = importEntries.get(id);
    if (!entry) {
      if (state === 'done' && !restored.has(programme)) complain(`no audit entry says who did import ${id}`);
      return;
    }
    const expected = entry.action === 'importDone' ? 'done' : 'undone';
    if (state !== expected)
      return void complain(`import ${id} is ${state}, and the chain says it is ${expected}`);
    if (state !== 'done') return;
    for (const wave of filled) {
      const closedAt = waves.get(wave)?.closedAt;
      if (!isSameMoment(entry.at, closedAt))
        complain(`wave ${wave} was closed at another time than its import was done`);
    }
    const stored = filled.reduce((sum, wave) => sum + (importedRows.get(wave) ?? 0), 0);
    const told = entry.rowsStored ?? rows;
    if (stored !== told || rows !== told) {
      complain(`import ${id} brought ${told} responses, as the chain says, and ${stored} stand`);
    }
  }
};

/** What is done and the word of it are noted one after the other, by two looks at the clock. */
const MOMENT_MILLISECONDS = 1000;
export function isSameMoment(one: number, other: number | undefined): boolean {
  return other !== undefined && Math.abs(one - other) <= MOMENT_MILLISECONDS;
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
