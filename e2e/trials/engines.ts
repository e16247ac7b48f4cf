import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '../../api/storage/postgres/testing/start-postgres.ts';
import { temporaryFolder } from './children.ts';
import { judgeAll } from './backup.ts';
import { addEveryKind } from './every-kind.ts';
import { everythingAt, everythingIn } from './everything.ts';
import { Ledger } from './ledger.ts';
import { digestIn, endWave, manyiWith } from './manyi.ts';
import { Promises } from './promises.ts';
import { startRespondents } from './respondents.ts';
import { databaseFile, freePort, startServer } from './server.ts';
import { account, storedRows } from './stored.ts';
import { openSurvey } from './survey.ts';
import type { Trial } from './trial.ts';

export const engines: Trial = {
  name: 'engines',
  promise:
    'Everything moves from SQLite to PostgreSQL and back by backup and restore, and no column of it changes.',
  async run({ choose }) {
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('engines');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    await addEveryKind(server, folder, survey, ledger);
    const respondents = startRespondents({ port: server.port, survey, ledger });
    while (ledger.acknowledged().length < choose(100_000, 5000)) await wait(50);
    await respondents.stop();
    await server.stop();

    const postgres = await startPostgres();
    const first = `sqlite:${databaseFile(folder)}`;
    const last = join(folder, 'again.db');
    const before = everythingIn(databaseFile(folder));
    const took: string[] = [];
    // The backup is sealed with them, and the database it is put into goes on with them.
    const keys = { MANYI_KEYS: join(folder, 'keys.json') };
    const move = async (from: string, to: string) => {
      const archive = join(folder, `archive-${took.length}`);
      const began = performance.now();
      const made = await manyiWith({ ...keys, MANYI_DATABASE: from }, 'backup', '--to', archive);
      const restored = await manyiWith({ ...keys, MANYI_DATABASE: to }, 'restore', '--from', archive);
      took.push(`${((performance.now() - began) / 1000).toFixed(1)} s`);
      const verified = await manyiWith({ ...keys, MANYI_DATABASE: to }, 'verify');
      promises.expect(made.status === 0, `backup failed: ${made.printed}`);
      promises.expect(restored.status === 0, `restore failed: ${restored.printed}`);
      promises.expect(verified.status === 0, `verify found: ${verified.printed}`);
      const digest = digestIn(made.printed);
      promises.expect(digest !== undefined && digest === digestIn(restored.printed), 'the digests differ');
    };
    await move(first, postgres.url);
    judgeAll(before, await everythingAt(postgres.url), promises);
    await move(postgres.url, `sqlite:${last}`);
    judgeAll(before, everythingIn(last), promises);
    await postgres.stop();
    await endWave(`sqlite:${last}`, survey.wave);
    promises.tell(`moved to PostgreSQL in ${took[0]}, back in ${took[1]}`);
    return { account: account(ledger, storedRows(last, survey.wave), promises), ...promises };
  },
};
