import { temporaryFolder } from '../children.ts';
import { addEveryKind } from '../every-kind.ts';
import { everythingIn, type Everything } from '../everything.ts';
import { Ledger } from '../ledger.ts';
import { manyi } from '../manyi.ts';
import { Promises } from '../promises.ts';
import { databaseFile, freePort, startServer } from '../server.ts';
import { integrity } from '../stored.ts';
import { openSurvey } from '../survey.ts';
import type { Trial } from '../trial.ts';
import { placesOf } from './places.ts';

/** Each would end, widen or add to a statement that was put together from texts. */
const strings = [
  `'`,
  `"`,
  `' OR '1'='1`,
  `' OR 1=1 --`,
  `" OR ""="`,
  `'; DROP TABLE responses; --`,
  `'; DELETE FROM waves; --`,
  `'); DELETE FROM responses; --`,
  `' UNION SELECT name, password_hash FROM users --`,
  `\\'; UPDATE waves SET state='closed'; --`,
  `$1; DROP TABLE users`,
  `%' OR id LIKE '%`,
  `' || (SELECT 1/0) || '`,
  `'; SELECT pg_sleep(2); --`,
  `' AND 1=randomblob(900000000) --`,
  `$$; DROP TABLE audit_entries; $$`,
  `{"$ne":null}`,
  `'; ATTACH DATABASE 'stolen.db' AS stolen; --`,
  `：＇； DROP TABLE 满意; --`,
  `*)(|(name=*))`,
];
/** Places that lead to something, if it is there. */
const lookedFor = [
  'who is looked for on the audit chain',
  'what is looked for on the audit chain',
  'the programme of a list',
  'the hash of a release',
  'the number of an import',
  'a session',
];
const foundNothing = /^(\[\]|{"entries":\[\],"hasMore":false})$/;
const MOST_MILLISECONDS = 2000;

export const injection: Trial = {
  name: 'injection',
  promise:
    'What looks like a piece of a statement changes nothing and finds nothing, wherever it is written.',
  async run() {
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('injection');
    const file = databaseFile(folder);
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    await addEveryKind(server, folder, survey, ledger);
    const before = everythingIn(file);
    const places = placesOf(server, survey);
    const statuses: Record<number, number> = {};
    for (const place of places) {
      for (const text of strings) {
        const began = performance.now();
        const { status, body } = await place.plant(text);
        const took = performance.now() - began;
        statuses[status] = (statuses[status] ?? 0) + 1;
        const what = `${text} in ${place.name}`;
        promises.expect(status < 500 || /"busy"/.test(body), `${status} for ${what}`);
        promises.expect(took < MOST_MILLISECONDS, `${Math.round(took)} ms for ${what}`);
        if (lookedFor.includes(place.name) && status === 200) {
          promises.expect(foundNothing.test(body), `something was found by ${what}`);
        }
        promises.expect(
          !/SQLITE_|syntax error|pg_catalog|scrypt\$/.test(body),
          `the database speaks to ${what}`,
        );
      }
    }
    const after = everythingIn(file);
    for (const sentence of whatIsGone(before, after)) promises.expect(false, sentence);
    const [verified, planted] = [await manyi(`sqlite:${file}`, 'verify'), strings.length * places.length];
    promises.expect(verified.status === 0, `verify found: ${verified.printed}`);
    promises.expect(integrity(file) === 'ok', 'integrity_check found damage');
    await server.stop();
    promises.tell(`${strings.length} strings in ${places.length} places, ${planted} in all`);
    promises.tell(`answered ${JSON.stringify(statuses)}`);
    return promises;
  },
};

/** What stood before has to stand as it was, save for what a sign-in or a batch counts. */
function whatIsGone(before: Everything, after: Everything): readonly string[] {
  return [...before].flatMap(([table, rows]) => {
    if (counting.includes(table)) return [];
    const there = new Set((after.get(table) ?? []).map((row) => JSON.stringify(row)));
    const gone = rows.filter((row) => !there.has(JSON.stringify(row))).length;
    return gone === 0 ? [] : [`${gone} of ${rows.length} rows of ${table} are gone or changed`];
  });
}

/** Sums that grow with what is planted. */
const counting = ['response_counts'];
