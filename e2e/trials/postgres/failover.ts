import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres, startStandby } from '../../../api/storage/postgres/testing/start-postgres.ts';
import { between } from '../chance.ts';
import { temporaryFolder } from '../children.ts';
import { Ledger } from '../ledger.ts';
import { Promises } from '../promises.ts';
import { resendAcknowledged, startRespondents } from '../respondents.ts';
import { freePort, startServer } from '../server.ts';
import { account } from '../stored.ts';
import { openSurvey } from '../survey.ts';
import type { Trial } from '../trial.ts';
import { ask, rowsIn } from './ask.ts';

export const failover: Trial = {
  name: 'failover',
  promise:
    'The PostgreSQL primary is killed under load and its synchronous standby promoted: nothing acknowledged is lost.',
  async run({ choose, random }) {
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('failover');
    const primary = await startPostgres();
    const standby = await startStandby(primary);
    const port = await freePort();
    const { host } = new URL(standby.url);
    const database = `${primary.url.replace(/\/postgres$/, '')},${host}/postgres`;
    const server = await startServer({ folder, port, env: { MANYI_DATABASE: database } });
    const survey = await openSurvey(server);
    const crowd = { port, survey, ledger };
    const respondents = startRespondents(crowd);
    await wait(choose(20_000, 2000) + between(random, 0, 1000));
    const before = ledger.acknowledged().length;
    const killedAt = performance.now();
    await primary.stop('QUIT');
    await ask(standby.url, 'SELECT pg_promote()');
    while (ledger.acknowledged().length <= before + 1000 && performance.now() - killedAt < 60_000) {
      await wait(20);
    }
    const seconds = (performance.now() - killedAt) / 1000;
    promises.expect(
      ledger.acknowledged().length > before + 1000,
      'no answers were taken within a minute after',
    );
    await wait(choose(10_000, 1000));
    await respondents.stop();
    const { resent, otherwise } = await resendAcknowledged(crowd);
    promises.expect(otherwise === 0, `${otherwise} acknowledged answers sent again got no 200`);
    const rows = await rowsIn(standby.url);
    const { status } = await server.stop();
    promises.expect(status === 0, `the server ended with ${status}`);
    await standby.stop();
    promises.tell(`1,000 more answers ${seconds.toFixed(1)} s after the kill, ${resent} sent again`);
    return { account: account(ledger, rows, promises), ...promises };
  },
};
