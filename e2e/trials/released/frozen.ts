import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { between } from '../chance.ts';
import { temporaryFolder } from '../children.ts';
import { passengers } from '../every-kind.ts';
import { manyiWith } from '../manyi.ts';
import { Promises } from '../promises.ts';
import { databaseFile, freePort, startServer, type Server } from '../server.ts';
import {
  addPerson,
  bodyOf,
  call,
  newResponse,
  openSurvey,
  pathOf,
  PROGRAMME,
  type Survey,
} from '../survey.ts';
import type { Trial } from '../trial.ts';
import { IMPORTING } from '../planted/places.ts';
import { countsKnown, type Figures, figuresOf, personBetween } from './reader.ts';

const INVITED = 60;
const IN_TIME = 40;
/** Of the areas one is so small that nothing may be said of it. */
const AREAS = 'ABCDEF';
const SMALL_AREA = 'G';
const IN_SMALL_AREA = 4;
const PASSENGERS = 186;

export const frozen: Trial = {
  name: 'frozen',
  promise:
    'Two releases of a wave never differ by one to nine answers, nothing is said of fewer than ten, and officials see no count of an open wave move by one.',
  async run({ random }) {
    const promises = new Promises();
    const folder = await temporaryFolder('frozen');
    const server = await startServer({ folder, port: await freePort() });
    const survey = await openSurvey(server);
    const official = await addPerson(server, survey.administrator, [
      { role: 'official', programme: PROGRAMME },
      { role: 'official', programme: IMPORTING },
    ]);
    const late = await lookWhileTheyAnswer(server, survey, official, promises);
    await publishWhileTheyAnswer(server, survey, official, late, promises);
    await readTwoWaves(server, folder, official, random, promises);
    await server.stop();
    return promises;
  },
};

/** One answer after another, and the official's list looked at after each; returns the invitations that are left. */
async function lookWhileTheyAnswer(
  server: Server,
  survey: Survey,
  official: string,
  promises: Promises,
): Promise<readonly string[]> {
  const path = `/api/programmes/${PROGRAMME}/waves`;
  const seen = new Set<number>();
  const look = async () => {
    const waves = (await (await call(server, 'GET', path, undefined, official)).json()) as readonly {
      readonly id: string;
      readonly counts: { readonly total: number; readonly complete: number };
    }[];
    const { counts } = waves.find(({ id }) => id === survey.wave)!;
    for (const count of [counts.total, counts.complete]) {
      promises.expect(count === 0 || count >= 10, `an official reads a count of ${count}`);
      promises.expect(count % 5 === 0, `an official reads the exact count ${count}`);
      seen.add(count);
    }
  };
  const invitations = await survey.invite(server, INVITED);
  for (const invitation of invitations.slice(0, IN_TIME)) {
    await answer(server, survey, invitation);
    await look();
  }
  promises.expect(
    seen.size <= 2,
    `an official saw ${seen.size} counts within an hour: ${[...seen].join(', ')}`,
  );
  for (const closed of ['counts', 'estimates', 'responses.csv', 'invitation-batches']) {
    const reply = await fetch(`${server.address}/api/waves/${survey.wave}/${closed}`, {
      headers: { cookie: official },
    });
    await reply.arrayBuffer();
    promises.expect(reply.status === 403, `an official got ${reply.status} for ${closed}`);
  }
  promises.tell(`${IN_TIME} answers one by one, of which an official saw ${[...seen].join(', ')}`);
  return invitations.slice(IN_TIME);
}

