import type { StoredResponse } from './stored-response.ts';

/**
 * An answer by invitation as it waits until its wave is sealed. In one transaction the invitation is used up and this
 * is stored; nothing in it can be read or compared without the keys, so whoever holds the database, its log or a copy
 * of one of them knows which invitation was used when, and nothing of the answers. When the wave is sealed those of a
 * unit become responses together, in the order of their ids, which says nothing either.
 */
export interface HeldContent {
  /** Keyed hash of the wave and the response's id. */
  readonly key: string;
  /** Keyed hash of the response's content hash: by it the same answers sent again are known again. */
  readonly content: string;
  /** The whole response, encrypted and padded; it begins with what its keys are known by, and a full stop. */
  readonly sealed: string;
}

export interface HeldResponse extends HeldContent {
  readonly wave: string;
  /** Id of the batch of invitations. */
  readonly batch: string;
  /** In which group it was counted on the audit chain; unset while it is not. */
  readonly told?: number;
}

/** What is told or counted of answers while their wave is not sealed comes in groups of at least so many. */
export const LEAST_TOLD = 20;

export interface HeldOfBatch {
  readonly batch: string;
  readonly held: number;
  readonly told: number;
}

/** Behind which told one the next page begins. */
export interface ToldPlace {
  readonly told: number;
  readonly key: string;
}

export interface HoldingStorage {
  /** How many are held, by batch; batches without any are left out. */
  countHeld(wave: string): Promise<readonly HeldOfBatch[]>;
  /** Those of some batches behind a key, by key; `''` is the beginning. */
  heldOf(
    wave: string,
    batches: readonly string[],
    after: string,
    limit: number,
  ): Promise<readonly HeldResponse[]>;
  /**
   * Where `least` or more of a stratum are not told yet, these become one group, hundreds of them at a time; tells how
   * many did. Called until it tells 0, it has told of all that may be.
   */
  tellHeld(wave: string, least: number): Promise<number>;
  /** Told ones behind a place, group by group, by key within a group. */
  toldAfter(wave: string, place: ToldPlace, limit: number): Promise<readonly HeldResponse[]>;
  /**
   * Puts responses of a sealed wave in the place of held ones, in one unit of work and in the order of their ids;
   * there are as many of each stratum, unit and weight as were held. `gone` when some are not held any more: somebody
   * else has moved them.
   */
  moveHeld(
    wave: string,
    keys: readonly string[],
    responses: readonly StoredResponse[],
  ): Promise<'moved' | 'gone'>;
}
