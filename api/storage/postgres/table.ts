import { columnName, storableValue } from '../storable-value.ts';
import type { ColumnKind, Table as ListedTable } from '../tables/table.ts';

const arrayTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'text[]',
  integer: 'bigint[]',
  real: 'double precision[]',
  boolean: 'boolean[]',
  json: 'text[]',
};
type Value = string | number | boolean | null;

/** How rows of a listed table are written and read here; a field that is left out is NULL. */
export interface Table<Entity> {
  readonly name: string;
  /** `wave, is_late AS "isLate"` */
  readonly columns: string;
  /** Of `arrays`: `text[], boolean[]`. */
  readonly arrayTypes: string;
  /** `INSERT INTO responses (wave, is_late) VALUES ($1, $2)` for `values`. */
  readonly insert: string;
  /** The same for any number of rows at once, for `arrays`. */
  readonly insertAll: string;
  readonly values: (entity: Entity) => Value[];
  /** Column by column. */
  readonly arrays: (entities: readonly Entity[]) => Value[][];
  readonly fromRow: (row: unknown) => Entity;
}

export function table<Entity extends object>({ name, columns }: ListedTable<Entity>): Table<Entity> {
  const kinds: Readonly<Record<string, ColumnKind>> = columns;
  const fields = Object.keys(kinds) as (keyof Entity & string)[];
  const quoted = fields.map((field) => `"${columnName(field)}"`);
  const into = `INSERT INTO ${name} (${quoted.join(', ')})`;
  const placeholders = fields.map((_, index) => `$${index + 1}`);
  const types = fields.map((field) => arrayTypes[kinds[field]!]);
  const typed = types.map((type, index) => `$${index + 1}::${type}`);
  const valueOf = (entity: Entity, field: keyof Entity & string) =>
    storableValue(entity[field], kinds[field]!, `${name}.${field}`);
  return {
    name,
    columns: fields.map((field, index) => `${quoted[index]} AS "${field}"`).join(', '),
    arrayTypes: types.join(', '),
    insert: `${into} VALUES (${placeholders.join(', ')})`,
    insertAll: `${into} SELECT * FROM unnest(${typed.join(', ')})`,
    values: (entity) => fields.map((field) => valueOf(entity, field)),
    arrays: (entities) => fields.map((field) => entities.map((entity) => valueOf(entity, field))),
    fromRow(row) {
      const entity: Record<string, unknown> = {};
      for (const field of fields) {
        const value = (row as Record<string, unknown>)[field];
        if (value === null) continue;
        entity[field] = kinds[field] === 'json' ? JSON.parse(value as string) : value;
      }
      return entity as Entity;
    },
  };
}
