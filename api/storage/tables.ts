import type { ArchiveKind } from './archive.ts';

/** What the role that answers the network may do to a table on PostgreSQL, besides reading it. */
export type ApplicationRight = 'INSERT' | 'UPDATE' | 'DELETE';

export interface KeptTable {
  /** The kind its rows are in an archive, or the kind they lie within; or why an archive has none of them. */
  readonly archive:
    { readonly kind: ArchiveKind } | { readonly within: ArchiveKind } | { readonly no: string };
  /** Columns that an archive does without, with the reason; all others must be in it. */
  readonly columnsLeftOut?: Readonly<Record<string, string>>;
  /**
   * Where a distributed database keeps it: spread over its machines by the wave, which each unique key must hold then,
   * or, being small, whole on each of them.
   */
  readonly spread: 'byWave' | 'whole';
  readonly application: readonly ApplicationRight[];
  /** Where not every column may be changed: those that may, or those that may not. */
  readonly changes?: { readonly only: readonly string[] } | { readonly allBut: readonly string[] };
}

/** Functions that do as the owner of the tables what the application has no right to do by itself. */
export const applicationFunctions: readonly string[] = [
  'undo_import(text)',
  `move_held(text, text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[], text[],
    boolean[], text[], double precision[], text[], text[], double precision[], text[])`,
];

const place = 'the order of storing is made anew; an archive must not tell it';

/**
 * Every table of the schema, on both engines: whether it is in an archive, where it is kept, and what the application
 * may do to it. A table that is missing here is in no backup and granted to nobody, so a test reads the schema and asks
 * for it.
 */
export const tables: Readonly<Record<string, KeptTable>> = {
  documents: { spread: 'whole', archive: { kind: 'document' }, application: ['INSERT'] },
  waves: {
    spread: 'whole',
    archive: { kind: 'wave' },
    application: ['INSERT', 'UPDATE'],
    changes: { allBut: ['id', 'programme', 'kind'] },
  },
  responses: {
    spread: 'byWave',
    archive: { kind: 'response' },
    columnsLeftOut: { sequence: place, transaction_id: place },
    // A trigger lets it through once, for a response of before there were any.
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['record_hash'] },
  },
  response_counts: {
    spread: 'byWave',
    archive: { no: 'counted anew as the responses are put back' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['count'] },
  },
  invitation_batches: { spread: 'byWave', archive: { kind: 'invitationBatch' }, application: ['INSERT'] },
  invitations: {
    spread: 'byWave',
    archive: { kind: 'invitation' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['is_used'] },
  },
  held_responses: {
    spread: 'byWave',
    archive: { kind: 'heldResponse' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['told'] },
  },
  imports: {
    spread: 'whole',
    archive: { kind: 'import' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['state', 'rows'] },
  },
  import_waves: { spread: 'whole', archive: { within: 'import' }, application: ['INSERT'] },
  releases: { spread: 'byWave', archive: { kind: 'release' }, application: ['INSERT'] },
  exclusions: {
    spread: 'byWave',
    archive: { kind: 'exclusion' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['state', 'decided_at', 'decided_by'] },
  },
  retentions: {
    spread: 'byWave',
    archive: { kind: 'retention' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['until'] },
  },
  users: {
    spread: 'whole',
    archive: { kind: 'user' },
    columnsLeftOut: { name_key: 'follows from the name' },
    application: ['INSERT', 'UPDATE'],
  },
  grants: { spread: 'whole', archive: { within: 'user' }, application: ['INSERT', 'DELETE'] },
  sessions: {
    spread: 'whole',
    archive: { no: 'after a restore people sign in again' },
    application: ['INSERT', 'UPDATE', 'DELETE'],
  },
  sign_in_links: {
    spread: 'whole',
    archive: { no: 'after a restore links are made again' },
    application: ['INSERT', 'DELETE'],
  },
  counted: {
    spread: 'whole',
    archive: { no: 'forgotten after a day' },
    application: ['INSERT', 'UPDATE', 'DELETE'],
  },
  known_places: {
    spread: 'whole',
    archive: { no: 'after a restore people sign in again, and the places are known again' },
    application: ['INSERT', 'UPDATE', 'DELETE'],
  },
  notices: {
    spread: 'whole',
    archive: { no: 'the audit chain tells the same' },
    application: ['INSERT', 'DELETE'],
  },
  proposals: {
    spread: 'whole',
    archive: { no: 'after a restore they are made again' },
    application: ['INSERT', 'DELETE'],
  },
  known_keys: {
    spread: 'whole',
    archive: { no: 'of the file of keys beside this database' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['has_all_hashes'] },
  },
  audit_entries: { spread: 'whole', archive: { kind: 'auditEntry' }, application: ['INSERT'] },
  node_marks: {
    spread: 'whole',
    archive: { no: 'of processes that run now' },
    application: ['INSERT', 'UPDATE'],
  },
  schema_migrations: { spread: 'whole', archive: { no: 'of the schema, not of the data' }, application: [] },
};
