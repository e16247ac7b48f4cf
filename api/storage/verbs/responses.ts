import type { Disposition } from '../../../core/questionnaire/routing.ts';
import type { AuditEvent } from '../audit-chain.ts';
import type { HeldContent } from './holding.ts';
import type { Channel, StoredResponse } from './stored-response.ts';

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
