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
}

const place = 'the order of storing is made anew; an archive must not tell it';

/**
 * Every table of the schema, on both engines: whether it is in an archive, and what the application may do to it.
 * A table that is missing here is in no backup and granted to nobody, so a test reads the schema and asks for it.
 */
export const tables: Readonly<Record<string, KeptTable>> = {
  documents: { archive: { kind: 'document' }, application: ['INSERT'] },
  waves: { archive: { kind: 'wave' }, application: ['INSERT', 'UPDATE', 'DELETE'] },
  responses: {
    archive: { kind: 'response' },
    columnsLeftOut: { sequence: place, transaction_id: place },
    application: ['INSERT', 'DELETE'],
  },
  response_counts: {
    archive: { no: 'counted anew as the responses are put back' },
    application: ['INSERT', 'UPDATE', 'DELETE'],
  },
  invitation_batches: { archive: { kind: 'invitationBatch' }, application: ['INSERT'] },
  invitations: { archive: { kind: 'invitation' }, application: ['INSERT', 'UPDATE'] },
  imports: { archive: { kind: 'import' }, application: ['INSERT', 'UPDATE'] },
  import_waves: { archive: { within: 'import' }, application: ['INSERT'] },
  releases: { archive: { kind: 'release' }, application: ['INSERT'] },
  users: { archive: { kind: 'user' }, application: ['INSERT', 'UPDATE'] },
  grants: { archive: { within: 'user' }, application: ['INSERT', 'DELETE'] },
  sessions: {
    archive: { no: 'after a restore people sign in again' },
    application: ['INSERT', 'UPDATE', 'DELETE'],
  },
  sign_in_links: {
    archive: { no: 'after a restore links are made again' },
    application: ['INSERT', 'DELETE'],
  },
  sign_in_failures: { archive: { no: 'forgotten after a day' }, application: ['INSERT', 'DELETE'] },
  known_keys: {
    archive: { no: 'of the file of keys beside this database' },
    application: ['INSERT'],
  },
  audit_entries: { archive: { kind: 'auditEntry' }, application: ['INSERT'] },
  node_marks: { archive: { no: 'of processes that run now' }, application: ['INSERT', 'UPDATE'] },
  schema_migrations: { archive: { no: 'of the schema, not of the data' }, application: [] },
};
