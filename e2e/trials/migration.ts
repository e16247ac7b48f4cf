import { copyFile, rm } from 'node:fs/promises';
import { temporaryFolder } from './children.ts';
import { allSteps, digestOfOldData, OLD_STEPS, schemaFound, writeOldDatabase } from './old-database.ts';
import { unsyncedDisk, type UnsyncedDisk } from './power-loss/unsynced-disk.ts';
import { Promises } from './promises.ts';
import { databaseFile, freePort, NotStarted, startServer } from './server.ts';
import { integrity, storedRows } from './stored.ts';
import type { Trial } from './trial.ts';

const ROWS = 3000;

export const migration: Trial = {
  name: 'migration',
  promise:
    'A migration killed between any two writes leaves the old or a newer schema, whole, with the same data.',
  async run({ choose, random }) {
    const disk = await unsyncedDisk();
    if (typeof disk === 'string') return { skipped: disk };
    const points = choose(20, 5);
    const promises = new Promises();
    const old = databaseFile(await temporaryFolder('migration'));
    writeOldDatabase(old, ROWS);
    const digest = digestOfOldData(old);
    const file = databaseFile(disk.folder);
    const stoppedAt = new Set<number>();
    const totals = { sent: 0, stored: 0, doubled: 0 };

    const calls = await callsToMigrate(disk, old);
    for (let point = 1; point <= points; point += 1) {
      await freshCopy(disk, old);
      const call = Math.max(1, Math.round((point * calls) / (points + 1)));
      await killAtCall(disk, call, promises);
      // Every other time the machine goes down with the process.
      if (point % 2 === 0) await disk.losePower(random, point % 4 === 0);
      await disk.keepAll();
      const where = `killed at write ${call} of ${calls}`;
      const { steps, isWhole } = schemaFound(file);
      stoppedAt.add(steps);
      promises.expect(isWhole && steps >= OLD_STEPS, `${where} the schema was that of no version`);
      promises.expect(digestOfOldData(file) === digest, `${where} the data were not the same`);
      promises.expect(integrity(file) === 'ok', `${where} integrity_check found damage`);

      await completeMigration(disk);
      const after = schemaFound(file);
      promises.expect(after.isWhole && after.steps === allSteps, `${where} the second run did not complete`);
      promises.expect(digestOfOldData(file) === digest, `after the second run the data were not the same`);
      const ids = storedRows(file).map(({ id }) => id);
      totals.sent += ROWS;
      totals.stored += ids.length;
      totals.doubled += ids.length - new Set(ids).size;
    }
    promises.expect(stoppedAt.size > 1, 'every kill left the same schema, so the moments were no moments');
    promises.tell(
      `killed at ${points} of ${calls} writes, left after steps ${[...stoppedAt].sort().join(' ')}`,
    );
    promises.tell(`${points} second runs complete`);
    const lost = totals.sent - (totals.stored - totals.doubled);
    return { account: { ...totals, acknowledged: totals.sent, lost }, ...promises };
  },
};

async function freshCopy(disk: UnsyncedDisk, old: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal'])
    await rm(databaseFile(disk.folder) + end, { force: true });
  await copyFile(old, databaseFile(disk.folder));
}

/** One run that nobody disturbs, to know how many moments there are. */
async function callsToMigrate(disk: UnsyncedDisk, old: string): Promise<number> {
  await freshCopy(disk, old);
  return completeMigration(disk);
}

/** Returns the number of writes and syncs until the server was ready. */
async function completeMigration(disk: UnsyncedDisk): Promise<number> {
  const server = await startServer({ folder: disk.folder, port: await freePort(), env: disk.env });
  const calls = await disk.calls();
  await server.kill();
  await disk.keepAll();
  return calls;
}

async function killAtCall(disk: UnsyncedDisk, call: number, promises: Promises): Promise<void> {
  const env = { ...disk.env, ...disk.dieAt(call) };
  try {
    const server = await startServer({ folder: disk.folder, port: await freePort(), env });
    await server.kill();
    promises.expect(false, `the server was ready before write ${call}`);
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
  }
}
