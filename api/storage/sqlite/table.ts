import { columnName, storableValue } from '../storable-value.ts';

type ColumnKind = 'text' | 'number' | 'boolean';
type Parameters = Record<string, string | number | null>;

/** How objects of one kind lie in a table: one column per field, `isLate` as `is_late`, a field left out as NULL. */
export interface Table<Entity> {
  readonly name: string;
  readonly kinds: { readonly [Field in keyof Required<Entity>]: ColumnKind };
  /** `INSERT INTO responses (wave, is_late) VALUES (@wave, @isLate)` */
  readonly insert: string;
  /** `wave, is_late AS isLate` */
  readonly columns: string;
  readonly toRow: (entity: Entity) => Parameters;
  readonly fromRow: (row: unknown) => Entity;
}

/** The compiler asks for a column for every field, so that none is ever silently not kept. */
export function table<Entity extends object>(
  name: string,
  kinds: { readonly [Field in keyof Required<Entity>]: ColumnKind },
): Table<Entity> {
  const fields = Object.keys(kinds) as (keyof Entity & string)[];
  const booleans = fields.filter((field) => kinds[field] === 'boolean');
  const columnNames = fields.map(columnName);
  return {
    name,
    kinds,
    insert: `INSERT INTO ${name} (${columnNames.join(', ')}) VALUES (${fields.map((field) => `@${field}`).join(', ')})`,
    columns: fields.map((field, index) => `${columnNames[index]} AS ${field}`).join(', '),
    toRow(entity) {
      const row: Parameters = {};
      for (const field of fields) row[field] = toParameter(entity[field], `${name}.${field}`);
      return row;
    },
    fromRow(row) {
      const entity: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(row as object)) if (value !== null) entity[field] = value;
      for (const field of booleans) entity[field] = entity[field] === 1;
      return entity as Entity;
    },
  };
}

function toParameter(value: unknown, place: string): string | number | null {
  const storable = storableValue(value, place);
  return typeof storable === 'boolean' ? Number(storable) : storable;
}
