import { isStorableText } from '../storable-text.ts';

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
  const columnNames = fields.map(snakeCase);
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

/** Thrown for a value the engine would keep as something else: an unpaired surrogate, NaN. */
export class UnstorableValue extends Error {
  constructor(place: string) {
    super(`${place} holds a value that cannot be stored unchanged`);
    this.name = 'UnstorableValue';
  }
}

function toParameter(value: unknown, place: string): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && isStorableText(value)) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new UnstorableValue(place);
}

function snakeCase(field: string) {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
