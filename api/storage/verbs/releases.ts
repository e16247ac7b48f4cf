import type { AuditEvent } from '../audit-chain.ts';

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
