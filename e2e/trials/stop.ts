import { setTimeout as wait } from 'node:timers/promises';
import { between } from './chance.ts';
import { temporaryFolder } from './children.ts';
import { Ledger } from './ledger.ts';
import { Promises } from './promises.ts';
import { startRespondents } from './respondents.ts';
import { databaseFile, freePort, startServer } from './server.ts';
import { account, integrity, storedRows } from './stored.ts';
import { openSurvey } from './survey.ts';
import type { Trial } from './trial.ts';

const MOST_STOP_MILLISECONDS = 10_000;

/** A request may cross with the closing of its connection, oftener where the machine is short; not that of all 64. */
const MOST_CUT_OFF = 60;
const LEAST_A_STOP = 30;

export const stop: Trial = {
  name: 'stop',
  promise: 'SIGTERM under load: exit status 0 within 10 s, and what was acknowledged is stored.',
  async run({ choose, random }) {
    const times = choose(20, 3);
    const promises = new Promises();
    const ledger = new Ledger();
    const options = { folder: await temporaryFolder('stop'), port: await freePort() };
    const file = databaseFile(options.folder);
    let server = await startServer(options);
    const survey = await openSurvey(server);
    const counts = { busy: 0, refused: 0, cutOff: 0 };
    let slowest = 0;

    for (let time = 1; time <= times; time += 1) {
      const respondents = startRespondents({
        port: options.port,
        survey,
        ledger,
        saw(came) {
          if (!came.isAnswered) counts[came.wasConnected ? 'cutOff' : 'refused'] += 1;
          else if (came.status === 503) counts.busy += 1;
          else if (came.status > 201) {
            promises.expect(false, `an answer got ${came.status} while the server stopped`);
          }
        },
      });
      await wait(between(random, 200, 1200));
      const stopping = server.stop();
      // They go on while the server stops, and give up what it leaves unanswered.
      const { status, milliseconds } = await stopping;
      await respondents.stop();
      slowest = Math.max(slowest, milliseconds);
      const silent = storedRows(file).filter(({ id }) => ledger.get(id)?.isAcknowledged === false);
      promises.expect(silent.length === 0, `${silent.length} answers were stored and never acknowledged`);
      promises.expect(status === 0, `the exit status was ${status ?? 'a signal'}`);
      promises.expect(integrity(file) === 'ok', 'integrity_check found damage after a stop');
      if (time < times) server = await startServer(options);
    }
    promises.expect(
      slowest <= MOST_STOP_MILLISECONDS,
      `a stop took ${(slowest / 1000).toFixed(1)} s, not 10 s at most`,
    );
    promises.expect(
      counts.cutOff <= times * MOST_CUT_OFF,
      `${counts.cutOff} requests were cut off in ${times} stops, without an answer or a refusal`,
    );
    promises.tell(`stopped ${times} times within ${(slowest / 1000).toFixed(1)} s`);
    promises.tell(
      `${counts.busy} told to come again, ${counts.refused} not let in, ${counts.cutOff} cut off`,
    );
    return { account: account(ledger, storedRows(file), promises, times * LEAST_A_STOP), ...promises };
  },
};
