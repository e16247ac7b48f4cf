import { statSync } from 'node:fs';
import { databaseFile } from '../trials/server.ts';
import type { ClosedLoopResult } from '../load/closed-loop.ts';
import type { Options } from './options.ts';
import { durableRowsPerSecond } from './durable-rows.ts';
import { openSetting, requestOf, type Setting } from './intake-setting.ts';
import { load } from './load-part.ts';
import { postgresRows } from './postgres-rows.ts';
import { medianRatio, shown } from './ratio.ts';

const GOAL_RATIO = 0.7;
const GOAL_P99_MILLISECONDS = 50;

/**
 * Durable answers a second over HTTP (1.5 KB, validated, exactly once, `synchronous=FULL`) beside a bare Hono
 * handler that parses the same body and answers 204, in turns on one machine.
 */
export async function intake(options: Options): Promise<boolean> {
  const setting = await openSetting();
  console.log(
    `body ${Buffer.byteLength(setting.body)} bytes; ${options.pairs} pairs of ${options.seconds} s each\n`,
  );
  await warmUp(setting, options);
  console.log(
    'clients  bare Hono/s  p50 ms  p99 ms   Manyi/s  p50 ms  p99 ms  ratio (95 % interval of the median)',
  );
  const goals: boolean[] = [];
  for (const clients of [1, 64, 512]) {
    const { ratio, p99 } = await comparePairs(setting, clients, options);
    if (clients === 64) goals.push(ratio >= GOAL_RATIO, p99 <= GOAL_P99_MILLISECONDS);
  }
  for (const perTransaction of [1, 64]) {
    const rate = durableRowsPerSecond(setting.folder, perTransaction, setting.body, options.seconds);
    console.log(`\ndurable rows alone, ${perTransaction} a transaction: ${Math.round(rate)}/s`);
  }
  console.log(`database ${(statSync(databaseFile(setting.folder)).size / 2 ** 20).toFixed(0)} MB`);
  await setting.server.stop();
  goals.push(await postgresRows(options, setting.body));
  console.log(
    `\ngoals: ratio >= ${GOAL_RATIO} at 64 clients ${met(goals[0])}, p99 <= ${GOAL_P99_MILLISECONDS} ms ${met(goals[1])}, ` +
      `PostgreSQL >= 0.8 of its batched inserts ${met(goals[2])}`,
  );
  return goals.every(Boolean);
}

const met = (isMet: boolean | undefined) => (isMet === true ? 'met' : 'NOT met');

let run = Date.now() % 2 ** 31;

async function stretch(setting: Setting, port: number, clients: number, seconds: number) {
  run += 1;
  const result = await load({ ...requestOf(setting), port, clients, seconds, run });
  const expected = port === setting.floorPort ? '204' : '201';
  const others = Object.entries(result.statuses).filter(([status]) => status !== expected);
  if (others.length > 0) throw new Error(`not only ${expected} came: ${JSON.stringify(result.statuses)}`);
  return result;
}

async function warmUp(setting: Setting, { seconds }: Options): Promise<void> {
  await stretch(setting, setting.floorPort, 64, Math.min(2, seconds));
  await stretch(setting, setting.server.port, 64, Math.min(2, seconds));
}

async function comparePairs(setting: Setting, clients: number, { pairs, seconds }: Options) {
  const floors: ClosedLoopResult[] = [];
  const ours: ClosedLoopResult[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    floors.push(await stretch(setting, setting.floorPort, clients, seconds));
    ours.push(await stretch(setting, setting.server.port, clients, seconds));
  }
  const ratio = medianRatio(ours.map(({ perSecond }, pair) => perSecond / floors[pair]!.perSecond));
  const middle = (of: readonly ClosedLoopResult[], what: 'perSecond' | 'p50' | 'p99') =>
    medianRatio(of.map((result) => result[what])).median;
  const cells = [floors, ours].flatMap((of) => [
    Math.round(middle(of, 'perSecond')).toString().padStart(10),
    middle(of, 'p50').toFixed(1).padStart(7),
    middle(of, 'p99').toFixed(1).padStart(7),
  ]);
  console.log(`${String(clients).padStart(7)}  ${cells.join(' ')}   ${shown(ratio)}`);
  return { ratio: ratio.median, p99: middle(ours, 'p99') };
}

/** The rate at 64 clients with ever more responses stored already. */
export async function flatness(options: Options): Promise<boolean> {
  const setting = await openSetting();
  await warmUp(setting, options);
  const sizes = options.isQuick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
  console.log('stored before  Manyi/s  bare Hono/s  ratio   p99 ms');
  const ratios: number[] = [];
  let stored = 0;
  for (const size of sizes) {
    while (stored < size) {
      const { perSecond } = await stretch(
        setting,
        setting.server.port,
        256,
        Math.min(20, (size - stored) / 10_000 + 0.2),
      );
      stored += perSecond;
      stored = await countStored(setting);
    }
    const { ratio, p99 } = await sizePairs(setting, options);
    ratios.push(ratio);
    console.log(`${String(stored).padStart(13)}  ratio ${ratio.toFixed(2)}, p99 ${p99.toFixed(1)} ms`);
  }
  await setting.server.stop();
  const kept = ratios.at(-1)! / ratios[0]!;
  console.log(`\nat ${sizes.at(-1)} stored the ratio is ${kept.toFixed(2)} of that at ${sizes[0]}`);
  return kept >= 0.8;
}

async function sizePairs(setting: Setting, options: Options) {
  return comparePairs(setting, 64, { ...options, pairs: Math.min(options.pairs, 5) });
}

async function countStored({ folder }: Setting): Promise<number> {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(databaseFile(folder), { readonly: true });
  const count = database
    .prepare<[], number>('SELECT coalesce(sum(count), 0) FROM response_counts')
    .pluck()
    .get()!;
  database.close();
  return count;
}
