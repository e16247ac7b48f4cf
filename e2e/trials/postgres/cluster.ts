import type { ChildProcess } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ended, startChild } from '../children.ts';
import { freePort } from '../server.ts';
import type { StoredRow } from '../stored.ts';

const NOBODY = 65_534;
const DEBIAN = '/usr/lib/postgresql';

/** Where Debian's `postgresql` package puts its programs; undefined where it is not installed. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
}

/** PostgreSQL refuses root. */
const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

export interface Cluster {
  readonly port: number;
  readonly url: string;
  readonly query: <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>;
  /** As a power cut would, with everything it started. */
  readonly kill: () => Promise<void>;
}

async function carryOut(
  bin: string,
  program: string,
  parameters: readonly string[],
  cwd: string,
): Promise<void> {
  const child = startChild(join(bin, program), parameters, {
    ...identity,
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  if ((await ended(child)) !== 0) throw new Error(`${program} failed:\n${said}`);
}

async function ownFolder(path: string): Promise<string> {
  await mkdir(path, { mode: 0o700 });
  if ('uid' in identity) await chown(path, NOBODY, NOBODY);
  return path;
}

export async function startPrimary(bin: string, folder: string): Promise<Cluster> {
  const data = await ownFolder(join(folder, 'primary'));
  await carryOut(
    bin,
    'initdb',
    ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C'],
    folder,
  );
  return run(bin, data, folder);
}

/** A copy of the primary that follows it; from here on the primary waits for it before it acknowledges. */
export async function startReplica(bin: string, folder: string, primary: Cluster): Promise<Cluster> {
  const data = await ownFolder(join(folder, 'replica'));
  const source = `host=127.0.0.1 port=${primary.port} user=postgres application_name=replica`;
  await carryOut(
    bin,
    'pg_basebackup',
    ['-D', data, '-R', '-X', 'stream', '-c', 'fast', '-d', source],
    folder,
  );
  const replica = await run(bin, data, folder);
  await primary.query(`ALTER SYSTEM SET synchronous_standby_names = 'replica'`);
  await primary.query('SELECT pg_reload_conf()');
  for (let tries = 0; ; tries += 1) {
    const [state] = await primary.query<{ sync_state: string }>('SELECT sync_state FROM pg_stat_replication');
    if (state?.sync_state === 'sync') return replica;
    if (tries > 200) throw new Error('the replica does not follow synchronously');
    await wait(50);
  }
}

async function run(bin: string, data: string, folder: string): Promise<Cluster> {
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'replica',
    hot_standby: 'on',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child: ChildProcess = startChild(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...identity,
    cwd: folder,
    stdio: 'ignore',
    // A group of its own, so that all of it can be killed at one moment.
    detached: true,
  });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const query = async <Row extends pg.QueryResultRow>(text: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return (await client.query<Row>(text).finally(() => client.end())).rows;
  };
  for (let tries = 0; ; tries += 1) {
    const isUp = await query('SELECT 1').then(
      () => true,
      () => false,
    );
    if (isUp) break;
    if (tries > 200 || child.exitCode !== null) throw new Error('PostgreSQL did not start');
    await wait(50);
  }
  return {
    port,
    url,
    query,
    async kill() {
      process.kill(-child.pid!, 'SIGKILL');
      await ended(child);
    },
  };
}

export function rowsIn(cluster: Cluster): Promise<readonly StoredRow[]> {
  return cluster.query<StoredRow & pg.QueryResultRow>('SELECT id, answers FROM responses ORDER BY id');
}
