import { Agent } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { temporaryFolder } from '../children.ts';
import { exchange, type Exchange } from '../exchange.ts';
import { Ledger } from '../ledger.ts';
import { percentile } from '../percentile.ts';
import { Promises } from '../promises.ts';
import { databaseFile, freePort, startServer } from '../server.ts';
import { reading, storedRows, type StoredRow } from '../stored.ts';
import { bodyOf, newResponse, openSurvey, pathOf } from '../survey.ts';
import type { Account, Trial } from '../trial.ts';
import { Bystanders } from './bystanders.ts';
import { mutate } from './mutate.ts';

const AT_ONCE = 4;
const MOST_MILLISECONDS = 50;

/** What was sent under an id that the server acknowledged. */
type Acknowledged = Map<string, Buffer>;

export const fuzz: Trial = {
  name: 'fuzz',
  promise: 'Whatever is sent is answered, never with a 5xx, and only what was acknowledged is stored.',
  async run({ choose, random }) {
    const count = choose(100_000, 3000);
    const promises = new Promises();
    const folder = await temporaryFolder('fuzz');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const acknowledged: Acknowledged = new Map();
    const bystanders = new Bystanders(server.port, survey, new Ledger());
    await bystanders.beCalm(2000);
    const times: number[] = [];
    const statuses: Record<string, number> = {};
    let sent = 0;

    const one = async () => {
      while (sent < count) {
        sent += 1;
        const response = newResponse(8);
        const body = bodyOf(survey, response);
        const fuzzed = mutate({ response, path: pathOf(survey, response.id), body }, random);
        const came = await exchange({ port: server.port, agent, ...fuzzed });
        times.push(came.milliseconds);
        const status = came.isAnswered ? String(came.status) : came.reason;
        statuses[status] = (statuses[status] ?? 0) + 1;
        judge(came, fuzzed.path, fuzzed.body, promises);
        if (came.isAnswered && came.status <= 201) acknowledged.set(response.id, fuzzed.body);
      }
    };
    await bystanders.during('the fuzzing', promises, async () => {
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    });

    const healthy = newResponse(9);
    const body = bodyOf(survey, healthy);
    const came = await exchange({ port: server.port, path: pathOf(survey, healthy.id), agent, body });
    const shown = came.isAnswered ? Object.keys(JSON.parse(came.body) as object).sort() : [];
    promises.expect(
      came.isAnswered &&
        came.status === 201 &&
        isDeepStrictEqual(shown, ['disposition', 'dropped', 'outcome', 'receipt']),
      'a healthy answer was not acknowledged as before the fuzzing',
    );
    acknowledged.set(healthy.id, Buffer.from(body));
    promises.expect(
      acknowledged.size > count / 100,
      'hardly anything was acknowledged, so nothing was proved',
    );
    agent.destroy();
    await server.stop();

    const file = databaseFile(folder);
    const row = reading(file, (database) =>
      database
        .prepare<[string], Record<string, unknown>>(
          'SELECT channel, mode, duration_band, answers FROM responses WHERE id = ?',
        )
        .get(healthy.id),
    );
    promises.expect(
      row?.['channel'] === 'open' && row['mode'] === 'web' && row['duration_band'] === null,
      'Object.prototype was changed: a healthy answer was stored with what nobody sent',
    );
    const slowest = percentile(times, 1);
    const slow99 = percentile(times, 0.99);
    const most99 = Math.max(MOST_MILLISECONDS, bystanders.calm) + bystanders.ownDelay;
    promises.expect(
      slow99 <= most99,
      `p99 of the answers was ${Math.round(slow99)} ms, not ${Math.round(most99)} ms at most`,
    );
    promises.expect(
      slowest <= bystanders.limit,
      `an answer took ${Math.round(slowest)} ms, not ${Math.round(bystanders.limit)} ms at most`,
    );
    promises.tell(
      Object.entries(statuses)
        .map(([status, times]) => `${times} got ${status}`)
        .join(' '),
    );
    promises.tell(`p99 ${Math.round(slow99)} ms, slowest ${Math.round(slowest)} ms`);
    const rows = storedRows(file).filter(({ id }) => !bystanders.sent(id));
    return { account: accountOf(acknowledged, rows, count + 1, promises), ...promises };
  },
};

function judge(came: Exchange, path: string, body: Buffer, promises: Promises): void {
  const what = `${path} ${body.toString('latin1').slice(0, 300)}`;
  if (!came.isAnswered) promises.expect(false, `no answer (${came.reason}) to ${what}`);
  else {
    const isBusy = came.status === 503 && came.body.includes('"busy"');
    promises.expect(came.status < 500 || isBusy, `${came.status} to ${what}`);
  }
}

/** Each stored answer must be one of those that were sent under its id; what did not apply may be missing. */
function accountOf(
  acknowledged: Acknowledged,
  rows: readonly StoredRow[],
  sent: number,
  promises: Promises,
): Account {
  const ids = new Set(rows.map(({ id }) => id));
  for (const { id, answers } of rows) {
    const body = acknowledged.get(id);
    promises.expect(body !== undefined, 'something is stored that was not acknowledged');
    if (body === undefined) continue;
    // As the web decodes text: without a byte order mark.
    const given = (JSON.parse(new TextDecoder().decode(body)) as { answers: Record<string, unknown> })
      .answers;
    for (const [item, answer] of Object.entries(JSON.parse(answers) as Record<string, unknown>)) {
      promises.expect(isDeepStrictEqual(answer, given[item]), 'a stored answer differs from what was sent');
    }
  }
  return {
    sent,
    acknowledged: acknowledged.size,
    stored: rows.length,
    lost: [...acknowledged.keys()].filter((id) => !ids.has(id)).length,
    doubled: rows.length - ids.size,
  };
}
