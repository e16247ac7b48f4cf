import type { Migration as OnPostgres } from '../postgres/migrations/migration.ts';
import type { Migration as OnSqlite } from '../sqlite/migrations/migration.ts';

/** A step of the schema, written for both engines at once. */
export interface Step {
  readonly name: string;
  readonly sqlite: Omit<OnSqlite, 'name'>;
  readonly postgres: Omit<OnPostgres, 'name'>;
}
