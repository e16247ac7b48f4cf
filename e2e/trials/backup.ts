import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { temporaryFolder } from './children.ts';
import { addEveryKind } from './every-kind.ts';
import { differences, emptyColumns, everythingIn, type Everything } from './everything.ts';
import { Ledger } from './ledger.ts';
import { digestIn, endWave, manyi } from './manyi.ts';
import { Promises } from './promises.ts';
import { startRespondents } from './respondents.ts';
import { codeOf, type Guarded, signInWith } from './second-factor.ts';
import { databaseFile, freePort, startServer } from './server.ts';
import { account, integrity, storedRows } from './stored.ts';
import { openSurvey } from './survey.ts';
import type { Trial } from './trial.ts';

const WRITES_PER_SECOND = 200;
const CLIENTS = 20;
const LEAST_IN_A_BACKUP = 100;

export const backup: Trial = {
  name: 'backup',
  promise:
    'A backup under 200 writes a second, put back elsewhere, holds every answer acknowledged before it began and every column of every kind; a copied main file is refused.',
  async run({ choose }) {
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('backup');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const guarded = await addEveryKind(server, folder, survey, ledger);
    const pauseMilliseconds = (1000 * CLIENTS) / WRITES_PER_SECOND;
    const respondents = startRespondents({
      port: server.port,
      survey,
      ledger,
      count: CLIENTS,
      pauseMilliseconds,
    });
    const times = choose(10, 2);
    let least = Infinity;
    for (let time = 1; time <= times; time += 1) {
      await wait(choose(5000, 1500));
      const archive = join(folder, `backup-${time}`);
      const elsewhere = join(folder, `restored-${time}.db`);
      const target = `sqlite:${elsewhere}`;
      const before = ledger.acknowledged().map(({ response }) => response.id);
      const made = await manyi(`sqlite:${databaseFile(folder)}`, 'backup', '--to', archive);
      const restored = await manyi(target, 'restore', '--from', archive);
      const verified = await manyi(target, 'verify');
      promises.expect(made.status === 0, `backup failed: ${made.printed}`);
      promises.expect(restored.status === 0, `restore failed: ${restored.printed}`);
      promises.expect(digestIn(made.printed) === digestIn(restored.printed), 'the digests differ');
      promises.expect(verified.status === 0, `verify found: ${verified.printed}`);
      promises.expect(integrity(elsewhere) === 'ok', 'integrity_check found damage after a restore');
      await endWave(target, survey.wave);
      const there = new Set(storedRows(elsewhere).map(({ id }) => id));
      const missing = before.filter((id) => !there.has(id)).length;
      promises.expect(missing === 0, `${missing} answers acknowledged before a backup are not in it`);
      least = Math.min(least, there.size);
    }
    promises.expect(least > LEAST_IN_A_BACKUP, `the smallest backup had ${least} answers and proves nothing`);
    const copied = join(folder, 'copied.db');
    await copyFile(databaseFile(folder), copied);
    const refused = await manyi(`sqlite:${join(folder, 'never.db')}`, 'restore', '--from', copied);
    promises.expect(refused.status !== 0, 'a copied database file was taken for a backup');
    await respondents.stop();
    await server.stop();
    await allComesBack(folder, promises);
    await signsInAgain(folder, guarded, promises);
    await endWave(`sqlite:${databaseFile(folder)}`, survey.wave);
    const rows = storedRows(databaseFile(folder), survey.wave);
    promises.tell(`${times} backups under load put back and verified, the smallest with ${least} answers`);
    promises.tell('a main file without its log refused');
    return { account: account(ledger, rows, promises), ...promises };
  },
};

/** With nobody writing, every column of every table has to be the same elsewhere. */
async function allComesBack(folder: string, promises: Promises): Promise<void> {
  const archive = join(folder, 'backup-at-rest');
  const elsewhere = join(folder, 'restored-at-rest.db');
  const before = everythingIn(databaseFile(folder));
  await manyi(`sqlite:${databaseFile(folder)}`, 'backup', '--to', archive);
  await manyi(`sqlite:${elsewhere}`, 'restore', '--from', archive);
  judgeAll(before, everythingIn(elsewhere), promises);
  await refusesAltered(archive, folder, promises);
}

/** Where it was put back the authenticator still fits, a recovery code that was used is used, and the next is not. */
async function signsInAgain(folder: string, guarded: Guarded, promises: Promises): Promise<void> {
  const env = { MANYI_DATABASE: `sqlite:${join(folder, 'restored-at-rest.db')}` };
  const server = await startServer({ folder, port: await freePort(), env });
  const [used, next] = guarded.recoveryCodes;
  for (const [what, code, wanted] of [
    ['a recovery code used before', used!, 422],
    ['a recovery code', next!, 200],
    ['the same recovery code again', next!, 422],
    ['a code of the authenticator', codeOf(guarded.secret, 1), 200],
    ['a code that is none', '000000', 422],
  ] as const) {
    const status = await signInWith(server, guarded, code);
    promises.expect(status === wanted, `after a restore ${what} got ${status}, not ${wanted}`);
  }
  await server.stop();
  promises.tell('a second factor and its recovery codes as before');
}

/** One bit changed, at the beginning, in the middle and at the end: nothing of it may be put back. */
async function refusesAltered(archive: string, folder: string, promises: Promises): Promise<void> {
  const bytes = await readFile(archive);
  for (const [number, share] of [0.02, 0.5, 0.9, 0.999, 1].entries()) {
    const altered = Buffer.from(bytes);
    altered[Math.floor(share * (altered.length - 1))]! ^= 1;
    const path = join(folder, `altered-${number}`);
    const target = join(folder, `altered-${number}.db`);
    await writeFile(path, altered);
    const { status } = await manyi(`sqlite:${target}`, 'restore', '--from', path);
    promises.expect(status !== 0, `a backup altered at ${share * 100} % was put back`);
    const hasRows = [...everythingIn(target)].some(([, rows]) => rows.length > 0);
    promises.expect(!hasRows, `of a backup altered at ${share * 100} % something stayed`);
  }
}

/** What the contract of archives fills, and the trial cannot. */
const FILLED_ELSEWHERE: ReadonlySet<string> = new Set([
  // Hourly: longer than a trial takes.
  'held_responses.told',
  // No programme in surveys/ has several forms that go together.
  'responses.form_probability',
]);

export function judgeAll(before: Everything, after: Everything, promises: Promises): void {
  for (const difference of differences(before, after)) promises.expect(false, difference);
  for (const place of emptyColumns(before)) {
    if (FILLED_ELSEWHERE.has(place)) continue;
    promises.expect(false, `${place} was empty everywhere, so nothing was proved of it`);
  }
}