/** Late answers go on while the wave is closed, sealed, published and published again, and tried to be opened again. */
async function publishWhileTheyAnswer(
  server: Server,
  survey: Survey,
  official: string,
  late: readonly string[],
  promises: Promises,
) {
  const { wave, evaluator } = survey;
  const statuses: Record<number, number> = {};
  const note = (status: number) => (statuses[status] = (statuses[status] ?? 0) + 1);
  const step = async (name: string) => {
    const reply = await fetch(`${server.address}/api/waves/${wave}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: evaluator },
      body: '{}',
    });
    await reply.arrayBuffer();
    return reply.status;
  };
  const left = [...late];
  let isOver = false;
  const trickle = (async () => {
    while (!isOver && left.length > 0) {
      note(await answer(server, survey, left.pop()!));
      await new Promise((next) => setTimeout(next, 20));
    }
  })();
  await step('close');
  await new Promise((next) => setTimeout(next, 60));
  const early = await step('releases');
  promises.expect(early === 409, `publishing while answers were on their way got ${early}`);
  await step('seal');
  const first = await step('releases');
  promises.expect(first === 201, `publishing a sealed wave got ${first}`);
  const reopened = await step('reopen');
  promises.expect(reopened === 409, `a published wave was opened again: ${reopened}`);
  await step('releases');
  isOver = true;
  await trickle;
  for (const invitation of left.splice(0, 5)) note(await answer(server, survey, invitation));
  await step('releases');
  const documents = await readAll(server, PROGRAMME, official);
  promises.expect(documents.length >= 1, 'nothing was published');
  const [one, ...others] = documents.map(figuresOf);
  for (const other of others) {
    const moved = [...one!].filter(([key, cell]) => cell.value !== other.get(key)?.value).length;
    promises.expect(moved === 0, `two releases of one wave differ in ${moved} figures`);
  }
  promises.tell(
    `${documents.length} releases of one wave, all alike, while ${JSON.stringify(statuses)} came to late answers`,
  );
}

/** What is read from releases of two waves of which one has a person more; told, and judged only for the small area. */
async function readTwoWaves(
  server: Server,
  folder: string,
  official: string,
  random: () => number,
  promises: Promises,
) {
  const rated = new Map<string, string>();
  const drawn = (column: string, person: number) => {
    const key = `${column} ${person}`;
    if (!rated.has(key)) rated.set(key, String(between(random, 1, 5)));
    return rated.get(key)!;
  };
  const area = (person: number) => (person <= IN_SMALL_AREA ? SMALL_AREA : AREAS[person % AREAS.length]!);
  const file = async (year: string, count: number) => {
    const path = join(folder, `passengers-${year}.csv`);
    const cell = (column: string, person: number) => {
      if (column === 'year') return year;
      if (column === 'area') return area(person);
      if (column === 'weight') return '1';
      return /^q(7|9|10|13|14)_/.test(column) ? drawn(column, person) : undefined;
    };
    await writeFile(path, await passengers(count, cell));
    return path;
  };
  const place = { MANYI_DATABASE: `sqlite:${databaseFile(folder)}`, MANYI_KEYS: join(folder, 'keys.json') };
  const named = ['--programme', IMPORTING, '--mapping', 'sfo-2014-2018', '--file'];
  for (const [year, count] of [
    ['2016', PASSENGERS],
    ['2017', PASSENGERS + 1],
  ] as const) {
    for (const parameters of [
      ['import', ...named, await file(year, count)],
      ['publish', `airport-${year}`],
    ]) {
      const { status, printed } = await manyiWith(place, ...parameters);
      if (status !== 0) throw new Error(`manyi ${parameters[0]}: ${printed}`);
    }
  }
  const more = await manyiWith(place, 'import', ...named, await file('2016', 3));
  promises.expect(more.status !== 0, 'answers were added to a wave that is published');
  const again = await manyiWith(place, 'publish', 'airport-2016');
  const documents = await readAll(server, IMPORTING, official);
  promises.expect(
    documents.length === (again.status === 0 ? 3 : 2),
    `${documents.length} releases can be read`,
  );
  const [before, after] = ['airport-2016', 'airport-2017'].map((wave) =>
    figuresOf(documents.find((each) => each.wave.id === wave)!),
  ) as [Figures, Figures];
  for (const figures of [before, after]) {
    for (const [key, cell] of figures) {
      promises.expect(
        !key.endsWith(`@${SMALL_AREA}`) || cell.value === undefined,
        `${key} of ${IN_SMALL_AREA} is shown`,
      );
      promises.expect(cell.n === undefined || (cell.n >= 10 && cell.n % 5 === 0), `${key} shows n ${cell.n}`);
    }
  }
  const shown = [...before.values()].filter(({ value }) => value !== undefined).length;
  promises.expect(shown > 50, `only ${shown} figures are shown, so nothing was proved`);
  const { known, right } = countsKnown(before, (key) => areaCount(key, area));
  promises.tell(
    `of one release: ${shown} figures, the exact n of ${known} rates read, ${right} of them right`,
  );
  const person = personBetween(before, after, (item) => Number(drawn(item, PASSENGERS + 1)));
  promises.tell(`of two waves that differ by one person: ${person.read} ratings read, ${person.right} right`);
}

function areaCount(key: string, area: (person: number) => string): number {
  const of = key.split('@')[1];
  const people = Array.from({ length: PASSENGERS }, (_, number) => number + 1);
  return people.filter((person) => of === undefined || area(person) === of).length;
}

async function answer(server: Server, survey: Survey, invitation: string): Promise<number> {
  const response = { ...newResponse(), invitation };
  const reply = await fetch(server.address + pathOf(survey, response.id), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: bodyOf(survey, response),
  });
  await reply.arrayBuffer();
  return reply.status;
}

async function readAll(server: Server, programme: string, official: string) {
  const list = await call(server, 'GET', `/api/programmes/${programme}/releases`, undefined, official);
  const hashes = ((await list.json()) as readonly { readonly hash: string }[]).map(({ hash }) => hash);
  return Promise.all(
    hashes.map(async (hash) => {
      const reply = await call(server, 'GET', `/api/releases/${hash}`, undefined, official);
      return (await reply.json()) as Parameters<typeof figuresOf>[0];
    }),
  );
}
