import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '../../../api/storage/postgres/testing/start-postgres.ts';
import { temporaryFolder } from '../children.ts';
import { exchange } from '../exchange.ts';
import { newFormResponse, postForm } from '../form-route.ts';
import { Ledger } from '../ledger.ts';
import { Promises } from '../promises.ts';
import { resendAcknowledged, startRespondents } from '../respondents.ts';
import { freePort, startServer } from '../server.ts';
import { account } from '../stored.ts';
import { bodyOf, openSurvey, pathOf, type SurveyAddress } from '../survey.ts';
import type { Trial } from '../trial.ts';
import { rowsIn } from './ask.ts';

/** As few as may be issued together. */
const INVITED = 10;
const RIVALS = 40;

export const twoNodes: Trial = {
  name: 'two-nodes',
  promise:
    'Two nodes on one database, one killed under load: its respondents go on, and nothing is lost or doubled.',
  async run({ choose }) {
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('two-nodes');
    const database = await startPostgres();
    const env = { MANYI_DATABASE: database.url };
    const [one, other] = [await freePort(), await freePort()];
    const staying = await startServer({ folder, port: one, env });
    const survey = await openSurvey(staying);
    let dying = await startServer({ folder, port: other, env });
    const crowds = [one, other].map((port) => startRespondents({ port, survey, ledger, count: 32 }));
    const times = choose(10, 2);
    for (let time = 0; time < times; time += 1) {
      await wait(1000);
      const before = ledger.acknowledged().length;
      await dying.kill();
      await wait(500);
      promises.expect(
        ledger.acknowledged().length > before,
        'the node that stayed took no answers meanwhile',
      );
      dying = await startServer({ folder, port: other, env });
    }
    await Promise.all(crowds.map((crowd) => crowd.stop()));
    // What one node stored the other knows.
    const { resent, otherwise } = await resendAcknowledged({ port: one, survey, ledger });
    promises.expect(otherwise === 0, `${otherwise} acknowledged answers sent to the other node got no 200`);
    await rivalsAt([one, other], await survey.invite(staying, INVITED), survey, promises);
    const rows = (await rowsIn(database.url)).filter(({ id }) => ledger.get(id) !== undefined);
    await Promise.all([staying.stop(), dying.stop()]);
    await database.stop();
    promises.tell(`one of two nodes killed ${times} times, ${resent} sent again to the other`);
    return { account: account(ledger, rows, promises), ...promises };
  },
};

/** Of many answers for one invitation, sent to both nodes at once, with script and without, one is accepted. */
async function rivalsAt(
  ports: readonly [number, number],
  invitations: readonly string[],
  survey: SurveyAddress,
  promises: Promises,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: RIVALS });
  for (const invitation of invitations) {
    const came = await Promise.all(
      Array.from({ length: RIVALS }, (_, number) => {
        const response = { ...newFormResponse(), invitation };
        const port = ports[number % 2]!;
        if (number % 4 < 2) return postForm(port, agent, survey.wave, response);
        return exchange({ port, agent, path: pathOf(survey, response.id), body: bodyOf(survey, response) });
      }),
    );
    const accepted = came.filter((each) => each.isAnswered && each.status === 201).length;
    const refused = came.filter((each) => each.isAnswered && each.status === 409).length;
    promises.expect(
      accepted === 1 && refused === RIVALS - 1,
      `of ${RIVALS} answers for one invitation through two nodes ${accepted} were accepted, ${refused} refused`,
    );
  }
  agent.destroy();
  promises.tell(
    `${RIVALS} rivals for each of ${invitations.length} invitations through both nodes, one accepted`,
  );
}
