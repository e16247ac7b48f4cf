import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ended, kill, startChild, temporaryFolder } from './children.ts';

export interface SmallVolume {
  /** The folder as processes inside see it; empty for everybody else. */
  readonly folder: string;
  /** The same folder as this process can reach it. */
  readonly fromOutside: string;
  /** What a process is started through to be inside. */
  readonly through: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * A volume of a few mebibytes in memory. It is mounted in a namespace of its own, which a sleeping process
 * holds: when that ends, the volume is gone, however the trial ended. Undefined where none can be made.
 */
export async function mountSmallVolume(mebibytes: number): Promise<SmallVolume | undefined> {
  if (process.platform !== 'linux') return undefined;
  const folder = join(await temporaryFolder('volume'), 'volume');
  await mkdir(folder);
  const isRoot = process.getuid!() === 0;
  const mount = `mount -t tmpfs -o size=${mebibytes}m manyi-trial "$1" && touch "$1/mounted" && exec sleep 86400`;
  const holder = startChild('unshare', [isRoot ? '-m' : '-rm', 'sh', '-c', mount, 'sh', folder], {
    stdio: 'ignore',
  });
  const fromOutside = `/proc/${holder.pid}/root${folder}`;
  const isMounted = await Promise.race([
    appears(join(fromOutside, 'mounted')),
    ended(holder).then(() => false),
    new Promise<boolean>((resolve) => holder.once('error', () => resolve(false))),
  ]);
  if (!isMounted) {
    await kill(holder).catch(() => undefined);
    return undefined;
  }
  const enter = ['nsenter', '-t', String(holder.pid), '-m', `--wd=${process.cwd()}`];
  return {
    folder,
    fromOutside,
    through: isRoot ? enter : [...enter, '-U', '--preserve-credentials'],
    close: () => kill(holder),
  };
}

async function appears(path: string): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (existsSync(path)) return true;
    await new Promise((next) => setTimeout(next, 20));
  }
  return false;
}
