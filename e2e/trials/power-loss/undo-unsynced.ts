import { existsSync } from 'node:fs';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** One change as `unsynced.c` kept it: what stood at `offset` of a file of `size` bytes. */
interface Change {
  readonly offset: number;
  readonly extent: number;
  readonly size: number;
  readonly before: Buffer;
}

/** The smallest piece a disk writes wholly or not at all. */
const SECTOR_BYTES = 512;

/**
 * Makes the files below `folder` what a disk may hold after a power cut. A disk may have written changes that
 * nobody asked it to sync, in any order: so of each sector a random number of its last changes is undone, or
 * all of them with `wholly`. Returns how many sectors went back.
 */
export async function undoUnsynced(
  folder: string,
  logs: string,
  random: () => number,
  wholly: boolean,
): Promise<number> {
  let undone = 0;
  for (const log of await readdir(logs)) {
    if (!log.endsWith('.undo')) continue;
    const file = join(folder, log.slice(0, -'.undo'.length));
    const changes = readChanges(await readFile(join(logs, log)));
    if (existsSync(file) && changes.length > 0) undone += await undo(file, changes, random, wholly);
    await rm(join(logs, log));
  }
  // Shared memory does not outlive the machine.
  for (const name of await readdir(folder)) if (name.endsWith('-shm')) await rm(join(folder, name));
  return undone;
}

/** A last record that is cut short belongs to a change that had not begun. */
function readChanges(log: Buffer): readonly Change[] {
  const changes: Change[] = [];
  const header = 32;
  for (let at = 0; at + header <= log.length;) {
    const [offset, extent, size, kept] = [0, 8, 16, 24].map((field) =>
      Number(log.readBigUInt64LE(at + field)),
    ) as [number, number, number, number];
    if (at + header + kept > log.length) break;
    changes.push({ offset, extent, size, before: log.subarray(at + header, at + header + kept) });
    at += header + kept;
  }
  return changes;
}

async function undo(file: string, changes: readonly Change[], random: () => number, wholly: boolean) {
  const left = wholly ? undefined : chooseSectors(changes, random);
  const disk = await open(file, 'r+');
  let undone = 0;
  for (const change of changes.toReversed()) {
    for (const [from, to] of left ? chosenExtents(change, left) : [extentOf(change)]) {
      // Beyond the old end there was nothing; what the disk holds there now is anybody's guess, say zeros.
      const before = Buffer.alloc(to - from);
      before.set(change.before.subarray(from - change.offset, to - change.offset));
      await disk.write(before, 0, before.length, from);
      undone += Math.ceil(before.length / SECTOR_BYTES);
    }
  }
  if (wholly) await disk.truncate(changes[0]!.size);
  await disk.close();
  return undone;
}

type Extent = readonly [from: number, to: number];

function extentOf({ offset, extent }: Change): Extent {
  return [offset, offset + extent];
}

function chosenExtents(change: Change, left: Map<number, number>): readonly Extent[] {
  const [first, end] = extentOf(change);
  return [...sectorsOf(change)].flatMap((sector): readonly Extent[] => {
    const times = left.get(sector)!;
    if (times === 0) return [];
    left.set(sector, times - 1);
    return [[Math.max(sector * SECTOR_BYTES, first), Math.min((sector + 1) * SECTOR_BYTES, end)]];
  });
}

/** For each sector, how many of its changes are undone, from the last backwards. */
function chooseSectors(changes: readonly Change[], random: () => number) {
  const counts = new Map<number, number>();
  for (const sector of changes.flatMap((change) => [...sectorsOf(change)])) {
    counts.set(sector, (counts.get(sector) ?? 0) + 1);
  }
  for (const [sector, count] of counts) counts.set(sector, Math.floor(random() * (count + 1)));
  return counts;
}

function* sectorsOf({ offset, extent }: Change) {
  if (extent === 0) return;
  const last = Math.floor((offset + extent - 1) / SECTOR_BYTES);
  for (let sector = Math.floor(offset / SECTOR_BYTES); sector <= last; sector += 1) yield sector;
}
