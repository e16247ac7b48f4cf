import { setTimeout as wait } from 'node:timers/promises';
import { temporaryFolder } from '../children.ts';
import { Ledger } from '../ledger.ts';
import { percentile } from '../percentile.ts';
import { Promises } from '../promises.ts';
import { startRespondents } from '../respondents.ts';
import { databaseFile, freePort, startServer } from '../server.ts';
import { account, storedRows } from '../stored.ts';
import { openSurvey } from '../survey.ts';
import type { Trial } from '../trial.ts';
import { attacks, type Attack } from './attacks.ts';
import { RawConnection } from './raw-connection.ts';

const MOST_MORE_MEBIBYTES = 50;
/** The slow are cut off after a minute; some seconds more may pass until it is noticed. */
const MOST_SECONDS = 65;
const MOST_ANSWER_MILLISECONDS = 500;

export const slowAndGiant: Trial = {
  name: 'slow-and-giant',
  promise:
    'Slow senders and giant or broken requests are refused or cut off; 50 MB more memory at most; others notice nothing.',
  async run() {
    if (process.platform !== 'linux') return { skipped: 'memory is read from /proc, so on Linux only' };
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('slow-and-giant');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    // Memory grows with load whoever sends it; only what the attack adds to a busy day counts.
    const busyDay = startRespondents({ port: server.port, survey, ledger });
    await wait(8000);
    await busyDay.stop();
    const times: number[] = [];
    let isAttacked = false;
    const respondents = startRespondents({
      port: server.port,
      survey,
      ledger,
      count: 8,
      pauseMilliseconds: 100,
      saw(came) {
        if (isAttacked) times.push(came.milliseconds);
        const got = came.isAnswered ? came.status : came.reason;
        promises.expect(got === 201, `a respondent got ${got}, not 201`);
      },
    });
    await wait(1000);
    server.forgetPeak();
    await wait(3000);
    const usual = server.memoryMebibytes().peak;
    server.forgetPeak();
    isAttacked = true;
    const began = performance.now();
    await Promise.all(attacks.map((attack) => carryOut(attack, server.port, began, promises)));
    const more = server.memoryMebibytes().peak - usual;
    const took = (performance.now() - began) / 1000;
    await respondents.stop();
    await server.stop();

    const slow99 = percentile(times, 0.99);
    promises.expect(
      more <= MOST_MORE_MEBIBYTES,
      `the server took ${Math.round(more)} MiB more, not 50 at most`,
    );
    promises.expect(
      slow99 <= MOST_ANSWER_MILLISECONDS,
      `others waited ${Math.round(slow99)} ms (p99), not 500 ms at most`,
    );
    promises.tell(`${attacks.length} attacks over within ${took.toFixed(0)} s`);
    promises.tell(`${Math.round(more)} MiB more`);
    promises.tell(`others answered within ${Math.round(slow99)} ms (p99)`);
    return { account: account(ledger, storedRows(databaseFile(folder)), promises), ...promises };
  },
};

/** Each connection must be refused with the right status, or closed. */
async function carryOut(attack: Attack, port: number, began: number, promises: Promises): Promise<void> {
  const isOver = () => performance.now() - began > MOST_SECONDS * 1000;
  const path = '/api/waves/trial-2026/responses/00000000-0000-4000-8000-000000000000';
  let leftOpen = 0;
  await Promise.all(
    Array.from({ length: attack.connections }, async () => {
      const connection = new RawConnection(port);
      await attack.send(connection, path, isOver);
      while (!connection.hasEnded && connection.statuses.length === 0 && !isOver()) await wait(50);
      // What was answered at once may have been followed by more.
      await wait(200);
      const last = connection.statuses.at(-1);
      if (!connection.hasEnded && last === undefined) leftOpen += 1;
      promises.expect(
        last === undefined || attack.refusals.includes(last),
        `${attack.name} got ${last}, not ${attack.refusals.join(' or ')}`,
      );
      connection.close();
    }),
  );
  promises.expect(
    leftOpen === 0,
    `${attack.name}: ${leftOpen} of ${attack.connections} were neither refused nor cut off in ${MOST_SECONDS} s`,
  );
}
