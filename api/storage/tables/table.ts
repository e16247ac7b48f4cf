/** `integer` has 64 bits, of which JavaScript keeps 53; `real` is a double; `json` lies there as canonical JSON. */
export type ColumnKind = 'text' | 'integer' | 'real' | 'boolean' | 'json';

/** What a field can lie there as, by its type. */
type KindOf<Value> = [Value] extends [string]
  ? 'text'
  : [Value] extends [number]
    ? 'integer' | 'real'
    : [Value] extends [boolean]
      ? 'boolean'
      : 'json';
type Field<Row> = keyof Row & string;

/** What the role that answers the network may do to a table on PostgreSQL, besides reading it. */
export type ApplicationRight = 'INSERT' | 'UPDATE' | 'DELETE';

/** Of several fields, only some or all but some. */
type Some<Name> = { readonly only: readonly Name[] } | { readonly allBut: readonly Name[] };

/**
 * Whose the rows are, and so which of them an archive of one programme has.
 *
 * | of          | has                                             |
 * |-------------|-------------------------------------------------|
 * | `programme` | the rows of the programme                       |
 * | `wave`      | the rows of its waves                           |
 * | `naming`    | the documents its waves and releases name       |
 * | `platform`  | none: they are in an archive of everything only |
 */
export type Owner = 'programme' | 'wave' | 'naming' | 'platform';

/** A table, whatever its rows are. */
export interface AnyTable {
  readonly name: string;
  /** One for each field, which is its name in the language of the database: `isLate` is `is_late`. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** Columns of the schema that are no field, with the reason why no archive needs them. */
  readonly besides?: Readonly<Record<string, string>>;
  /** The fields by which a row is known, on every engine; rows of an archive stand in its order. */
  readonly key?: readonly string[];
  /**
   * Where a distributed database keeps it: spread over its machines by the wave, which each unique key must hold then,
   * or, being small, whole on each of them.
   */
  readonly spread: 'byWave' | 'whole';
  /** The kind its rows are in an archive, or the kind they lie within; or why an archive has none of them. */
  readonly archive:
    { readonly kind: string; readonly of: Owner } | { readonly within: string } | { readonly no: string };
  readonly application: readonly ApplicationRight[];
  /** Where not every field may be changed by the application: those that may, or those that may not. */
  readonly changes?: Some<string>;
}

/** How rows of one kind lie in a table. The compiler asks for a column for every field: none is ever silently not kept. */
export interface Table<Row extends object> extends AnyTable {
  readonly columns: { readonly [Name in keyof Required<Row>]: KindOf<NonNullable<Row[Name]>> };
  readonly key?: readonly Field<Row>[];
  readonly changes?: Some<Field<Row>>;
  /** For the compiler alone: nothing is there. */
  readonly row?: Row;
}

/** A table whose rows are a kind of their own in an archive. */
export interface ArchivedTable<Row extends object, Kind extends string> extends Table<Row> {
  readonly key: readonly Field<Row>[];
  readonly archive: { readonly kind: Kind; readonly of: Owner };
}

/** A row as an archive has it: what lies there as JSON is the text that lies there. */
export type Archived<Row> = {
  [Name in keyof Row]: KindOf<NonNullable<Row[Name]>> extends 'json' ? string : Row[Name];
};

/** The table read and written as it is in an archive. */
export function asArchived(table: AnyTable): Table<object> {
  const columns = Object.entries(table.columns).map(([name, kind]) => [
    name,
    kind === 'json' ? 'text' : kind,
  ]);
  return { ...table, columns: Object.fromEntries(columns) as Table<object>['columns'] } as Table<object>;
}
