import { contentHash } from '../../core/content-hash.ts';

/** Something people answer for later: who did what to what, and when. Nothing a respondent gave is in it. */
export interface AuditEvent {
  readonly at: number;
  /** Id of the user; `command line` for whoever holds the machine; `''` for nobody known. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Id of what it was done to: a wave, a user, an import, a release. */
  readonly subject: string;
  /** What else belongs to it, as canonical JSON. */
  readonly details: string;
}

export const auditActions = [
  'signedIn',
  'signInRefused',
  'signInLocked',
  'signedOut',
  'sessionsEnded',
  'passwordSet',
  'secondFactorSet',
  'secondFactorReset',
  'recoveryCodeUsed',
  'userAdded',
  'userDisabled',
  'userEnabled',
  'grantsChanged',
  'linkIssued',
  'proposalMade',
  'proposalRefused',
  'accessRefused',
  'estimatesViewed',
  'waveCreated',
  'waveOpened',
  'waveClosed',
  'waveReopened',
  'openLinkChanged',
  'waveSealed',
  'responsesCounted',
  'invitationsIssued',
  'responsesExported',
  'programmeExported',
  'importDone',
  'importUndone',
  'releasePublished',
  'sealedReleaseRead',
  'exclusionAsked',
  'exclusionConfirmed',
  'exclusionRejected',
  'backupTaken',
  'archiveRestored',
  'keysAdopted',
  'responsesHashed',
  'auditSealed',
  'retentionDeclared',
  'wavePersonalDataRemoved',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** An event in its place: each entry names the hash of the one before it, so none can be changed alone. */
export interface AuditEntry extends AuditEvent {
  /** 1, 2 ... without a gap. */
  readonly number: number;
  readonly previous: string;
  /** Hash of everything above. */
  readonly hash: string;
  /** Made of the hash with the keys (`audit-seal.ts`); unset in entries of before there were seals. */
  readonly seal?: string;
}

/** What the first entry names as the one before it. */
export const chainStart = '0'.repeat(64);

/** The entry that puts `event` behind `last` (behind nothing: the first). */
export function chainedEntry(
  last: Pick<AuditEntry, 'number' | 'hash'> | undefined,
  event: AuditEvent,
): AuditEntry {
  const { at, actor, action, subject, details } = event;
  const placed = {
    number: (last?.number ?? 0) + 1,
    previous: last?.hash ?? chainStart,
    at,
    actor,
    action,
    subject,
    details,
  };
  return { ...placed, hash: contentHash(placed) };
}

/**
 * Whether `entry` is what may stand behind `last`; otherwise what is wrong with it. A chain is whole when this
 * finds no fault in any entry and its last hash is the one noted elsewhere (in a backup, in the log): the end
 * of a chain can be cut off without a trace in what is left.
 */
export function faultOfEntry(last: AuditEntry | undefined, entry: AuditEntry): string | undefined {
  const expectedNumber = (last?.number ?? 0) + 1;
  if (entry.number !== expectedNumber) {
    return `entry ${expectedNumber} is missing: entry ${entry.number} stands in its place`;
  }
  if (entry.previous !== (last?.hash ?? chainStart)) {
    return `entry ${entry.number} does not continue the entry before it`;
  }
  if (chainedEntry(last, entry).hash !== entry.hash) return `entry ${entry.number} was changed`;
  return undefined;
}
