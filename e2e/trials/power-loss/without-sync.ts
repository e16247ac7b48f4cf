import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Ledger } from '../ledger.ts';
import { Promises } from '../promises.ts';
import { startRespondents } from '../respondents.ts';
import { databaseFile, freePort, startServer } from '../server.ts';
import { account, storedRows } from '../stored.ts';
import type { UnsyncedDisk } from './unsynced-disk.ts';

const LOAD_MILLISECONDS = 1000;

/**
 * The negative control: a server that acknowledges without syncing, which the product refuses to be, goes
 * through the same power cut. Returns how many acknowledged answers were lost.
 */
export async function countLostWithoutSync(disk: UnsyncedDisk, random: () => number): Promise<number> {
  const ledger = new Ledger();
  const port = await freePort();
  const server = await startServer({
    folder: disk.folder,
    port,
    env: disk.env,
    program: [process.argv[1]!, 'part', 'store-without-sync', databaseFile(disk.folder), String(port)],
  });
  const survey = { wave: 'control', questionnaire: '' };
  const respondents = startRespondents({ port, survey, ledger });
  await wait(LOAD_MILLISECONDS);
  await server.kill();
  await respondents.stop();
  await disk.losePower(random, true);
  return account(ledger, storedRows(databaseFile(disk.folder)), new Promises()).lost;
}

/** The part `store-without-sync`: stores each body it is sent, with `synchronous=OFF`. */
export async function storeWithoutSync([file, port]: readonly string[]): Promise<void> {
  const database = new Database(file!);
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE responses (id TEXT PRIMARY KEY, answers TEXT NOT NULL)');
  // Everything up to here is on disk.
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.pragma('synchronous = OFF');
  const insert = database.prepare('INSERT OR IGNORE INTO responses (id, answers) VALUES (?, ?)');
  const server = createServer((received, reply) => {
    const chunks: Buffer[] = [];
    received.on('data', (chunk: Buffer) => chunks.push(chunk));
    received.once('end', () => {
      if (received.method === 'PUT') {
        const { answers } = JSON.parse(Buffer.concat(chunks).toString()) as { answers: unknown };
        insert.run(received.url!.split('/').at(-1), JSON.stringify(answers));
        reply.statusCode = 201;
      }
      reply.end('{"receipt":"control"}');
    });
  });
  server.listen(Number(port), '127.0.0.1');
}
