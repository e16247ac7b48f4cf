import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { ended, startPart, temporaryFolder } from './children.ts';
import { exchange } from './exchange.ts';
import { percentile } from './percentile.ts';
import { Promises } from './promises.ts';
import { freePort, startServer, type Server } from './server.ts';
import { call, openSurvey, PROGRAMME, type Survey } from './survey.ts';
import type { Trial } from './trial.ts';

/** Who guesses passwords: so many at once, from so many networks. */
const GUESSERS = { full: 60, short: 36 };
const NETWORKS = 200;
const MOST_TIMES = 3;
/** Below this a page is as good as at once, and twice of next to nothing is next to nothing. */
const AT_ONCE_MILLISECONDS = 10;
const READERS = 4;
const PAUSE_MILLISECONDS = 10;
const REFUSED_PAUSE_MILLISECONDS = 250;
const HOME = '198.51.100.7';

export const flood: Trial = {
  name: 'flood',
  promise:
    'During a flood of sign-ins residents wait for pages at most three times as long as without, and staff come in from where they came from before.',
  async run({ isShort, choose }) {
    const promises = new Promises();
    const folder = await temporaryFolder('flood');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const person = await somebody(server, survey);
    const seconds = choose(20, 3);
    const guessers = choose(GUESSERS.full, GUESSERS.short);
    // In turns, so that what else the machine does falls on both alike.
    const [calm, flooded]: [number[], number[]] = [[], []];
    const statuses: Record<number, number> = {};
    const cameIn: number[] = [];
    const waits: number[] = [];
    for (let turn = 0; turn < choose(2, 1); turn += 1) {
      calm.push(...(await readPages(server, survey, seconds, promises)));
      const stop = startGuessing(server, guessers);
      await wait(500);
      const pages = readPages(server, survey, seconds, promises);
      for (let time = 0; time < choose(10, 2); time += 1) cameIn.push(await comeIn(server, person, promises));
      flooded.push(...(await pages));
      const guessed = await stop();
      waits.push(...guessed.waits);
      for (const [status, count] of Object.entries(guessed.statuses)) {
        statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
      }
    }
    await server.stop();
    const tried = (statuses[401] ?? 0) + (statuses[429] ?? 0) + (statuses[503] ?? 0);
    promises.expect(tried >= guessers, `there were ${tried} guesses only, so nothing was proved`);
    for (const share of [0.5, 0.95, 0.99]) {
      const [without, during] = [percentile(calm, share), percentile(flooded, share)];
      const times = during / without;
      promises.tell(
        `p${share * 100} ${without.toFixed(1)} ms, flooded ${during.toFixed(1)} (x${times.toFixed(1)})`,
      );
      const isJudged = share === 0.5 || !isShort;
      promises.expect(
        !isJudged || times <= MOST_TIMES || during <= AT_ONCE_MILLISECONDS,
        `p${share * 100} of pages was ${times.toFixed(1)} times as long during a flood, not ${MOST_TIMES} at most`,
      );
    }
    const [slowest, strangers] = [percentile(cameIn, 1), percentile(waits, 0.5)];
    promises.expect(
      slowest < strangers,
      `who came in before waited ${Math.round(slowest)} ms, and half of those who guess less than ${Math.round(strangers)}`,
    );
    promises.tell(
      `${cameIn.length} came in within ${Math.round(slowest)} ms, half of the guesses took ${Math.round(strangers)}`,
    );
    promises.tell(`${calm.length} and ${flooded.length} pages, guesses ${JSON.stringify(statuses)}`);
    return promises;
  },
};

interface Person {
  readonly name: string;
  readonly password: string;
}

/** Who came in from home before. */
async function somebody(server: Server, survey: Survey): Promise<Person> {
  const person = { name: `official ${randomUUID().slice(0, 8)}`, password: `trial ${randomUUID()}` };
  const wanted = { name: person.name, grants: [{ role: 'official', programme: PROGRAMME }] };
  const added = await (await call(server, 'POST', '/api/users', wanted, survey.administrator)).text();
  const link = /\/staff\/enter\/([\w-]+)/.exec(added)![1]!;
  await call(server, 'POST', `/api/sign-in-links/${link}`, { password: person.password });
  if ((await signIn(server, person, HOME)) !== 200) throw new Error('the password just chosen is not taken');
  return person;
}

async function comeIn(server: Server, person: Person, promises: Promises): Promise<number> {
  const began = performance.now();
  const status = await signIn(server, person, HOME);
  promises.expect(status === 200, `during a flood somebody with the right password got ${status} from home`);
  return performance.now() - began;
}

async function signIn(server: Pick<Server, 'address'>, person: Person, network: string): Promise<number> {
  const reply = await fetch(`${server.address}/api/session`, {
    method: 'POST',
    // The trial stands where a proxy of the product's stands, which says who is behind it.
    headers: { 'content-type': 'application/json', 'x-forwarded-for': network },
    body: JSON.stringify(person),
  });
  await reply.arrayBuffer();
  return reply.status;
}

/** In a process of its own, so that guessing does not hold up who measures. */
function startGuessing(server: Server, guessers: number): () => Promise<Guessed> {
  const part = startPart('guess', [server.address, String(guessers)]);
  return async () => {
    const came = once(part, 'message');
    part.send('end');
    const [guessed] = (await came) as [Guessed];
    await ended(part);
    return guessed;
  };
}

interface Guessed {
  readonly statuses: Readonly<Record<number, number>>;
  /** How long those waited whose password was looked at, in milliseconds. */
  readonly waits: readonly number[];
}

/** The part: guesses until it is told to end, and tells what came of it. */
export async function guess([address = '', guessers = '']: readonly string[]): Promise<void> {
  const statuses: Record<number, number> = {};
  const waits: number[] = [];
  let isOver = false;
  let guesses = 0;
  process.once('message', () => (isOver = true));
  const one = async () => {
    while (!isOver) {
      guesses += 1;
      const network = `203.0.${guesses % 2}.${guesses % NETWORKS}`;
      const name = guesses % 3 === 0 ? 'evaluator' : `nobody ${guesses}`;
      const began = performance.now();
      const status = await signIn({ address }, { name, password: `guess ${guesses}` }, network);
      if (status === 401) waits.push(performance.now() - began);
      statuses[status] = (statuses[status] ?? 0) + 1;
      // Who is told to come again later does so much sooner, and not so often that only the network is measured.
      if (status !== 401) await wait(REFUSED_PAUSE_MILLISECONDS);
    }
  };
  await Promise.all(Array.from({ length: Number(guessers) }, one));
  process.send!({ statuses, waits } satisfies Guessed);
  process.disconnect();
}

/** How long each page took, as browsers ask for them. */
async function readPages(
  server: Server,
  survey: Survey,
  seconds: number,
  promises: Promises,
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  const paths = [`/s/${survey.wave}`, '/', `/s/${survey.wave}?lang=en`, '/staff'];
  const times: number[] = [];
  let failures = 0;
  const end = performance.now() + seconds * 1000;
  const one = async (_: unknown, reader: number) => {
    for (let count = reader; performance.now() < end; count += 1) {
      const path = paths[count % paths.length]!;
      const headers = { 'accept-encoding': 'gzip, br' };
      const came = await exchange({ port: server.port, path, agent, method: 'GET', body: '', headers });
      if (!came.isAnswered || came.status !== 200) failures += 1;
      else times.push(came.milliseconds);
      await wait(PAUSE_MILLISECONDS);
    }
  };
  await Promise.all(Array.from({ length: READERS }, one));
  agent.destroy();
  promises.expect(failures === 0, `${failures} pages were not answered`);
  return times;
}
