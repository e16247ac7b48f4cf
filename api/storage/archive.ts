import type { AuditEntry, AuditEvent } from './audit-chain.ts';
import type { StoredDocument } from './verbs/documents.ts';
import type { Exclusion } from './verbs/exclusions.ts';
import type { HeldResponse } from './verbs/holding.ts';
import type { StoredImport } from './verbs/imports.ts';
import type { InvitationBatch } from './verbs/invitations.ts';
import type { StoredRelease } from './verbs/releases.ts';
import type { Retention } from './verbs/retention.ts';
import type { StoredResponse } from './verbs/stored-response.ts';
import type { User } from './verbs/users.ts';
import type { Wave } from './verbs/waves.ts';

export interface StoredInvitation {
  readonly wave: string;
  readonly tokenHash: string;
  /** Id of the batch. */
  readonly batch: string;
  readonly isUsed: boolean;
}

/**
 * Everything that is kept, by kind and in the order in which it can be put back. Sessions, sign-in links and
 * failed sign-ins are not of it: after a restore people sign in again.
 *
 * Rows stand in the binary order of their key, never in the order in which they were stored: an archive
 * does not tell which invitation brought which response.
 */
export interface ArchiveKinds {
  /** by hash */
  readonly document: StoredDocument;
  /** by id */
  readonly wave: Wave;
  /** by id */
  readonly import: StoredImport;
  /** by wave, id */
  readonly invitationBatch: InvitationBatch;
  /** by wave, token hash */
  readonly invitation: StoredInvitation;
  /** by wave, key */
  readonly heldResponse: HeldResponse;
  /** by wave, id */
  readonly response: StoredResponse;
  /** by wave, number */
  readonly release: StoredRelease;
  /** by wave, id */
  readonly exclusion: Exclusion;
  /** by wave */
  readonly retention: Retention;
  /** by id; an archive of one programme has none */
  readonly user: User;
  /** by number; an archive of one programme has none */
  readonly auditEntry: AuditEntry;
}
export type ArchiveKind = keyof ArchiveKinds;
export const archiveKinds = [
  'document',
  'wave',
  'import',
  'invitationBatch',
  'invitation',
  'heldResponse',
  'response',
  'release',
  'exclusion',
  'retention',
  'user',
  'auditEntry',
] as const satisfies readonly ArchiveKind[];

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
