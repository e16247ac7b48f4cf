import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Rows a second that SQLite stores durably, so many in each transaction: no HTTP, no checks, one small table. */
export function durableRowsPerSecond(
  folder: string,
  perTransaction: number,
  row: string,
  seconds: number,
): number {
  const database = new Database(join(folder, `rows-${perTransaction}.db`));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS responses (id TEXT PRIMARY KEY, answers TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO responses VALUES (?, ?)');
  const transaction = database.transaction(() => {
    for (let index = 0; index < perTransaction; index += 1) insert.run(randomUUID(), row);
  });
  const began = performance.now();
  let rows = 0;
  while (performance.now() - began < seconds * 1000) {
    transaction();
    rows += perTransaction;
  }
  const elapsed = (performance.now() - began) / 1000;
  database.close();
  return rows / elapsed;
}
