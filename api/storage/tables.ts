import type { ArchiveKind } from './archive.ts';

/** What the role that answers the network may do to a table on PostgreSQL, besides reading it. */
export type ApplicationRight = 'INSERT' | 'UPDATE' | 'DELETE';

export interface KeptTable {
  /** The kind its rows are in an archive, or the kind they lie within; or why an archive has none of them. */
  readonly archive:
    { readonly kind: ArchiveKind } | { readonly within: ArchiveKind } | { readonly no: string };
  /** Columns that an archive does without, with the reason; all others must be in it. */
  readonly columnsLeftOut?: Readonly<Record<string, string>>;
  readonly application: readonly ApplicationRight[];
  /** Where not every column may be changed: those that may, or those that may not. */
  readonly changes?: { readonly only: readonly string[] } | { readonly allBut: readonly string[] };
}

/** Functions that do as the owner of the tables what the application has no right to do by itself. */
export const applicationFunctions: readonly string[] = ['undo_import(text)'];

const place = 'the order of storing is made anew; an archive must not tell it';

/**
 * Every table of the schema, on both engines: whether it is in an archive, and what the application may do to it.
 * A table that is missing here is in no backup and granted to nobody, so a test reads the schema and asks for it.
 */
export const tables: Readonly<Record<string, KeptTable>> = {
  documents: { archive: { kind: 'document' }, application: ['INSERT'] },
  waves: {
    archive: { kind: 'wave' },
    application: ['INSERT', 'UPDATE'],
    changes: { allBut: ['id', 'programme', 'kind'] },
  },
  responses: {
    archive: { kind: 'response' },
    columnsLeftOut: { sequence: place, transaction_id: place },
    // A trigger lets it through once, for a response of before there were any.
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['record_hash'] },
  },
  response_counts: {
    archive: { no: 'counted anew as the responses are put back' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['count'] },
  },
  invitation_batches: { archive: { kind: 'invitationBatch' }, application: ['INSERT'] },
  invitations: {
    archive: { kind: 'invitation' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['is_used'] },
  },
  imports: {
    archive: { kind: 'import' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['state', 'rows'] },
  },
  import_waves: { archive: { within: 'import' }, application: ['INSERT'] },
  releases: { archive: { kind: 'release' }, application: ['INSERT'] },
  retentions: {
    archive: { kind: 'retention' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['until'] },
  },
  users: {
    archive: { kind: 'user' },
    columnsLeftOut: { name_key: 'follows from the name' },
    application: ['INSERT', 'UPDATE'],
  },
  grants: { archive: { within: 'user' }, application: ['INSERT', 'DELETE'] },
  sessions: {
    archive: { no: 'after a restore people sign in again' },
    application: ['INSERT', 'UPDATE', 'DELETE'],
  },
  sign_in_links: {
    archive: { no: 'after a restore links are made again' },
    application: ['INSERT', 'DELETE'],
  },
  counted: { archive: { no: 'forgotten after a day' }, application: ['INSERT', 'UPDATE', 'DELETE'] },
  known_places: {
    archive: { no: 'after a restore people sign in again, and the places are known again' },
    application: ['INSERT', 'UPDATE', 'DELETE'],
  },
  notices: { archive: { no: 'the audit chain tells the same' }, application: ['INSERT', 'DELETE'] },
  proposals: {
    archive: { no: 'after a restore they are made again' },
    application: ['INSERT', 'DELETE'],
  },
  known_keys: {
    archive: { no: 'of the file of keys beside this database' },
    application: ['INSERT', 'UPDATE'],
    changes: { only: ['has_all_hashes'] },
  },
  audit_entries: { archive: { kind: 'auditEntry' }, application: ['INSERT'] },
  node_marks: { archive: { no: 'of processes that run now' }, application: ['INSERT', 'UPDATE'] },
  schema_migrations: { archive: { no: 'of the schema, not of the data' }, application: [] },
};
