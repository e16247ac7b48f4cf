import { randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { temporaryFolder } from './children.ts';
import { exchange } from './exchange.ts';
import { Ledger } from './ledger.ts';
import { manyi } from './manyi.ts';
import { Promises } from './promises.ts';
import { databaseFile, freePort, startServer } from './server.ts';
import { bodyOf, newResponse, openSurvey, pathOf } from './survey.ts';
import type { Trial } from './trial.ts';

const telephone = '13912345678';
const landline = '0571-87654321';
const identity = '11010519491231002X';

export const secrets: Trial = {
  name: 'secrets',
  promise:
    'Tokens, passwords, sessions and what leads to a person stand nowhere: not in the database or its log, nor in logs, metrics or backups.',
  async run() {
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('secrets');
    const metricsPort = await freePort();
    const env = { MANYI_LOG: 'debug', MANYI_METRICS_PORT: String(metricsPort) };
    const server = await startServer({ folder, port: await freePort(), env });
    const survey = await openSurvey(server);
    const invitations = await survey.invite(server, 20);
    const agent = new Agent({ keepAlive: true });
    const planted = `我的电话 ${telephone}，单位 ${landline}，身份证 ${identity}。`;
    for (const invitation of invitations) {
      const response = newResponse();
      const answers = { ...response.answers, SH_W2: planted };
      ledger.sending(response);
      const body = bodyOf(survey, { ...response, answers, invitation });
      await fetch(`${server.address}/s/${survey.wave}/i/${invitation}`);
      const sent = { port: server.port, path: pathOf(survey, response.id), agent, body };
      ledger.note(response.id, await exchange(sent));
    }
    const typedAsName = `a password in the wrong place ${randomUUID()}`;
    const password = `not right ${randomUUID()}`;
    for (const given of [
      { name: typedAsName, password },
      { name: 'evaluator', password },
    ]) {
      await fetch(`${server.address}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(given),
      });
    }
    const export_ = await (await survey.download(server)).text();
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const archive = join(folder, 'backup');
    const { printed } = await manyi(`sqlite:${databaseFile(folder)}`, 'backup', '--to', archive);
    agent.destroy();
    const files = await contents(folder);
    await server.stop();

    const places = new Map([
      ['the log', Buffer.from(server.printed().replace(/.*\/staff\/enter\/.*/g, ''))],
      ['the metrics', Buffer.from(metrics)],
      ['what backup prints', Buffer.from(printed)],
      ['an export', Buffer.from(export_)],
      ...files,
    ]);
    const sought = new Map([
      ...invitations.map((token, number): [string, string] => [`invitation ${number}`, token]),
      ['the session of the evaluator', survey.evaluator.split('=')[1]!],
      ['the session of the administrator', survey.administrator.split('=')[1]!],
      ['a wrong password', password],
      ['what was typed as a name', typedAsName],
      ['a mobile number', telephone],
      ['a number of a telephone', landline],
      ['an identity number', identity],
    ]);
    for (const [place, bytes] of places) {
      for (const [what, text] of sought) promises.expect(!bytes.includes(text), `${what} stands in ${place}`);
    }
    const acknowledged = ledger.acknowledged().length;
    promises.expect(acknowledged === invitations.length, `only ${acknowledged} answers were acknowledged`);
    const found = files.get('manyi.db')!.length + (files.get('manyi.db-wal')?.length ?? 0);
    promises.expect(found > 0 && server.printed().length > 1000, 'there was nothing to look through');
    promises.tell(`${sought.size} secrets sought in ${places.size} places`);
    return promises;
  },
};

/** Every file in the folder, as it lies there while the server runs. */
async function contents(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) files.set(name, await readFile(path));
  }
  return files;
}
