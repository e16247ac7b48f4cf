import { Agent } from 'node:http';
import { createApp } from '../../../api/app.ts';
import type { Deps } from '../../../api/deps.ts';
import { between, oneOf } from '../chance.ts';
import { temporaryFolder } from '../children.ts';
import { exchange } from '../exchange.ts';
import { Ledger } from '../ledger.ts';
import { Promises } from '../promises.ts';
import { databaseFile, freePort, startServer } from '../server.ts';
import { account, integrity, storedRows } from '../stored.ts';
import { call, openSurvey, PROGRAMME, type Survey } from '../survey.ts';
import type { Trial } from '../trial.ts';
import { Bystanders } from './bystanders.ts';
import { mutateBody, strangeText } from './mutate.ts';

/** What a route takes: nothing, JSON beginning from a valid body, a form, or a file. */
type Given = 'nothing' | 'form' | 'file' | { readonly json: object };
const AT_ONCE = 2;
/** Longer than any of them may take by itself; how long others wait is judged besides. */
const MOST_MILLISECONDS = 1000;

const title = { 'zh-Hans': '试', en: 'Try' };
const credentials = { name: 'nobody', password: 'not the right one' };

/** Bodies to begin from; what is not here takes nothing if it is read, and breaks the trial if it is written to. */
const bodies: Readonly<Record<string, Given>> = {
  'PUT /api/waves/:wave/responses/:id': {
    json: { language: 'en', mode: 'web', answers: { C1_consent: 'yes' } },
  },
  'POST /api/session': { json: credentials },
  'DELETE /api/session': 'nothing',
  'POST /api/sign-in-links/:token': { json: { password: 'a good long password' } },
  'POST /api/users': { json: { name: '某人', grants: [{ role: 'official', programme: PROGRAMME }] } },
  'POST /api/users/:id/link': { json: {} },
  'POST /api/users/:id/disable': { json: {} },
  'POST /api/users/:id/enable': { json: {} },
  'POST /api/programmes/:programme/waves': { json: { id: 'fuzzed', title, period: '2026', form: 'short' } },
  'POST /api/waves/:wave/open-link': { json: { openLink: 'on', openPerMinute: 100_000 } },
  'POST /api/waves/:wave/open': { json: {} },
  'POST /api/waves/:wave/close': { json: {} },
  'POST /api/waves/:wave/reopen': { json: {} },
  'POST /api/waves/:wave/releases': { json: {} },
  'POST /api/waves/:wave/seal': { json: {} },
  'POST /api/waves/:wave/invitation-batches': {
    json: { name: 'b', stratum: 'songyue', primaryUnit: 'songyue-1', weight: 20, count: 20 },
  },
  'POST /api/programmes/:programme/imports': 'file',
  'DELETE /api/imports/:id': 'nothing',
  'POST /s/:wave': 'form',
  'POST /s/:wave/i/:token': 'form',
};
/** A password is checked, slowly on purpose, or figures are made in a thread of their own; only others may not wait. */
const mayBeSlow = ['POST /api/session', 'POST /api/sign-in-links/:token', 'GET /api/waves/:wave/estimates'];

export const everyRoute: Trial = {
  name: 'every-route',
  promise:
    'Whatever is sent to any route is answered within a second, never with a 5xx, and others are served meanwhile.',
  async run({ choose, random }) {
    const promises = new Promises();
    const ledger = new Ledger();
    const folder = await temporaryFolder('every-route');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const spare = { id: 'spare', title, period: '2026', form: 'short' };
    await call(server, 'POST', `/api/programmes/${PROGRAMME}/waves`, spare, survey.evaluator);
    const bystanders = new Bystanders(server.port, survey, ledger);
    await bystanders.beCalm(3000);
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const each = choose(400, 12);
    const routes = routesOfProduct();
    let sent = 0;
    for (const route of routes) {
      const given = bodies[route] ?? (route.startsWith('GET ') ? 'nothing' : undefined);
      promises.expect(given !== undefined, `${route} is sent nothing: say in this trial what it takes`);
      if (given === undefined) continue;
      await bystanders.during(route, promises, async () => {
        let left = mayBeSlow.includes(route) ? Math.ceil(each / 4) : each;
        const one = async () => {
          for (; left > 0; left -= 1) {
            sent += 1;
            const message = messageTo(route, given, survey, random, left);
            const came = await exchange({ port: server.port, agent, ...message });
            const what = `${message.method} ${message.path.slice(0, 80)} ${message.body.length} bytes`;
            if (!came.isAnswered) promises.expect(false, `no answer (${came.reason}) to ${what}`);
            else {
              const isBusy = came.status === 503 && /"busy"|忙/.test(came.body);
              promises.expect(came.status < 500 || isBusy, `${came.status} to ${what}`);
            }
            const isInTime =
              mayBeSlow.includes(route) || came.milliseconds <= MOST_MILLISECONDS + bystanders.ownDelay;
            promises.expect(isInTime, `${Math.round(came.milliseconds)} ms for ${what}`);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, one));
      });
    }
    agent.destroy();
    await server.stop();
    const file = databaseFile(folder);
    promises.expect(integrity(file) === 'ok', 'integrity_check found damage');
    const slowest = promises.facts.splice(0).sort(byMilliseconds)[0]!;
    promises.tell(`${sent} requests to ${routes.length} routes`);
    promises.tell(slowest);
    const known = storedRows(file, survey.wave).filter(({ id }) => ledger.get(id) !== undefined);
    return { account: account(ledger, known, promises, 50), ...promises };
  },
};

