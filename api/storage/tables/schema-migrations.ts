import type { Table } from './table.ts';

/** A step of the schema that was applied. */
export interface AppliedMigration {
  readonly position: number;
  readonly name: string;
}

export const schemaMigrations: Table<AppliedMigration> = {
  name: 'schema_migrations',
  columns: {
    position: 'integer',
    name: 'text',
  },
  key: ['position'],
  spread: 'whole',
  archive: { no: 'of the schema, not of the data' },
  application: [],
};
