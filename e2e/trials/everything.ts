import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { reading } from './stored.ts';

/** Every row of every table, read past the product: by table, each row as its columns' values by name. */
export type Everything = ReadonlyMap<string, readonly Row[]>;
type Row = Readonly<Record<string, unknown>>;

/** What a backup leaves out on purpose. A table that is not named here is expected to come back. */
const leftOut = [
  'sessions',
  'sign_in_links',
  'counted',
  'known_places',
  'notices',
  'proposals',
  'known_keys',
  'node_marks',
  'schema_migrations',
  'sqlite_sequence',
];
/** Made anew, so that they tell nothing of when a row was stored. */
const columnsMadeAnew = ['sequence', 'transaction_id'];

export function everythingIn(file: string): Everything {
  return reading(file, (database) => {
    const tables = database
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
      .pluck()
      .all();
    const kept = tables.filter((table) => !leftOut.includes(table));
    return new Map(
      kept.map((table) => [table, plain(database.prepare<[], Row>(`SELECT * FROM ${queryOf(table)}`).all())]),
    );
  });
}

export async function everythingAt(url: string): Promise<Everything> {
  const client = new pg.Client({ connectionString: url, types: asSqlite });
  await client.connect();
  try {
    const tables = await client.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.tables
       WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name`,
    );
    const everything = new Map<string, readonly Row[]>();
    for (const { table_name: table } of tables.rows) {
      if (leftOut.includes(table)) continue;
      everything.set(table, plain((await client.query<Row>(`SELECT * FROM ${queryOf(table)}`)).rows));
    }
    return everything;
  } finally {
    await client.end();
  }
}

/** Counts lie in several slots each, so that writers do not wait for each other; only their sums say something. */
function queryOf(table: string): string {
  if (table !== 'response_counts') return table;
  const by = 'wave, channel, disposition, area, is_late';
  return `(SELECT ${by}, CAST(sum(count) AS INTEGER) AS count FROM response_counts GROUP BY ${by}) AS summed`;
}

/** Whole numbers of 64 bits come as numbers, and true and false as 1 and 0. */
const asSqlite = {
  getTypeParser(type: number, format?: 'text' | 'binary') {
    if (type === pg.types.builtins.INT8) return Number;
    if (type === pg.types.builtins.BOOL) return (text: string) => Number(text === 't');
    return pg.types.getTypeParser(type, format) as (text: string) => unknown;
  },
} as pg.CustomTypesConfig;

function plain(rows: readonly Row[]): readonly Row[] {
  const kept = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !columnsMadeAnew.includes(column))
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );
  return kept.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** A sentence for each table that differs; of the audit chain what one has is to begin what the other has. */
export function differences(before: Everything, after: Everything): readonly string[] {
  const tables = [...new Set([...before.keys(), ...after.keys()])];
  const sentences: string[] = [];
  for (const table of tables) {
    const [one, other] = [before.get(table) ?? [], after.get(table) ?? []];
    if (table === 'audit_entries') {
      if (!chainGoesOn(one, other)) sentences.push('the audit chain came back otherwise');
    } else if (one.length !== other.length) {
      sentences.push(`${table}: ${one.length} rows became ${other.length}`);
    } else {
      const at = one.findIndex((row, index) => !isDeepStrictEqual(row, other[index]));
      if (at >= 0) sentences.push(`${table}: ${columnsThatDiffer(one[at]!, other[at]!)} came back otherwise`);
    }
  }
  return sentences;
}

function columnsThatDiffer(one: Row, other: Row): string {
  const columns = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return columns.filter((column) => !isDeepStrictEqual(one[column], other[column])).join(', ');
}

/** A restore writes one more entry. */
function chainGoesOn(before: readonly Row[], after: readonly Row[]): boolean {
  const byNumber = new Map(after.map((row) => [row['number'], row]));
  return (
    after.length >= before.length &&
    before.every((row) => isDeepStrictEqual(byNumber.get(row['number']), row))
  );
}

/** What a comparison proves nothing about: tables without a row, and columns without a value in any. */
export function emptyColumns(everything: Everything): readonly string[] {
  return [...everything].flatMap(([table, rows]) => {
    if (rows.length === 0) return [table];
    return Object.keys(rows[0]!)
      .filter((column) => rows.every((row) => row[column] === null))
      .map((column) => `${table}.${column}`);
  });
}
