import type { AuditEvent } from '../audit-chain.ts';
import type { StoredResponse } from './stored-response.ts';

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
