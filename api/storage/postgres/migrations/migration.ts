import type { Client } from '../client.ts';

/** A step of the schema: the same name on every engine, applied in one transaction with its record. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot say, after it and in the same transaction. */
  readonly fill?: (client: Client) => Promise<void>;
}
