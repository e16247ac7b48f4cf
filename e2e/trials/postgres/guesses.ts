import { startPostgres } from '../../../api/storage/postgres/testing/start-postgres.ts';
import { temporaryFolder } from '../children.ts';
import { Promises } from '../promises.ts';
import { freePort, startServer } from '../server.ts';
import { openSurvey } from '../survey.ts';
import type { Trial } from '../trial.ts';

const GUESSES = 60;
const MOST_TRIED = 5;

export const guesses: Trial = {
  name: 'guesses',
  promise: 'Of 60 guesses at once at one name, through two nodes on one database, at most five are tried.',
  async run() {
    const promises = new Promises();
    const folder = await temporaryFolder('guesses');
    const database = await startPostgres();
    const env = { MANYI_DATABASE: database.url };
    const one = await startServer({ folder, port: await freePort(), env });
    await openSurvey(one);
    const other = await startServer({ folder, port: await freePort(), env });
    const statuses: Record<number, number> = {};
    await Promise.all(
      Array.from({ length: GUESSES }, async (_, number) => {
        const { address } = number % 2 === 0 ? one : other;
        const reply = await fetch(`${address}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name: 'evaluator', password: `guess ${number}` }),
        });
        await reply.arrayBuffer();
        statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
      }),
    );
    await Promise.all([one.stop(), other.stop()]);
    await database.stop();
    const tried = statuses[401] ?? 0;
    const turnedAway = (statuses[429] ?? 0) + (statuses[503] ?? 0);
    promises.expect(tried <= MOST_TRIED, `${tried} guesses were tried, not ${MOST_TRIED} at most`);
    promises.expect(tried > 0, 'no guess was tried, so nothing was proved');
    promises.expect(tried + turnedAway === GUESSES, `guesses got ${JSON.stringify(statuses)}`);
    promises.tell(`${tried} of ${GUESSES} guesses through two nodes tried, ${turnedAway} turned away`);
    return promises;
  },
};
