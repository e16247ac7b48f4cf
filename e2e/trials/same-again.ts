import { Agent } from 'node:http';
import { temporaryFolder } from './children.ts';
import { daysAhead } from './clock-ahead.ts';
import { exchange, type Exchange } from './exchange.ts';
import { startForgetfulProxy } from './forgetful-proxy.ts';
import { newFormResponse, postForm, receiptOn } from './form-route.ts';
import { Ledger } from './ledger.ts';
import { endWave } from './manyi.ts';
import { product } from './product.ts';
import { Promises } from './promises.ts';
import { sendUntilAcknowledged } from './respondents.ts';
import { databaseFile, freePort, startServer } from './server.ts';
import { account, storedRows } from './stored.ts';
import {
  bodyOf,
  newResponse,
  openSurvey,
  pathOf,
  type ResponseToSend,
  type SurveyAddress,
} from './survey.ts';
import type { Trial } from './trial.ts';

const COPIES = 20;
const RIVALS = 100;
/** As few as may be issued together. */
const INVITED = 20;
const LOOKS = 1000;
const RESPONDENTS = 500;
const LOST_REPLIES = 0.3;

export const sameAgain: Trial = {
  name: 'same-again',
  promise:
    'One answer sent many times is one row; one invitation is one answer; lost replies double nothing.',
  async run({ random }) {
    const promises = new Promises();
    const ledger = new Ledger();
    const options = { folder: await temporaryFolder('same-again'), port: await freePort() };
    let server = await startServer(options);
    const survey = await openSurvey(server);
    const agent = new Agent({ keepAlive: true, maxSockets: RESPONDENTS });
    const send = async (response: ResponseToSend) => {
      ledger.sending(response);
      const body = bodyOf(survey, response);
      const came = await exchange({ port: options.port, path: pathOf(survey, response.id), agent, body });
      ledger.note(response.id, came);
      return came;
    };
    const copies = (response: ResponseToSend) =>
      Promise.all(Array.from({ length: COPIES }, () => send(response)));

    const one = newResponse();
    const first = statuses(await copies(one));
    promises.expect(
      first[201] === 1 && first[200] === COPIES - 1,
      `of ${COPIES} copies one is stored and the others known, but came ${JSON.stringify(first)}`,
    );
    await server.stop();
    server = await startServer(options);
    const again = statuses(await copies(one));
    promises.expect(again[200] === COPIES, `after a restart the copies got ${JSON.stringify(again)}`);
    const [typed, receiptOfTyped] = await sameForm(options.port, survey, agent, ledger, promises);
    await server.stop();
    const program = [...(await daysAhead(options.folder, 1)), product, 'serve'];
    server = await startServer({ ...options, program });
    const later = statuses(await copies(one));
    promises.expect(later[200] === COPIES, `a day later the copies got ${JSON.stringify(later)}`);
    const typedLater = await postForm(options.port, agent, survey.wave, typed);
    promises.expect(receiptOn(typedLater) === receiptOfTyped, 'a day later the form told another receipt');
    await server.stop();
    server = await startServer(options);
    const changed = { ...one, answers: { ...one.answers, SH_A3_sat: 9 } };
    const other = statuses([await send(changed)]);
    promises.expect(other[409] === 1, `other content under the id got ${JSON.stringify(other)}, not 409`);

    const [invitation] = await survey.invite(server, INVITED);
    await onlyLook(options.port, survey, invitation!, agent, promises);
    const rivals = Array.from({ length: RIVALS }, () => ({ ...newFormResponse(), invitation: invitation! }));
    const byForm = (response: ResponseToSend) => {
      ledger.sending(response);
      return postForm(options.port, agent, survey.wave, response);
    };
    const rivalry = statuses(
      await Promise.all(rivals.map((each, number) => (number % 2 === 0 ? send(each) : byForm(each)))),
    );
    promises.expect(
      rivalry[201] === 1 && rivalry[409] === RIVALS - 1,
      `one invitation is for one of ${RIVALS} answers, but came ${JSON.stringify(rivalry)}`,
    );

    const tokens = [
      '',
      null,
      0,
      [],
      {},
      ' ',
      invitation!.toUpperCase(),
      `${invitation}x`,
      '%00',
      'x'.repeat(100),
    ];
    for (const token of tokens) {
      const response = newResponse();
      ledger.sending(response);
      const body = bodyOf(survey, { ...response, invitation: token as string });
      const sent = { port: options.port, path: pathOf(survey, response.id), agent, body };
      const status = statuses([await exchange(sent)]);
      const isRefused = [400, 403, 404, 409, 422].some((each) => status[each] === 1);
      promises.expect(isRefused, `the token ${JSON.stringify(token)} got ${JSON.stringify(status)}`);
    }

    const proxyPort = await freePort();
    const proxy = await startForgetfulProxy(proxyPort, options.port, () => random() < LOST_REPLIES);
    const sender = { port: proxyPort, survey, ledger, agent };
    await Promise.all(
      Array.from({ length: RESPONDENTS }, () => sendUntilAcknowledged(newResponse(), sender)),
    );
    await proxy.close();
    agent.destroy();
    await server.stop();

    await endWave(`sqlite:${databaseFile(options.folder)}`, survey.wave);
    const rows = storedRows(databaseFile(options.folder));
    const expected = 1 + 1 + 1 + RESPONDENTS;
    promises.expect(rows.length === expected, `there are ${rows.length} rows, not ${expected}`);
    const receipts = new Set(ledger.acknowledged().map(({ receipt }) => receipt));
    promises.expect(
      receipts.size > RESPONDENTS * 0.99,
      `${rows.length} answers got ${receipts.size} receipts`,
    );
    promises.expect(proxy.dropped() > 0, 'the proxy lost no reply, so it proved nothing');
    promises.tell(`${3 * COPIES} copies one row, a day later too, ${COPIES} forms one row`);
    promises.tell(`${RIVALS} rivals for one invitation one row`);
    promises.tell(`${proxy.dropped()} replies lost to ${RESPONDENTS} respondents`);
    return { account: account(ledger, rows, promises), ...promises };
  },
};

