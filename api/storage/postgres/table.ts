import { columnName, storableValue } from '../storable-value.ts';

/** `real` is a double; `integer` has 64 bits, of which JavaScript keeps 53. */
type ColumnKind = 'text' | 'integer' | 'real' | 'boolean';
const arrayTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'text[]',
  integer: 'bigint[]',
  real: 'double precision[]',
  boolean: 'boolean[]',
};
type Value = string | number | boolean | null;

/** How objects of one kind lie in a table: one column per field, `isLate` as `is_late`, a field left out as NULL. */
export interface Table<Entity> {
  readonly name: string;
  /** `wave, is_late AS "isLate"` */
  readonly columns: string;
  /** `INSERT INTO responses (wave, is_late) VALUES ($1, $2)` for `values`. */
  readonly insert: string;
  /** The same for any number of rows at once, for `arrays`. */
  readonly insertAll: string;
  readonly values: (entity: Entity) => Value[];
  /** Column by column. */
  readonly arrays: (entities: readonly Entity[]) => Value[][];
  readonly fromRow: (row: unknown) => Entity;
}

/** The compiler asks for a column for every field, so that none is ever silently not kept. */
export function table<Entity extends object>(
  name: string,
  kinds: { readonly [Field in keyof Required<Entity>]: ColumnKind },
): Table<Entity> {
  const fields = Object.keys(kinds) as (keyof Entity & string)[];
  const quoted = fields.map((field) => `"${columnName(field)}"`);
  const into = `INSERT INTO ${name} (${quoted.join(', ')})`;
  const placeholders = fields.map((_, index) => `$${index + 1}`);
  const typed = fields.map((field, index) => `$${index + 1}::${arrayTypes[kinds[field]]}`);
  const valueOf = (entity: Entity, field: keyof Entity & string) =>
    storableValue(entity[field], `${name}.${field}`);
  return {
    name,
    columns: fields.map((field, index) => `${quoted[index]} AS "${field}"`).join(', '),
    insert: `${into} VALUES (${placeholders.join(', ')})`,
    insertAll: `${into} SELECT * FROM unnest(${typed.join(', ')})`,
    values: (entity) => fields.map((field) => valueOf(entity, field)),
    arrays: (entities) => fields.map((field) => entities.map((entity) => valueOf(entity, field))),
    fromRow(row) {
      const entity: Record<string, unknown> = {};
      for (const field of fields) {
        const value = (row as Record<string, unknown>)[field];
        if (value !== null) entity[field] = value;
      }
      return entity as Entity;
    },
  };
}
