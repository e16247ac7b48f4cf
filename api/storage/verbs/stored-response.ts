import type { Disposition } from '../../../core/questionnaire/routing.ts';

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
