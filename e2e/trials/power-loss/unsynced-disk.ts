import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../children.ts';
import { undoUnsynced } from './undo-unsynced.ts';
import source from './unsynced.c?raw';

/** A disk that keeps only what was synced. */
export interface UnsyncedDisk {
  /** Files directly in this folder lie on it. */
  readonly folder: string;
  /** What a program's environment needs to write there. */
  readonly env: Readonly<Record<string, string>>;
  /** What `env` needs besides for a program that ends itself at its n-th write or sync. */
  readonly dieAt: (call: number) => Readonly<Record<string, string>>;
  /** How many writes and syncs the last program made. */
  readonly calls: () => Promise<number>;
  /** Takes back what was not synced; to be called while no program runs. Returns the number of sectors. */
  readonly losePower: (random: () => number, wholly: boolean) => Promise<number>;
  /** The power stayed on: everything that was written is kept. */
  readonly keepAll: () => Promise<void>;
}

/** Compiles the shim. A string says why there is none on this machine. */
export async function unsyncedDisk(): Promise<UnsyncedDisk | string> {
  if (process.platform !== 'linux') return 'the power cut is simulated on Linux only';
  const compiler = ['cc', 'gcc', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (compiler === undefined) return 'there is no C compiler (cc, gcc or clang)';
  const built = await temporaryFolder('unsynced');
  await writeFile(join(built, 'unsynced.c'), source);
  const parameters = ['-shared', '-fPIC', '-O1', '-o', 'unsynced.so', 'unsynced.c', '-ldl', '-lpthread'];
  const { status, stderr } = spawnSync(compiler, parameters, { cwd: built });
  if (status !== 0) return `the shim cannot be compiled: ${stderr.toString().trim()}`;
  const folder = await temporaryFolder('disk');
  const logs = join(built, 'logs');
  await mkdir(logs);
  return {
    folder,
    env: {
      LD_PRELOAD: join(built, 'unsynced.so'),
      UNSYNCED_BELOW: folder,
      UNSYNCED_LOG: logs,
      UNSYNCED_SYNC_MICROSECONDS: '20000',
    },
    dieAt: (call) => ({ UNSYNCED_DIE_AT: String(call) }),
    calls: async () => Number(await readFile(join(logs, 'calls'), 'utf8')),
    losePower: (random, wholly) => undoUnsynced(folder, logs, random, wholly),
    async keepAll() {
      for (const name of await readdir(logs)) await rm(join(logs, name));
    },
  };
}