/** As the application lists them itself, so that a new one cannot be forgotten here. */
function routesOfProduct(): readonly string[] {
  const { routes } = createApp({} as Deps);
  const named = routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(named)];
}

function messageTo(route: string, given: Given, survey: Survey, random: () => number, turn: number) {
  const [method = '', pattern = ''] = route.split(' ');
  const isRead = method === 'GET' || given === 'form' || method === 'PUT';
  const path = pattern
    .replace(':wave', random() < 0.7 ? (isRead ? survey.wave : 'spare') : strange(random))
    .replace(':programme', random() < 0.7 ? PROGRAMME : strange(random))
    .replace(':form', random() < 0.7 ? 'short' : strange(random))
    .replace(/:[a-zA-Z]+/g, () => strange(random))
    .replace('*', strange(random));
  const isOfPeople = path.startsWith('/api/users');
  // Whoever signs out is somebody else, or the others would be nobody for the rest.
  const cookie =
    route === 'DELETE /api/session'
      ? 'manyi_session=x'
      : isOfPeople
        ? survey.administrator
        : survey.evaluator;
  const body = bodyFor(given, random, turn);
  const type =
    given === 'form'
      ? 'application/x-www-form-urlencoded'
      : given === 'file'
        ? 'text/csv'
        : 'application/json';
  const query =
    given === 'file' ? '?mapping=sfo-2014-2018' : random() < 0.2 ? `?lang=${strange(random)}` : '';
  return { method, path: path + query, body, headers: { cookie, 'content-type': type } };
}

function strange(random: () => number): string {
  const text = strangeText(random).slice(0, between(random, 1, 300));
  // Half a surrogate pair cannot be written in an address.
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '')) || 'x';
}

function bodyFor(given: Given, random: () => number, turn: number): Buffer {
  if (given === 'nothing') return Buffer.alloc(0);
  if (given === 'form') return formOf(random, turn);
  if (given === 'file') return fileOf(random, turn);
  return mutateBody(JSON.stringify(given.json), random);
}

const LARGEST = 250 * 1024;

/** Each shape that a reader may be slow at, as large as a body may be. */
function formOf(random: () => number, turn: number): Buffer {
  const shapes: readonly (() => string)[] = [
    () => 'a&'.repeat(LARGEST / 2),
    () => 'a=1&'.repeat(LARGEST / 4),
    () => 'shown=SH_food&'.repeat(LARGEST / 14),
    () => 'SH_reason=food&'.repeat(LARGEST / 15),
    () => Array.from({ length: LARGEST / 8 }, (_, index) => `n${index}=`).join('&'),
    () => `SH_W2=${'满'.repeat(LARGEST / 3)}`,
    () => `SH_W2=${'%E6'.repeat(LARGEST / 3)}`,
    () => `id=${'x'.repeat(LARGEST - 10)}`,
    () => `go=to:${'9'.repeat(LARGEST - 10)}`,
    () =>
      `go=${oneOf(random, ['send', 'back', 'next', 'to:review', strangeText(random)])}&step=${between(random, -1, 9)}`,
    () => `__proto__=1&constructor=2&step=${strange(random)}&language=${strange(random)}`,
    () => '=&=&&&%&%zz=%zz',
  ];
  return Buffer.from(shapes[turn % shapes.length]!());
}

function fileOf(random: () => number, turn: number): Buffer {
  const shapes: readonly (() => string)[] = [
    () => Array.from({ length: 40_000 }, (_, index) => `c${index}`).join(','),
    () => '"'.repeat(500_000),
    () => `year,resp\n${'2016,1\n'.repeat(50_000)}`,
    () => `"${'x'.repeat(1_000_000)}"`,
    () => ','.repeat(500_000),
    () => '\n'.repeat(500_000),
    () => strangeText(random),
  ];
  return Buffer.from(shapes[turn % shapes.length]!());
}

function byMilliseconds(one: string, other: string): number {
  const waited = (fact: string) => Number(/waited (\d+)/.exec(fact)?.[1] ?? 0);
  return waited(other) - waited(one);
}
