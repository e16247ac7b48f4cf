import type { AuditEvent } from './audit-chain.ts';
import { allTables, type tables } from './tables/tables.ts';
import type { AnyTable, Archived, ArchivedTable, Owner } from './tables/table.ts';
import type { StoredImport } from './verbs/imports.ts';
import type { StoredResponse } from './verbs/stored-response.ts';
import type { User } from './verbs/users.ts';

type ListedTable = (typeof tables)[keyof typeof tables];
type KindOf<Listed> = Listed extends { readonly archive: { readonly kind: infer Kind extends string } }
  ? Kind
  : never;
type RowOf<Listed> = Listed extends ArchivedTable<infer Row, string> ? Archived<Row> : never;

/** What rows of a kind hold that lies in another table, which says within which kind. */
interface Parts {
  readonly import: Pick<StoredImport, 'waves'>;
  readonly user: Pick<User, 'grants'>;
}
/** A kind whose rows are put together, and taken apart again, by each engine itself. */
export type ComposedKind = keyof Parts;

/**
 * Everything that is kept, by kind, as the list of tables has it. Sessions, sign-in links and failed sign-ins are
 * not of it: after a restore people sign in again.
 *
 * Rows stand in the binary order of their key, never in the order in which they were stored: an archive
 * does not tell which invitation brought which response.
 */
export type ArchiveKinds = {
  readonly [Listed in ListedTable as KindOf<Listed>]: RowOf<Listed> &
    (KindOf<Listed> extends ComposedKind ? Parts[KindOf<Listed>] : unknown);
};
export type ArchiveKind = keyof ArchiveKinds;
export type ArchivedWave = ArchiveKinds['wave'];

/** A table of the list whose rows are a kind. */
export type KindTable = AnyTable & { readonly key: readonly string[] } & {
  readonly archive: { readonly kind: ArchiveKind; readonly of: Owner };
};

/** In the order in which they can be put back. */
export const kindTables = allTables.filter((table): table is KindTable => 'kind' in table.archive);
export const archiveKinds = kindTables.map(({ archive }) => archive.kind);

/** Kinds of which an archive of one programme has none: people and the audit chain. */
export const platformKinds: ReadonlySet<ArchiveKind> = new Set(
  kindTables.flatMap(({ archive }) => (archive.of === 'platform' ? [archive.kind] : [])),
);

/** Some rows of one kind. */
export type ArchivePage = {
  [Kind in ArchiveKind]: { kind: Kind; rows: readonly ArchiveKinds[Kind][] };
}[ArchiveKind];

/** What belongs to putting an archive back. */
export interface Restoring {
  /** Unset: everything. */
  readonly programme?: string;
  /**
   * Is given what would stand afterwards (of the programme, where there is one), and throws unless that is right:
   * then nothing of it stays.
   */
  readonly confirm?: (pages: AsyncIterable<ArchivePage>) => Promise<void>;
  readonly event?: AuditEvent;
}

export interface ArchiveStorage {
  /**
   * Everything, or everything of one programme, as of one moment, however much is written meanwhile. Kinds in
   * the order of `archiveKinds`; every engine gives the same rows in the same order. Of a programme: the
   * documents its waves and releases name, and neither users nor the audit chain.
   */
  readArchive(programme?: string): AsyncIterable<ArchivePage>;
  /**
   * Puts an archive back, in one unit of work: all of it or nothing. `occupied` when something of it stands
   * already (a wave, an import, a user, an audit entry); a document of the same content may.
   * Nobody else can write meanwhile on SQLite.
   */
  restoreArchive(pages: AsyncIterable<ArchivePage>, restoring?: Restoring): Promise<'restored' | 'occupied'>;
  /**
   * All responses of a wave as of one moment, in the binary order of their ids.
   *
   * @param openUntil leaves out those of the open link that were stored behind this cursor
   */
  responsesOf(wave: string, openUntil?: string): AsyncIterable<readonly StoredResponse[]>;
}
