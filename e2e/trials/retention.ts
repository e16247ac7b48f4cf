import { readdir, readFile, stat } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { temporaryFolder } from './children.ts';
import { daysAhead } from './clock-ahead.ts';
import { exchange } from './exchange.ts';
import { Ledger } from './ledger.ts';
import { manyi } from './manyi.ts';
import { product } from './product.ts';
import { Promises } from './promises.ts';
import { databaseFile, freePort, startServer } from './server.ts';
import { integrity } from './stored.ts';
import { bodyOf, call, newResponse, openSurvey, pathOf } from './survey.ts';
import type { Trial } from './trial.ts';

const ANSWERS = 60;
/** The security log is kept at least so long. */
const DAYS = 180;
/** No name of a person, place or thing the product knows. */
const word = (number: number) => `留不住的话${'甲乙丙丁戊己庚辛壬癸'[number % 10]}`;
const WORDS = Array.from({ length: 10 }, (_, number) => word(number));

export const retention: Trial = {
  name: 'retention',
  promise:
    'Erasing reaches the pages, the log and the next backup; figures stay, and the audit chain is kept for 180 days at least.',
  async run() {
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('retention');
    const database = `sqlite:${databaseFile(folder)}`;
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const agent = new Agent({ keepAlive: true });
    const invitations = await survey.invite(server, ANSWERS);
    for (const [number, invitation] of invitations.entries()) {
      const response = { ...newResponse(), invitation };
      ledger.sending(response);
      const answers = { ...response.answers, SH_W2: word(number) };
      const body = bodyOf(survey, { ...response, answers });
      const sent = { port: server.port, path: pathOf(survey, response.id), agent, body };
      ledger.note(response.id, await exchange(sent));
    }
    agent.destroy();
    const acknowledged = ledger.acknowledged();
    promises.expect(acknowledged.length === ANSWERS, `only ${acknowledged.length} answers were acknowledged`);
    for (const step of ['close', 'seal']) {
      await call(server, 'POST', `/api/waves/${survey.wave}/${step}`, {}, survey.evaluator);
    }
    const figures = () =>
      call(server, 'GET', `/api/waves/${survey.wave}/estimates`, undefined, survey.evaluator).then((reply) =>
        reply.text(),
      );
    const [before, entriesBefore] = [await figures(), await chain()];
    const there = await wordsIn(folder);
    promises.expect(there.size === WORDS.length, 'the words are not found before they are erased');

    const declared = ['retain', 'declare', '--wave', survey.wave, '--until', '2020-12-31'];
    promises.expect((await manyi(database, ...declared)).status === 0, 'a day could not be declared');
    const erased = await manyi(database, 'retain', 'erase');
    promises.expect(erased.status === 0, `erasing failed: ${erased.printed}`);
    const left = await wordsIn(folder);
    promises.expect(
      left.size === 0,
      `${left.size} words are still in files: ${[...left.values()].join(', ')}`,
    );

    const [archive, elsewhere] = [join(folder, 'backup'), join(folder, 'restored.db')];
    const made = await manyi(database, 'backup', '--to', archive);
    const restored = await manyi(`sqlite:${elsewhere}`, 'restore', '--from', archive);
    promises.expect(made.status === 0 && restored.status === 0, 'a backup after erasing was not put back');
    promises.expect((await wordsIn(folder)).size === 0, 'words came back with the next backup');
    const csv = await (await survey.download(server)).text();
    promises.expect(!WORDS.some((each) => csv.includes(each)), 'words are in an export');
    promises.expect((await figures()) === before, 'figures changed when texts were erased');
    const verified = await manyi(database, 'verify');
    promises.expect(verified.status === 0, `verify found after erasing: ${verified.printed}`);
    promises.expect(integrity(databaseFile(folder)) === 'ok', 'integrity_check found damage');
    for (const { receipt } of acknowledged.slice(0, 3)) {
      const found = await manyi(database, 'receipt', survey.wave, receipt!);
      promises.expect(found.status === 0, 'a receipt is not known any more');
    }
    await server.stop();

    const program = [...(await daysAhead(folder, DAYS)), product, 'serve'];
    const later = await startServer({ folder, port: await freePort(), program });
    await manyi(database, 'retain', 'erase');
    const kept = new Set(await chain());
    await later.stop();
    const gone = entriesBefore.filter((line) => !kept.has(line)).length;
    promises.expect(gone === 0, `${gone} entries of the audit chain are gone after ${DAYS} days`);
    promises.expect(entriesBefore.length > 5, 'there were hardly any entries, so nothing was proved');
    promises.tell(`${ANSWERS} texts erased from ${(await readdir(folder)).length} files and the next backup`);
    promises.tell(`${entriesBefore.length} entries of the audit chain there ${DAYS} days later`);
    return promises;

    async function chain(): Promise<readonly string[]> {
      const { printed } = await manyi(database, 'audit');
      return printed.split('\n').filter((line) => /^\d+\t/.test(line));
    }
  },
};

/** Which of the words stand in which file, as it lies there. */
async function wordsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!(await stat(path)).isFile()) continue;
    const bytes = await readFile(path);
    for (const each of WORDS) if (bytes.includes(each)) found.set(each, name);
  }
  return found;
}
