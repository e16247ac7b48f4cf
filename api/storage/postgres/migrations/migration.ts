/** A step of the schema: the same name on every engine, applied in one transaction with its record. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}
