/** One step of the schema, forward only. The name is the same on every engine, and is never given to another step. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}
