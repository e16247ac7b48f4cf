/** What keeps the storage itself in order. */
export interface UpkeepStorage {
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
}
