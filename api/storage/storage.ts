import type { Disposition } from '../../core/questionnaire/routing.ts';
import type { ArchiveStorage } from './archive.ts';
import type { AuditEntry, AuditEvent } from './audit-chain.ts';
import type { AuditKey } from './audit-seal.ts';
import type { ExclusionStorage } from './exclusions.ts';
import type { HeldContent, HoldingStorage } from './holding.ts';
import type { UserStorage } from './users.ts';

export type { Exclusion, ExclusionDecision, ExclusionStorage } from './exclusions.ts';
export type { HeldContent, HeldOfBatch, HeldResponse, HoldingStorage, ToldPlace } from './holding.ts';
export { LEAST_TOLD } from './holding.ts';
export type { Grant, Limit, Notice, Proposal, Session, SignInLink, User, UserStorage } from './users.ts';

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
    RetentionStorage {
  readonly engine: 'sqlite' | 'postgres';
  /** The migrations applied, in order. */
  appliedMigrations(): Promise<readonly string[]>;
  /** Writes a mark of this node durably: throws while the storage could not keep an answer. */
  probe(node: string, at: number): Promise<void>;
  /**
   * Removes sessions, links, counts and proposals that count for nothing any more. A clock that was set back keeps
   * nothing for days: sessions begun or seen after `sessionsNotAfter` are removed, and sessions and counts of after
   * `now` are taken as of now.
   */
  forgetExpired(expired: {
    readonly now: number;
    readonly sessionsSeenBefore: number;
    readonly sessionsCreatedBefore: number;
    readonly sessionsNotAfter: number;
    readonly linksExpiredBefore: number;
    readonly countedBefore: number;
    readonly placesUsedBefore: number;
    readonly proposedBefore: number;
  }): Promise<void>;
  /** Looks for damage in what the engine keeps; a sentence for each, none when all is well. */
  findDamage(): Promise<readonly string[]>;
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

/**
 * | reason        | means                                                          | then                    |
 * |---------------|----------------------------------------------------------------|-------------------------|
 * | `busy`        | another process holds the database, or a deadlock was broken   | nothing stored; again   |
 * | `full`        | no room on the disk                                            | nothing stored; again when there is room |
 * | `unreachable` | the connection broke or there is none                          | perhaps stored; sending again tells |
 * | `broken`      | reading or syncing failed: what is on the disk is not known    | stop, look, restart     |
 */
export type StorageTrouble = 'busy' | 'full' | 'unreachable' | 'broken';
export class StorageError extends Error {
  readonly reason: StorageTrouble;
  constructor(reason: StorageTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
    this.reason = reason;
  }
}

/** Which keys the database was filled with; the keys themselves never come here (see `api/keys`). */
export interface KeysStorage {
  /** Unset until the first keys are noted. */
  keysFingerprint(): Promise<string | undefined>;
  /** Notes other keys if those known are still `replacing` (undefined: none); tells whether it did. */
  noteKeys(fingerprint: string, replacing: string | undefined, event?: AuditEvent): Promise<boolean>;
  /**
   * From here on each entry this storage adds to the audit chain bears a seal made with the key, which is written
   * nowhere. Behind an entry with a seal none can be added without.
   */
  useAuditKey(key: AuditKey): Promise<void>;
}

/** An append-only chain of what people answer for. The engine refuses to change or remove an entry. */
export interface AuditStorage {
  appendAudit(event: AuditEvent): Promise<AuditEntry>;
  /** Entries with a number above `number`, in order. */
  auditAfter(number: number, limit: number): Promise<readonly AuditEntry[]>;
  lastAudit(): Promise<AuditEntry | undefined>;
  /** The newest first, of those that are all the filter says. */
  auditBack(filter: AuditFilter, limit: number): Promise<readonly AuditEntry[]>;
}

/** Every part that is there must be so. */
export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  /** One of these, of which there may be many; none: no entry. */
  readonly subjects?: readonly string[];
  /** Milliseconds since 1970: not before, and before. */
  readonly from?: number;
  readonly to?: number;
  /** Below this number. */
  readonly below?: number;
}

/** Content-addressed canonical JSON: what a wave was opened with, and releases. Never changed, never removed. */
export interface DocumentStorage {
  putDocuments(documents: readonly StoredDocument[]): Promise<void>;
  document(hash: string): Promise<string | undefined>;
}
export interface StoredDocument {
  readonly hash: string;
  readonly body: string;
}

