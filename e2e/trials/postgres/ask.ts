import pg from 'pg';
import type { StoredRow } from '../stored.ts';

/** Asks a PostgreSQL server past the product. */
export async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

export function rowsIn(url: string): Promise<readonly StoredRow[]> {
  return ask<StoredRow & pg.QueryResultRow>(url, 'SELECT id, answers FROM responses ORDER BY id');
}
