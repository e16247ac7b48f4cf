import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ended, startPart, temporaryFolder } from '../children.ts';
import { Promises } from '../promises.ts';
import { databaseFile, freePort, startServer } from '../server.ts';
import { integrity, storedRows } from '../stored.ts';
import { newResponse, openSurvey } from '../survey.ts';
import type { Account, Trial } from '../trial.ts';
import { crowdNumber, fate, type Stretch, type StretchResult, type ToCrowd } from './crowd-messages.ts';

const TIMES_CAPACITY = 5;
/** More than a server can keep waiting without making them wait too long. */
const CONNECTIONS = 5000;
const LEAST_GOODPUT = 0.8;
const MOST_REFUSAL_MILLISECONDS = 500;
const MOST_NEWCOMER_MILLISECONDS = 1000;
const MOST_MEBIBYTES = 512;
const MOST_RECOVERY_SECONDS = 10;
/** Two measurements differ by chance, the more the shorter; up to here a time is as good as before. */
const normalUpTo = (milliseconds: number) => Math.max(1.5 * milliseconds, milliseconds + 20);

export const overload: Trial = {
  name: 'overload',
  promise:
    'Five times capacity: 80 % of it is still stored, the rest is told so within 500 ms, memory stays below 512 MB.',
  async run({ choose }) {
    if (process.platform !== 'linux') return { skipped: 'memory is read from /proc, so on Linux only' };
    const promises = new Promises();
    const folder = await temporaryFolder('overload');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const fatesFile = join(folder, 'fates');
    const crowd = startPart('crowd', [String(server.port), fatesFile, JSON.stringify(survey)]);
    const tell = (message: ToCrowd) => crowd.send(message);
    const load = async (stretch: Stretch): Promise<StretchResult> => {
      const came = once(crowd, 'message');
      tell(stretch);
      return ((await came) as [StretchResult])[0];
    };
    const asMuchAsItTakes = { connections: 64, perSecond: 0 };

    await load({ ...asMuchAsItTakes, seconds: 2 });
    const normal = await load({ ...asMuchAsItTakes, seconds: choose(8, 4) });
    const capacity = normal.storedPerSecond;
    const perSecond = TIMES_CAPACITY * capacity;
    const over = await load({ connections: CONNECTIONS, perSecond, seconds: choose(60, 10) });
    const endedAt = performance.now();
    const { peak } = server.memoryMebibytes();
    let recoverySeconds = -1;
    while (recoverySeconds < 0 && performance.now() - endedAt < MOST_RECOVERY_SECONDS * 1000) {
      const { stored95 } = await load({ ...asMuchAsItTakes, seconds: 1 });
      if (stored95 > 0 && stored95 <= normalUpTo(normal.stored95)) {
        recoverySeconds = (performance.now() - endedAt) / 1000;
      }
    }
    tell('end');
    await ended(crowd);
    await server.stop();

    const goodput = over.storedPerSecond / capacity;
    const pressure = over.offeredPerSecond / capacity;
    promises.expect(
      pressure > 2 || over.shareAllWaiting > 0.5,
      `the generator offered only ${pressure.toFixed(1)} times capacity, so nothing was proved`,
    );
    promises.expect(goodput >= LEAST_GOODPUT, `goodput was ${percent(goodput)} of capacity, not 80 %`);
    promises.expect(
      over.refused99 <= MOST_REFUSAL_MILLISECONDS,
      `p99 of the refusals was ${Math.round(over.refused99)} ms, not 500 ms at most`,
    );
    promises.expect(
      over.refusedWithoutRetryAfter === 0,
      `${over.refusedWithoutRetryAfter} refusals did not say when to try again`,
    );
    for (const [status, count] of Object.entries(over.otherStatuses)) {
      promises.expect(false, `${count} requests got ${status}, neither stored nor 503`);
    }
    promises.expect(over.unanswered === 0, `${over.unanswered} requests got no answer within 5 s of the end`);
    promises.expect(
      over.newcomer99 <= MOST_NEWCOMER_MILLISECONDS,
      `who came during the rush waited ${Math.round(over.newcomer99)} ms (p99), not 1 s at most`,
    );
    promises.expect(peak <= MOST_MEBIBYTES, `the server took ${Math.round(peak)} MiB, not 512 at most`);
    promises.expect(recoverySeconds >= 0, 'p95 was not normal again within 10 s');
    promises.expect(integrity(databaseFile(folder)) === 'ok', 'integrity_check found damage');

    promises.tell(`capacity ${Math.round(capacity)}/s (p95 ${Math.round(normal.stored95)} ms)`);
    promises.tell(
      `offered ${pressure.toFixed(1)} times on ${CONNECTIONS} connections ` +
        `(all waiting ${percent(over.shareAllWaiting)} of the time)`,
    );
    promises.tell(`goodput ${percent(goodput)} (p99 ${Math.round(over.stored99)} ms)`);
    promises.tell(`refused ${over.refused} (p99 ${Math.round(over.refused99)} ms)`);
    promises.tell(`newcomers p99 ${Math.round(over.newcomer99)} ms`);
    promises.tell(`memory ${Math.round(peak)} MiB`);
    promises.tell(recoverySeconds < 0 ? 'not recovered' : `recovered in ${recoverySeconds.toFixed(1)} s`);
    promises.tell(`the generator took ${over.generatorCores.toFixed(1)} of the ${cpus().length} cores`);
    const fates = await readFile(fatesFile);
    return { account: accountOfCrowd(fates, databaseFile(folder), promises), ...promises };
  },
};

/** As `account`, for so many responses that only their fates are kept. */
function accountOfCrowd(fates: Uint8Array, file: string, promises: Promises): Account {
  const isStored = new Uint8Array(fates.length);
  let doubled = 0;
  const rows = storedRows(file);
  for (const { id, answers } of rows) {
    const number = crowdNumber(id);
    promises.expect(fates[number] !== undefined, 'something is stored that was not sent');
    promises.expect(
      isDeepStrictEqual(JSON.parse(answers), newResponse(8, id).answers),
      'a stored answer differs from what was sent',
    );
    if (isStored[number] === 1) doubled += 1;
    isStored[number] = 1;
  }
  const acknowledged = fates.reduce((count, each) => count + (each === fate.acknowledged ? 1 : 0), 0);
  const kept = fates.reduce(
    (count, each, number) => count + (each === fate.acknowledged && isStored[number] === 1 ? 1 : 0),
    0,
  );
  return { sent: fates.length, acknowledged, stored: rows.length, lost: acknowledged - kept, doubled };
}

function percent(share: number) {
  return `${Math.round(share * 100)} %`;
}
