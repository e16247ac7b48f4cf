import type { Database } from 'better-sqlite3';

/** One step of the schema, forward only. The name is the same on every engine, and is never given to another step. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot say, after it and in the same transaction. */
  readonly fill?: (database: Database) => void;
}