/**
 * | state       | takes responses                   | next                |
 * |-------------|-----------------------------------|---------------------|
 * | `draft`     | no                                | open                |
 * | `importing` | through its import only           | closed, or undone   |
 * | `open`      | yes                               | closed              |
 * | `closed`    | late ones, until it is sealed     | open, published     |
 * | `published` | no                                | (further releases)  |
 */
export type WaveState = 'draft' | 'importing' | 'open' | 'closed' | 'published';

export interface Wave {
  readonly id: string;
  readonly programme: string;
  /** Localised title as canonical JSON. */
  readonly title: string;
  /** The year, quarter or day the wave stands for; waves of a programme are ordered by it. */
  readonly period: string;
  readonly kind: 'survey' | 'imported';
  readonly state: WaveState;
  /** Hash of the pinned wave document (forms, index trees, targets, areas, settings); unset while a draft. */
  readonly document?: string;
  readonly openedAt?: number;
  readonly closedAt?: number;
  /** The last day on which it was meant to take answers when it was made (`YYYY-MM-DD`). */
  readonly plannedEnd?: string;
  /** From then on it takes nothing more and cannot be opened again: what stands can be published. */
  readonly sealedAt?: number;
  /** All responses that stood when it was sealed: how many, and the digest over their hashes (`tallyOfWave`). */
  readonly sealedResponses?: number;
  readonly sealedDigest?: string;
  /** Whether answers are taken without an invitation; unset: on. */
  readonly openLink?: 'on' | 'off';
  /** How many of them a minute; unset: `DEFAULT_OPEN_PER_MINUTE`. */
  readonly openPerMinute?: number;
  /** How many of them in all; unset: any number. */
  readonly openInAll?: number;
}

/** More than a notice in a whole district brings, and less than fills a disk overnight. */
export const DEFAULT_OPEN_PER_MINUTE = 600;

export interface OpenLinkSetting {
  readonly openLink: 'on' | 'off';
  readonly openPerMinute: number;
  readonly openInAll?: number;
}

/** How many responses, and a digest over them by which they are known again. */
export interface ResponseTally {
  readonly responses: number;
  readonly digest: string;
}

export interface WaveStorage {
  /** `exists` when the id is taken, whoever took it. */
  createWave(wave: Wave, event?: AuditEvent): Promise<'created' | 'exists'>;
  wave(id: string): Promise<Wave | undefined>;
  /** Ordered by programme, period, id. */
  waves(programme?: string): Promise<readonly Wave[]>;
  /** Moves a wave on if it is in one of the states `from` and not sealed; tells whether it was. */
  moveWave(id: string, from: readonly WaveState[], change: WaveChange, event?: AuditEvent): Promise<boolean>;
  /** Sets all of it, of a survey that is not published; tells whether it was one. */
  changeOpenLink(id: string, setting: OpenLinkSetting, event?: AuditEvent): Promise<boolean>;
}
export interface WaveSealing {
  /** Seals a closed wave: nothing is stored in it from here on. False when it is not closed, or sealed already. */
  sealWave(id: string, at: number, event?: AuditEvent): Promise<boolean>;
  /** Notes what stands in a sealed wave, once; false when it was noted before, or the wave is not sealed. */
  noteSealed(id: string, tally: ResponseTally, event?: AuditEvent): Promise<boolean>;
}
export interface WaveChange {
  readonly state: WaveState;
  readonly document?: string;
  readonly openedAt?: number;
  readonly closedAt?: number;
}

/** How the answers came: each is counted apart, and only some enter official figures. */
export type Channel = 'invitation' | 'open' | 'imported';

/** One response as it is kept: no time stamp, no address, no invitation. */
export interface StoredResponse {
  readonly wave: string;
  readonly id: string;
  /** Content hash of the questionnaire it answered. */
  readonly questionnaire: string;
  /** Keyed hash of answers, questionnaire and channel: what "the same answers again" means (`contentHashOf`). */
  readonly contentHash: string;
  /** Keyed hash of all that can move a figure (`recordHashOf`); responses of before there were keys get one later. */
  readonly recordHash?: string;
  readonly channel: Channel;
  readonly mode: string;
  readonly language: string;
  readonly disposition: Disposition;
  readonly area?: string;
  readonly localDay?: string;
  readonly isLate: boolean;
  readonly durationBand?: string;
  /** The design: weight before any adjustment, stratum and primary unit the respondent was sampled in. */
  readonly weight?: number;
  readonly stratum?: string;
  readonly primaryUnit?: string;
  /** With which probability its form was drawn among those of the wave, above 0 and at most 1; unset where the wave asks one. */
  readonly formProbability?: number;
  /** Canonical JSON of the answers that apply. */
  readonly answers: string;
}

