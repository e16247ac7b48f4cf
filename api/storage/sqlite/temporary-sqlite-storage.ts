import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnsByTable, KeysByTable, OpenedStorage } from '../contract/subject.ts';
import { openReader } from './open-database.ts';
import { openSqliteStorage, type SqliteOptions } from './open-sqlite-storage.ts';

/** An empty SQLite storage in a directory of its own, for tests. */
export async function temporarySqliteStorage(
  options: SqliteOptions = {},
): Promise<OpenedStorage & { readonly file: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'manyi-storage-'));
  const file = join(directory, 'manyi.db');
  let storage = await openSqliteStorage(file, options);
  return {
    file,
    storage,
    columnsByTable: async () => columnsByTable(file),
    uniqueKeysByTable: async () => uniqueKeysByTable(file),
    async reopen() {
      await storage.close();
      storage = await openSqliteStorage(file, options);
      return storage;
    },
    async close() {
      await storage.close();
      await rm(directory, { recursive: true });
    },
  };
}

function columnsByTable(file: string): ColumnsByTable {
  const database = openReader(file, 5000);
  const rows = database
    .prepare<[], { name: string; columns: string }>(
      `SELECT tables.name, json_group_array(columns.name) AS columns
       FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' GROUP BY tables.name`,
    )
    .all();
  database.close();
  return Object.fromEntries(rows.map(({ name, columns }) => [name, JSON.parse(columns) as string[]]));
}

/** The number of a row is a key without an index. */
function uniqueKeysByTable(file: string): KeysByTable {
  const database = openReader(file, 5000);
  const rows = database
    .prepare<[], { name: string; columns: string }>(
      `SELECT tables.name, json_group_array(parts.name) AS columns
       FROM sqlite_schema AS tables, pragma_index_list(tables.name) AS keys, pragma_index_info(keys.name) AS parts
       WHERE tables.type = 'table' AND keys."unique" = 1 GROUP BY tables.name, keys.name
       UNION ALL
       SELECT tables.name, json_group_array(parts.name)
       FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS parts
       WHERE tables.type = 'table' AND parts.pk > 0 GROUP BY tables.name`,
    )
    .all();
  database.close();
  const keys: Record<string, string[][]> = {};
  for (const { name, columns } of rows) (keys[name] ??= []).push(JSON.parse(columns) as string[]);
  return keys;
}
