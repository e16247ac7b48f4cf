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
  /** The same for a row that came as an array, in the order of `columns`. */
  readonly fromValues: (values: readonly unknown[]) => Entity;
}

/** The compiler asks for a column for every field, so that none is ever silently not kept. */
export function table<Entity extends object>(
  name: string,
  kinds: { readonly [Field in keyof Required<Entity>]: ColumnKind },
): Table<Entity> {
  const fields = Object.keys(kinds) as (keyof Entity & string)[];
  const columnNames = fields.map(columnName);
  const isBoolean = fields.map((field) => kinds[field] === 'boolean');
  const fromValues = (values: readonly unknown[]) => {
    const entity: Record<string, unknown> = {};
    for (let index = 0; index < fields.length; index += 1) {
      const value = values[index];
      if (value !== null) entity[fields[index]!] = isBoolean[index] ? value === 1 : value;
    }
    return entity as Entity;
  };
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
    fromRow: (row) => fromValues(fields.map((field) => (row as Record<string, unknown>)[field])),
    fromValues,
  };
}

function toParameter(value: unknown, place: string): string | number | null {
  const storable = storableValue(value, place);
  return typeof storable === 'boolean' ? Number(storable) : storable;
}
