import { Agent } from 'node:http';
import { temporaryFolder } from './children.ts';
import { exchange } from './exchange.ts';
import { Ledger } from './ledger.ts';
import { Promises } from './promises.ts';
import { databaseFile, freePort, startServer } from './server.ts';
import { account, reading, storedRows } from './stored.ts';
import { bodyOf, call, newResponse, openSurvey, pathOf, PROGRAMME } from './survey.ts';
import type { Trial } from './trial.ts';

const EACH = 150;

export const closing: Trial = {
  name: 'closing',
  promise:
    'Answers on their way when a wave is closed are taken and marked late, after a restart too; a draft takes none.',
  async run() {
    const promises = new Promises();
    const ledger = new Ledger();
    const options = { folder: await temporaryFolder('closing'), port: await freePort() };
    let server = await startServer(options);
    const survey = await openSurvey(server);
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const sendAll = (wave: string) =>
      Promise.all(
        Array.from({ length: EACH }, async () => {
          const response = newResponse();
          ledger.sending(response);
          const sent = { path: pathOf({ ...survey, wave }, response.id), body: bodyOf(survey, response) };
          const came = await exchange({ port: options.port, agent, ...sent });
          ledger.note(response.id, came);
          return came.isAnswered ? came.status : 0;
        }),
      );
    const all = (statuses: readonly number[], wanted: number) => statuses.every((each) => each === wanted);

    promises.expect(all(await sendAll(survey.wave), 201), 'an open wave did not take every answer');
    await call(server, 'POST', `/api/waves/${survey.wave}/close`, {}, survey.evaluator);
    promises.expect(all(await sendAll(survey.wave), 201), 'answers on their way were refused at closing');
    await server.stop();
    server = await startServer(options);
    promises.expect(
      all(await sendAll(survey.wave), 201),
      'answers on their way were refused after a restart',
    );

    const draft = {
      id: 'draft-2027',
      title: { 'zh-Hans': '草稿', en: 'Draft' },
      period: '2027',
      form: 'short',
    };
    await call(server, 'POST', `/api/programmes/${PROGRAMME}/waves`, draft, survey.evaluator);
    const toDraft = await sendAll(draft.id);
    const refused = toDraft.filter((status) => status === 404 || status === 409).length;
    promises.expect(refused === EACH, `a draft refused ${refused} of ${EACH} answers`);
    agent.destroy();
    await server.stop();

    const file = databaseFile(options.folder);
    const late = reading(file, (database) =>
      database.prepare<[], number>('SELECT count(*) FROM responses WHERE is_late = 1').pluck().get(),
    );
    promises.expect(late === 2 * EACH, `${late} answers are marked late, not ${2 * EACH}`);
    promises.tell(`${EACH} in time, ${late} late, ${refused} to a draft refused`);
    return { account: account(ledger, storedRows(file), promises), ...promises };
  },
};