export type ResponseToRecord =
  | { readonly response: StoredResponse; readonly invitation?: undefined }
  | {
      readonly response: StoredResponse;
      /** Hash of the invitation's token. It is used up in the same transaction, and not kept with the answers. */
      readonly invitation: string;
      /** What is stored until the wave is sealed, instead of the response. */
      readonly held: HeldContent;
    };

/**
 * | outcome             | means                                                                            |
 * |---------------------|----------------------------------------------------------------------------------|
 * | `recorded`          | stored now, durably                                                              |
 * | `alreadyRecorded`   | the same content stood under this id before: stored once, whatever state the wave is in |
 * | `conflict`          | other content stands under this id, and stays                                    |
 * | `waveNotOpen`       | the wave is not open, nor closed with `isLate` set; an imported one never takes any |
 * | `invitationUnknown` | this wave has no such invitation                                                 |
 * | `invitationUsed`    | the invitation was used for another response                                     |
 * | `invalid`           | the response breaks its contract (below); nothing of it is stored, the rest of the batch is |
 *
 * `invalid` are: a word outside its closed list, answers that are not JSON, text with NUL or an unpaired
 * surrogate, a number that is not finite, an invitation with another channel, and channel `imported` in any
 * way but through an import. All of these are refused before they are stored, on every engine.
 */
export type RecordOutcome =
  | 'recorded'
  | 'alreadyRecorded'
  | 'conflict'
  | 'waveNotOpen'
  | 'invitationUnknown'
  | 'invitationUsed'
  | 'invalid';

export interface ResponseStorage {
  /**
   * Stores what can be stored, in one durable transaction; outcomes in the order of the batch. Exactly-once
   * rests on the unique key (wave, id). A response with channel `invitation` needs an invitation and is held (see
   * `HeldContent`); one by the open link does not see what is held.
   */
  recordResponses(batch: readonly ResponseToRecord[]): Promise<readonly RecordOutcome[]>;
  /** Responses of a wave behind a cursor, in the order they were stored; `''` is the beginning. */
  responsesAfter(wave: string, cursor: string, limit: number): Promise<ResponsePage>;
  /** Those of the wave that stand under one of these ids, in the binary order of their ids. */
  responsesByIds(wave: string, ids: readonly string[]): Promise<readonly StoredResponse[]>;
  /** Whether a response stands under one of these ids, or is held under this key, by whatever way it came. */
  hasResponse(wave: string, ids: readonly string[], key: string): Promise<boolean>;
  /** Some responses that were stored before there were record hashes; none when all have one. */
  responsesWithoutRecordHash(limit: number): Promise<readonly StoredResponse[]>;
  /**
   * Gives such responses their hash; one that has a hash keeps it, and nothing else of a response can be changed.
   * Without rows: all that were there have one, and none is taken for one of before any more.
   */
  addRecordHashes(hashed: readonly RecordHash[], event?: AuditEvent): Promise<void>;
  /** Whether responses without a record hash are no longer taken for those of before. */
  hasAllRecordHashes(): Promise<boolean>;
  /** How many responses stand; those held are not among them. */
  countResponses(wave: string): Promise<readonly ResponseCount[]>;
  /**
   * The same, without those of the open link behind the last whole group of `least`; and the cursor behind that
   * group, up to which they may be told of.
   */
  countResponsesInGroups(wave: string, least: number): Promise<ResponsesInGroups>;
}
export interface ResponsesInGroups {
  readonly counts: readonly ResponseCount[];
  readonly openUntil: string;
}
export type RecordHash = Required<Pick<StoredResponse, 'wave' | 'id' | 'recordHash'>>;
export interface ResponsePage {
  readonly responses: readonly StoredResponse[];
  readonly cursor: string;
}
export interface ResponseCount {
  readonly channel: Channel;
  readonly disposition: Disposition;
  readonly area?: string;
  readonly isLate: boolean;
  readonly count: number;
}

export interface InvitationBatch {
  readonly id: string;
  readonly wave: string;
  readonly name: string;
  readonly stratum: string;
  readonly primaryUnit: string;
  readonly weight: number;
  readonly createdAt: number;
}
export interface InvitationStorage {
  /** The batch and its invitations (hashed tokens) at once. */
  addInvitations(batch: InvitationBatch, tokenHashes: readonly string[], event?: AuditEvent): Promise<void>;
  invitationBatches(wave: string): Promise<readonly (InvitationBatch & { issued: number; used: number })[]>;
  /** The batch an invitation is of, whether it was used or not. */
  invitationBatchOf(wave: string, tokenHash: string): Promise<InvitationBatch | undefined>;
  /** Whether an invitation can still be used. Looking never uses it up. */
  invitationState(wave: string, tokenHash: string): Promise<'unused' | 'used' | 'unknown'>;
}

