import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { asNobody, isRoot, NOBODY, reachableBinaries, run } from './postgres-binaries.ts';

export interface StartedPostgres {
  /** Of its superuser and the database `postgres`. */
  readonly url: string;
  readonly data: string;
  /** Ends it and removes its data; `QUIT` is as if the machine lost power, but for what it had not yet synced. */
  readonly stop: (how?: 'INT' | 'QUIT') => Promise<void>;
}
type Settings = Readonly<Record<string, string>>;

/**
 * A PostgreSQL server of its own for tests, on a free port of this machine, with its data in a temporary folder.
 * It syncs like a real one, and ends with the process that started it, however that ends.
 */
export async function startPostgres(settings: Settings = {}): Promise<StartedPostgres> {
  const directory = await ownDirectory();
  const password = randomBytes(12).toString('hex');
  const passwordFile = await writeOwn(join(directory, 'password'), password);
  const data = join(directory, 'data');
  const { initdb } = await reachableBinaries(directory);
  await run(
    initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    asNobody,
  );
  return serve(directory, password, settings);
}

/**
 * A standby that follows `primary` until it is promoted. From here on the primary acknowledges a commit only when
 * it is on the disks of both.
 */
export async function startStandby(primary: StartedPostgres): Promise<StartedPostgres> {
  const directory = await ownDirectory();
  const data = join(directory, 'data');
  const client = new pg.Client(primary.url);
  await client.connect();
  try {
    await client.query(`SELECT pg_backup_start('standby', true)`);
    await run('cp', ['-R', '-p', primary.data, data], asNobody);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
    await run('rm', [join(data, 'postmaster.pid')]);
    await writeOwn(join(data, 'backup_label'), rows[0]!.labelfile);
    await writeOwn(join(data, 'standby.signal'), '');
    const password = new URL(primary.url).password;
    const standby = await serve(directory, password, { primary_conninfo: primary.url });
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await client.query('SELECT pg_reload_conf()');
    const state = `SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`;
    while ((await client.query(state)).rowCount === 0) await wait(20);
    return standby;
  } finally {
    await client.end();
  }
}

async function serve(directory: string, password: string, settings: Settings): Promise<StartedPostgres> {
  const { postgres } = await reachableBinaries(directory);
  const data = join(directory, 'data');
  const port = await freePort();
  const given = {
    max_connections: '200',
    shared_buffers: '64MB',
    unix_socket_directories: '',
    listen_addresses: '127.0.0.1',
    ...settings,
  };
  const flags = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const watched = spawn('sh', ['-c', WATCH, directory, postgres, '-D', data, '-p', String(port), ...flags], {
    ...asNobody,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  await untilReady(watched);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    data,
    async stop(how = 'INT') {
      const gone = new Promise((resolve) => watched.once('exit', resolve));
      watched.stdin.end(how);
      await gone;
    },
  };
}

/** Its input closes when we are gone, even if we were killed. */
const WATCH = `
exec 3<&0
"$@" < /dev/null & server=$!
trap '' INT TERM HUP
{ read -r how; kill -s "\${how:-INT}" $server; } <&3 2> /dev/null &
wait $server
rm -rf "$0"`;

async function ownDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'manyi-postgres-'));
  if (isRoot) await chown(directory, NOBODY, NOBODY);
  return directory;
}

async function writeOwn(path: string, content: string): Promise<string> {
  await writeFile(path, content);
  if (isRoot) await chown(path, NOBODY, NOBODY);
  return path;
}

function untilReady(server: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    server.stderr!.on('data', (chunk: Buffer) => {
      if (said.length > 100_000) return;
      said += chunk.toString();
      if (/ready to accept (read-only )?connections/.test(said)) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${said}`)));
  });
}
