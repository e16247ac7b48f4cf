import { setTimeout as wait } from 'node:timers/promises';
import { between } from './chance.ts';
import { temporaryFolder } from './children.ts';
import { Ledger } from './ledger.ts';
import { Promises } from './promises.ts';
import { resendAcknowledged, startRespondents } from './respondents.ts';
import { databaseFile, freePort, startServer } from './server.ts';
import { account, integrity, storedRows } from './stored.ts';
import { openSurvey } from './survey.ts';
import type { Trial } from './trial.ts';

const MOST_READY_MILLISECONDS = 5000;

export const kill: Trial = {
  name: 'kill',
  promise:
    'kill -9 at random moments under load: every acknowledged answer is there once, the server is back in 5 s.',
  async run({ choose, random }) {
    const times = choose(50, 5);
    const promises = new Promises();
    const ledger = new Ledger();
    const options = { folder: await temporaryFolder('kill'), port: await freePort() };
    const file = databaseFile(options.folder);
    let server = await startServer(options);
    const survey = await openSurvey(server);
    const crowd = { port: options.port, survey, ledger };
    const respondents = startRespondents(crowd);
    let slowest = 0;

    for (let time = 1; time <= times; time += 1) {
      await wait(between(random, 50, 1500));
      await server.kill();
      server = await startServer(options);
      slowest = Math.max(slowest, server.readyAfterMilliseconds);
      promises.expect(integrity(file) === 'ok', 'integrity_check found damage after a kill');
    }
    await respondents.stop();
    promises.expect(slowest <= MOST_READY_MILLISECONDS, 'the server was not ready within 5 s of a start');

    const before = storedRows(file).length;
    const { resent, otherwise } = await resendAcknowledged(crowd);
    const rows = storedRows(file);
    promises.expect(otherwise === 0, `${otherwise} acknowledged answers sent again got no 200`);
    promises.expect(rows.length === before, 'sending again made new rows');
    await server.stop();
    promises.tell(`killed ${times} times, ready within ${(slowest / 1000).toFixed(1)} s, integrity ok`);
    promises.tell(`${resent} sent again`);
    return { account: account(ledger, rows, promises), ...promises };
  },
};
