import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { aResponse, openWave } from '../../api/storage/contract/samples.ts';
import { openPostgresStorage } from '../../api/storage/postgres/open-postgres-storage.ts';
import { startPostgres } from '../../api/storage/postgres/testing/start-postgres.ts';
import type { StoredResponse } from '../../api/storage/storage.ts';
import type { Options } from './options.ts';
import { medianRatio, shown } from './ratio.ts';

const GOAL_RATIO = 0.8;
const LANES = 2;

/** `recordResponses` on PostgreSQL beside plain inserts of the same rows into a table like it, in turns. */
export async function postgresRows({ pairs, seconds }: Options, answers: string): Promise<boolean> {
  const server = await startPostgres().catch((error: unknown) => {
    console.log(`\nPostgreSQL: skipped, it could not be started (${String(error)})`);
    return undefined;
  });
  if (!server) return true;
  const storage = await openPostgresStorage(server.url);
  const pool = new pg.Pool({ connectionString: server.url, max: LANES });
  let isMet = true;
  try {
    await openWave(storage);
    await pool.query(
      'CREATE TABLE floor (LIKE responses INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES)',
    );
    for (const batch of [64, 256]) {
      const ratios: number[] = [];
      const rates: [number, number][] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        const plain = await rate(batch, seconds, answers, (rows) => insertPlainly(pool, rows));
        const ours = await rate(batch, seconds, answers, (rows) =>
          storage.recordResponses(rows.map((response) => ({ response }))),
        );
        ratios.push(ours / plain);
        rates.push([plain, ours]);
      }
      const ratio = medianRatio(ratios);
      const middle = (which: 0 | 1) => Math.round(medianRatio(rates.map((each) => each[which])).median);
      console.log(
        `\nPostgreSQL, batches of ${batch}, ${LANES} connections: plain ${middle(0)} rows/s, Manyi ${middle(1)} rows/s, ` +
          `ratio ${shown(ratio)}`,
      );
      isMet &&= ratio.median >= GOAL_RATIO;
    }
  } finally {
    await pool.end();
    await storage.close();
    await server.stop();
  }
  return isMet;
}

async function rate(
  batch: number,
  seconds: number,
  answers: string,
  store: (rows: readonly StoredResponse[]) => Promise<unknown>,
): Promise<number> {
  const text = JSON.stringify({ answers });
  const began = performance.now();
  let rows = 0;
  const lane = async () => {
    while (performance.now() - began < seconds * 1000) {
      const sample = { area: 'north', localDay: '2026-01-01', answers: text };
      await store(
        Array.from({ length: batch }, () => aResponse({ ...sample, id: randomUUID(), contentHash: HASH })),
      );
      rows += batch;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return rows / ((performance.now() - began) / 1000);
}

const HASH = 'c'.repeat(64);

const columns = {
  wave: 'wave',
  id: 'id',
  questionnaire: 'questionnaire',
  content_hash: 'contentHash',
  channel: 'channel',
  mode: 'mode',
  language: 'language',
  disposition: 'disposition',
  area: 'area',
  local_day: 'localDay',
  is_late: 'isLate',
  answers: 'answers',
} as const satisfies Record<string, keyof StoredResponse>;

async function insertPlainly(pool: pg.Pool, rows: readonly StoredResponse[]): Promise<void> {
  const values: unknown[] = [];
  const tuples = rows.map((row) => {
    const places = Object.values(columns).map((field) => `$${values.push(row[field] ?? null)}`);
    return `(${places.join(', ')})`;
  });
  await pool.query({
    name: `floor ${rows.length}`,
    text: `INSERT INTO floor (${Object.keys(columns).join(', ')}) VALUES ${tuples.join(', ')} ON CONFLICT DO NOTHING`,
    values,
  });
}
