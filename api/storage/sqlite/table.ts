import { columnName, storableValue } from '../storable-value.ts';
import type { ColumnKind, Table as ListedTable } from '../tables/table.ts';

type Parameters = Record<string, string | number | null>;

/** How rows of a listed table are written and read here; a field that is left out is NULL. */
export interface Table<Entity> {
  readonly name: string;
  /** `INSERT INTO responses (wave, is_late) VALUES (@wave, @isLate)` */
  readonly insert: string;
  /** `wave, is_late AS isLate` */
  readonly columns: string;
  readonly toRow: (entity: Entity) => Parameters;
  readonly fromRow: (row: unknown) => Entity;
  /** The same for a row that came as an array, in the order of `columns`. */
  readonly fromValues: (values: readonly unknown[]) => Entity;
}

export function table<Entity extends object>({ name, columns }: ListedTable<Entity>): Table<Entity> {
  const kinds: Readonly<Record<string, ColumnKind>> = columns;
  const fields = Object.keys(kinds) as (keyof Entity & string)[];
  const columnNames = fields.map(columnName);
  const kindOf = fields.map((field) => kinds[field]!);
  const places = fields.map((field) => `${name}.${field}`);
  const isBoolean = kindOf.map((kind) => kind === 'boolean');
  const isJson = kindOf.map((kind) => kind === 'json');
  const fromValues = (values: readonly unknown[]) => {
    const entity: Record<string, unknown> = {};
    for (let index = 0; index < fields.length; index += 1) {
      const value = values[index];
      if (value === null) continue;
      if (isBoolean[index]) entity[fields[index]!] = value === 1;
      else entity[fields[index]!] = isJson[index] ? JSON.parse(value as string) : value;
    }
    return entity as Entity;
  };
  return {
    name,
    insert: `INSERT INTO ${name} (${columnNames.join(', ')}) VALUES (${fields.map((field) => `@${field}`).join(', ')})`,
    columns: fields.map((field, index) => `${columnNames[index]} AS ${field}`).join(', '),
    toRow(entity) {
      const row: Parameters = {};
      for (let index = 0; index < fields.length; index += 1) {
        const field = fields[index]!;
        row[field] = toParameter(entity[field], kindOf[index]!, places[index]!);
      }
      return row;
    },
    fromRow: (row) => fromValues(fields.map((field) => (row as Record<string, unknown>)[field])),
    fromValues,
  };
}

function toParameter(value: unknown, kind: ColumnKind, place: string): string | number | null {
  const storable = storableValue(value, kind, place);
  return typeof storable === 'boolean' ? Number(storable) : storable;
}