/** One answer posted without script again and again: one row, and every page tells the same receipt. */
async function sameForm(
  port: number,
  survey: SurveyAddress,
  agent: Agent,
  ledger: Ledger,
  promises: Promises,
): Promise<[ResponseToSend, string | undefined]> {
  const typed = newFormResponse();
  ledger.sending(typed);
  const post = () => postForm(port, agent, survey.wave, typed);
  const came = await Promise.all(Array.from({ length: COPIES }, post));
  const receipts = new Set(came.map(receiptOn));
  const [receipt] = receipts;
  promises.expect(
    receipts.size === 1 && receipt !== undefined,
    `${COPIES} forms of one answer told ${receipts.size} receipts and got ${JSON.stringify(statuses(came))}`,
  );
  const script = await exchange({ port, path: pathOf(survey, typed.id), agent, body: bodyOf(survey, typed) });
  ledger.note(typed.id, script);
  const known = script.isAnswered ? (JSON.parse(script.body) as { receipt?: string }).receipt : undefined;
  promises.expect(
    statuses([script])[200] === 1 && known === receipt,
    'what was posted as a form is not known to the script',
  );
  return [typed, receipt];
}

/** As a scanner of links does, or a phone that shows what is behind one: nobody answered by that. */
async function onlyLook(
  port: number,
  survey: SurveyAddress,
  invitation: string,
  agent: Agent,
  promises: Promises,
) {
  const path = `/s/${survey.wave}/i/${invitation}`;
  const came: Exchange[] = [];
  const one = async () => {
    while (came.length < LOOKS) {
      const method = came.length % 2 === 0 ? 'GET' : 'HEAD';
      came.push(await exchange({ port, path, agent, method, body: '' }));
    }
  };
  await Promise.all(Array.from({ length: COPIES }, one));
  const otherwise = came.filter((each) => !each.isAnswered || each.status !== 200);
  promises.expect(
    otherwise.length === 0,
    `looking at an invitation got ${JSON.stringify(statuses(otherwise))}`,
  );
}

/** How often each status came; 0 stands for no answer. */
function statuses(exchanges: readonly Exchange[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const came of exchanges) {
    const status = came.isAnswered ? came.status : 0;
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}
