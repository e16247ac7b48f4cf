import { setTimeout as wait } from 'node:timers/promises';
import { between } from '../chance.ts';
import { Ledger } from '../ledger.ts';
import { Promises } from '../promises.ts';
import { startRespondents } from '../respondents.ts';
import { databaseFile, freePort, startServer, type ServerOptions } from '../server.ts';
import { account, integrity, storedRows } from '../stored.ts';
import { openSurvey } from '../survey.ts';
import type { Trial } from '../trial.ts';
import { countLostWithoutSync } from './without-sync.ts';
import { unsyncedDisk } from './unsynced-disk.ts';

/** Each sync takes 20 ms here, so a second sees few. */
const LEAST_A_CUT = 20;

export const powerLoss: Trial = {
  name: 'power-loss',
  promise:
    'A power cut takes back what was not synced: no acknowledged answer is among it. Without syncs some are.',
  async run({ choose, random }) {
    const times = choose(20, 3);
    const disk = await unsyncedDisk();
    if (typeof disk === 'string') return { skipped: disk };
    const { folder } = disk;
    const promises = new Promises();
    const ledger = new Ledger();
    const options: ServerOptions = { folder, port: await freePort(), env: disk.env };
    const file = databaseFile(folder);
    let server = await startServer(options);
    const survey = await openSurvey(server);
    let sectors = 0;

    for (let time = 1; time <= times; time += 1) {
      const respondents = startRespondents({ port: options.port, survey, ledger });
      await wait(between(random, 100, 1500));
      await server.kill();
      await respondents.stop();
      sectors += await disk.losePower(random, time % 2 === 1);
      server = await startServer(options);
      promises.expect(integrity(file) === 'ok', 'integrity_check found damage after a power cut');
      const { lost } = account(ledger, storedRows(file), promises, 0);
      promises.expect(lost === 0, `power cut ${time} lost ${lost} acknowledged answers`);
    }
    await server.stop();
    promises.expect(sectors > 0, 'no write was ever undone, so nothing was proved');

    const control = await unsyncedDisk();
    const lostWithoutSync = typeof control === 'string' ? 0 : await countLostWithoutSync(control, random);
    promises.expect(lostWithoutSync > 0, 'the same cut lost nothing without syncs, so nothing was proved');
    promises.tell(`power cut ${times} times, ${sectors} sectors undone, integrity ok`);
    promises.tell(`without syncs ${lostWithoutSync} lost`);
    return { account: account(ledger, storedRows(file), promises, times * LEAST_A_CUT), ...promises };
  },
};
