import type { ExclusionReason } from '../../../core/release/release.ts';
import type { AuditEvent } from '../audit-chain.ts';

/**
 * Answers that are left out of the figures for a reason of the closed list: one person asks for it, another one
 * confirms. The answers themselves stay as they are, and the exclusion stays, whatever became of it.
 *
 * | state       | the answers are            | next                  |
 * |-------------|----------------------------|-----------------------|
 * | `asked`     | in the figures             | confirmed or rejected |
 * | `confirmed` | out of every later release | (final)               |
 * | `rejected`  | in the figures             | (final)               |
 */
export interface Exclusion {
  readonly wave: string;
  readonly id: string;
  readonly reason: ExclusionReason;
  /** Ids of responses as canonical JSON, in binary order. */
  readonly responses: string;
  readonly state: 'asked' | 'confirmed' | 'rejected';
  readonly askedAt: number;
  /** Ids of users. */
  readonly askedBy: string;
  readonly decidedAt?: number;
  readonly decidedBy?: string;
}
export type ExclusionDecision = Required<Pick<Exclusion, 'decidedAt' | 'decidedBy'>> & {
  readonly state: 'confirmed' | 'rejected';
};

export interface ExclusionStorage {
  /**
   * `wrongState` when the wave is not sealed, or has as many releases as it may; `unknown` when a response does not
   * stand in it; `excludedAlready` when one is in an exclusion that was asked for or confirmed.
   */
  askExclusion(
    exclusion: Exclusion,
    event?: AuditEvent,
  ): Promise<'asked' | 'wrongState' | 'unknown' | 'excludedAlready'>;
  /** False when it was decided before, or nothing can be left out of the wave any more. Who asked cannot confirm. */
  decideExclusion(
    wave: string,
    id: string,
    decision: ExclusionDecision,
    event?: AuditEvent,
  ): Promise<boolean>;
  /** Ordered by the time of asking, id. */
  exclusions(wave: string): Promise<readonly Exclusion[]>;
}
