import type { ArchiveStorage } from './archive.ts';
import type { AuditStorage } from './verbs/audit.ts';
import type { DocumentStorage } from './verbs/documents.ts';
import type { ExclusionStorage } from './verbs/exclusions.ts';
import type { HoldingStorage } from './verbs/holding.ts';
import type { ImportStorage } from './verbs/imports.ts';
import type { InvitationStorage } from './verbs/invitations.ts';
import type { KeysStorage } from './verbs/keys.ts';
import type { ReleaseStorage } from './verbs/releases.ts';
import type { ResponseStorage } from './verbs/responses.ts';
import type { RetentionStorage } from './verbs/retention.ts';
import type { UpkeepStorage } from './verbs/upkeep.ts';
import type { UserStorage } from './verbs/users.ts';
import type { WaveSealing, WaveStorage } from './verbs/waves.ts';

export * from './storage-error.ts';
export type * from './verbs/audit.ts';
export type * from './verbs/documents.ts';
export type * from './verbs/exclusions.ts';
export * from './verbs/holding.ts';
export type * from './verbs/imports.ts';
export type * from './verbs/invitations.ts';
export type * from './verbs/keys.ts';
export * from './verbs/releases.ts';
export type * from './verbs/responses.ts';
export type * from './verbs/retention.ts';
export type * from './verbs/stored-response.ts';
export type * from './verbs/upkeep.ts';
export * from './verbs/users.ts';
export * from './verbs/waves.ts';

/**
 * Where everything is kept. One interface, an engine per folder, one contract suite (`storage.contract.ts`).
 *
 * Rules every engine keeps:
 * - Each verb is one unit of work: it happens whole and durably before the promise resolves, or not at all.
 * - Ids, hashes and times come from the caller; the engine has no clock and makes nothing up.
 * - Times are milliseconds since 1970 (UTC); days are `YYYY-MM-DD` in the programme's zone.
 * - Secrets (invitations, sessions, links) arrive hashed; the engine never sees one.
 * - A verb that is given an `AuditEvent` adds it to the audit chain in the same unit of work, and only when it
 *   did what the event says.
 * - What cannot be done now throws a `StorageError`, which says what became of it and what may be done.
 */
export interface Storage
  extends
    DocumentStorage,
    WaveStorage,
    WaveSealing,
    ResponseStorage,
    HoldingStorage,
    InvitationStorage,
    ImportStorage,
    ReleaseStorage,
    ExclusionStorage,
    UserStorage,
    AuditStorage,
    ArchiveStorage,
    KeysStorage,
    RetentionStorage,
    UpkeepStorage {
  readonly engine: 'sqlite' | 'postgres';
  close(): Promise<void>;
}

/** What estimation reads. */
export type ReadingStorage = Pick<
  Storage,
  | 'waves'
  | 'releases'
  | 'document'
  | 'responsesOf'
  | 'responsesAfter'
  | 'responsesByIds'
  | 'countResponses'
  | 'invitationBatches'
  | 'exclusions'
  | 'auditBack'
  | 'close'
>;