/** Until when the free texts and invitations of a wave are kept. */
export interface Retention {
  readonly wave: string;
  /** The last day on which they are kept. */
  readonly until: string;
  /** Unset while they are kept. */
  readonly erasedAt?: number;
}
/** Answers of a response in which texts are erased; everything else in them is as it was. */
export type ErasedTexts = Pick<StoredResponse, 'id' | 'answers'>;
export interface RetentionStorage {
  /** Ordered by day, wave. */
  retentions(): Promise<readonly Retention[]>;
  /** Declares the day, or another one; false when texts and invitations are erased already. */
  declareRetention(wave: string, until: string, event?: AuditEvent): Promise<boolean>;
  /** Replaces answers by such in which texts are erased; only of a closed wave whose day was declared. */
  eraseTexts(wave: string, texts: readonly ErasedTexts[]): Promise<void>;
  /** Removes what invitations were known by, counts by batch stay; from here on the wave counts as erased. */
  finishRetention(wave: string, erasedAt: number, event?: AuditEvent): Promise<void>;
  /** Rewrites what is kept, so that no page and no log holds what was removed. */
  compact(): Promise<void>;
}

/** A file read in as one or several past waves; all of it becomes visible at once, or none. */
export interface StoredImport {
  readonly id: string;
  readonly programme: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly mappingHash: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly state: 'running' | 'done' | 'undone';
  readonly waves: readonly string[];
  readonly rows: number;
}
export interface ImportStorage {
  /** Creates the import as `running` and its waves as `importing`; `waveExists` names a wave id already taken. */
  beginImport(started: StoredImport, waves: readonly Wave[]): Promise<{ readonly waveExists?: string }>;
  /** Adds responses to waves of a running import. Outcomes as `recordResponses`. */
  addImportedResponses(importId: string, batch: readonly StoredResponse[]): Promise<readonly RecordOutcome[]>;
  /** All waves become `closed`, the import `done`. */
  finishImport(importId: string, rows: number, closedAt: number, event?: AuditEvent): Promise<void>;
  /** Removes the waves and responses, unless one is published. */
  undoImport(importId: string, event?: AuditEvent): Promise<'undone' | 'published' | 'unknown'>;
  imports(programme: string): Promise<readonly StoredImport[]>;
  import(id: string): Promise<StoredImport | undefined>;
}

/** A frozen release. Its document is content-addressed; the row can be added, never changed or removed. */
export interface StoredRelease {
  readonly hash: string;
  readonly programme: string;
  readonly wave: string;
  /** 1, 2 ... within the wave. */
  readonly number: number;
  readonly publishedAt: number;
  readonly publishedBy: string;
  /** What stood in the wave when it was estimated; releases of before waves were sealed do not say. */
  readonly responses?: number;
  readonly digest?: string;
  /** Hash of the same release at full precision; releases of format 1 have none, they are it themselves. */
  readonly sealed?: string;
  /** How many exclusions of the wave were confirmed when it was estimated; they are in the order of their confirming. */
  readonly exclusions?: number;
}
/** What is stored under the hashes of a release. */
export interface ReleaseDocuments {
  readonly release: string;
  readonly sealed?: string;
}
/** Each release of a wave tells a little more of the few in which they differ (rule 33). */
export const MOST_RELEASES = 3;
/** Two releases of a wave rest on the same responses, or on some that differ by at least so many. */
export const LEAST_DIFFERENCE = 10;

export interface ReleaseStorage {
  /**
   * Stores the documents and the release and marks the wave published, at once. `stale` when the wave is
   * neither closed nor published, or the number is not the next one (somebody else published meanwhile), or what
   * it was estimated from is not what was sealed and stands, or exclusions were confirmed meanwhile. `tooClose` when an
   * earlier release of the wave rests on responses that differ from these by fewer than ten: the two together would
   * tell of those few. `tooMany` when the wave has as many releases as it may.
   */
  addRelease(
    release: StoredRelease,
    documents: ReleaseDocuments,
    event?: AuditEvent,
  ): Promise<'added' | 'stale' | 'tooClose' | 'tooMany'>;
  /** Ordered by wave period, wave, number. */
  releases(programme: string): Promise<readonly StoredRelease[]>;
  release(hash: string): Promise<StoredRelease | undefined>;
}
