import { copyFile, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { temporaryFolder } from './children.ts';
import type { Exchange } from './exchange.ts';
import { Ledger } from './ledger.ts';
import { Promises } from './promises.ts';
import { startRespondents } from './respondents.ts';
import { databaseFile, freePort, readiness, startServer } from './server.ts';
import { mountSmallVolume } from './small-volume.ts';
import { account, integrity, storedRows } from './stored.ts';
import { openSurvey } from './survey.ts';
import type { Trial } from './trial.ts';

const VOLUME_MEBIBYTES = 24;
const BALLAST_MEBIBYTES = 12;
const MOST_REFUSAL_MILLISECONDS = 1000;
const MOST_RECOVERY_MILLISECONDS = 10_000;
const MOST_FILLING_MILLISECONDS = 120_000;

export const diskFull: Trial = {
  name: 'disk-full',
  promise:
    'A full disk under load: no false acknowledgement, 503 within 1 s, not ready; ready 10 s after there is room.',
  async run({ choose }) {
    const volume = await mountSmallVolume(VOLUME_MEBIBYTES);
    if (!volume) return { skipped: 'no small volume can be mounted here (needs Linux, unshare and nsenter)' };
    const promises = new Promises();
    const ledger = new Ledger();
    const options = { folder: volume.folder, port: await freePort(), through: volume.through };
    await writeBallast(volume.fromOutside);
    const server = await startServer(options);
    const survey = await openSurvey(server);
    let isFull = false;
    let hasRoom = false;
    let recoveredAt = 0;
    const slowest = { refusal: 0 };
    const saw = (came: Exchange) => {
      if (!came.isAnswered) return promises.expect(false, `a request got no answer (${came.reason})`);
      const { status, milliseconds } = came;
      if (status <= 201) {
        if (hasRoom && recoveredAt === 0) recoveredAt = performance.now();
        return;
      }
      isFull = true;
      promises.expect(status === 503, `a refusal was ${status}: ${came.body}`);
      promises.expect(came.retryAfterSeconds !== undefined, 'a refusal did not say when to try again');
      slowest.refusal = Math.max(slowest.refusal, milliseconds);
    };

    const respondents = startRespondents({ port: options.port, survey, ledger, saw });
    const isWithin = (time: number, most: number) => performance.now() - time < most;
    const began = performance.now();
    while (!isFull && isWithin(began, MOST_FILLING_MILLISECONDS)) await wait(20);
    promises.expect(isFull, `the disk was not full after ${MOST_FILLING_MILLISECONDS / 1000} s of load`);
    // A batch that does not fit leaves room for a small one; now there is none for anybody.
    await fillUp(volume.fromOutside);
    const fullAt = performance.now();
    let unreadyAfter = -1;
    while (isWithin(fullAt, choose(10_000, 4000))) {
      if ((await readiness(server.address)) === 503 && unreadyAfter < 0) {
        unreadyAfter = performance.now() - fullAt;
      }
      await wait(100);
    }
    promises.expect(unreadyAfter >= 0, '/readyz never said 503 while the disk was full');
    promises.expect(
      slowest.refusal <= MOST_REFUSAL_MILLISECONDS,
      `a refusal took ${(slowest.refusal / 1000).toFixed(1)} s, not 1 s at most`,
    );

    for (const name of ['ballast', 'rest']) await rm(join(volume.fromOutside, name));
    hasRoom = true;
    const freedAt = performance.now();
    let readyAfter = -1;
    while (isWithin(freedAt, MOST_RECOVERY_MILLISECONDS) && (readyAfter < 0 || recoveredAt === 0)) {
      if ((await readiness(server.address)) === 200 && readyAfter < 0)
        readyAfter = performance.now() - freedAt;
      await wait(50);
    }
    promises.expect(readyAfter >= 0, 'the server was not ready 10 s after there was room');
    promises.expect(recoveredAt > 0, 'no answer was taken within 10 s after there was room');
    await respondents.stop();

    const copy = await copyOut(volume.fromOutside);
    promises.expect(integrity(copy) === 'ok', 'integrity_check found damage');
    const rows = storedRows(copy);
    const stopped = await server.stop();
    promises.expect(stopped.status === 0, `the server ended with ${stopped.status ?? 'a signal'}`);
    await volume.close();
    promises.tell(`slowest refusal ${Math.round(slowest.refusal)} ms`);
    promises.tell(
      `unready after ${seconds(unreadyAfter)}, ready ${seconds(readyAfter)} after there was room`,
    );
    promises.tell(`first answer ${seconds(recoveredAt - freedAt)} after`);
    return { account: account(ledger, rows, promises), ...promises };
  },
};

function seconds(milliseconds: number) {
  return milliseconds < 0 ? 'never' : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What is removed when room is to be made. */
async function writeBallast(folder: string) {
  await writeFile(join(folder, 'ballast'), Buffer.alloc(BALLAST_MEBIBYTES * 1024 * 1024, 1));
}

async function fillUp(folder: string) {
  const rest = await open(join(folder, 'rest'), 'w');
  const page = Buffer.alloc(4096, 1);
  try {
    for (;;) await rest.write(page);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    await rest.close();
  }
}

/** SQLite would look for the file at its address outside the volume, so the idle database is copied out. */
async function copyOut(folder: string): Promise<string> {
  const copies = await temporaryFolder('disk-full');
  const copy = databaseFile(copies);
  for (const end of ['', '-wal']) await copyFile(databaseFile(folder) + end, copy + end);
  return copy;
}
