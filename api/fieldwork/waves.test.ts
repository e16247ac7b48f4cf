import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
let people: Record<string, string>;
let evaluator: Record<string, string>;

beforeEach(async () => {
  manyi = await testManyi();
  people = await manyi.signIn('administrator');
  evaluator = await manyi.signIn('evaluator');
});

/** The same application, with or without an address that people use. */
function siteOf(publicUrl?: string) {
  return createApp({ ...manyi.deps, ...(publicUrl === undefined ? {} : { publicUrl }) });
}

function post(cookie: Record<string, string>, body: unknown) {
  const headers = { 'content-type': 'application/json', ...cookie };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

const batch = { name: 'a', stratum: 'songyue', primaryUnit: 'songyue-1', weight: 20, count: 10 };
const person = { name: '新来的人', grants: [{ role: 'official', programme: 'quality-district' }] };

async function addressesFrom(site: ReturnType<typeof siteOf>, host: string) {
  const invited = await site.request(
    `${host}/api/waves/${manyi.wave}/invitation-batches`,
    post(evaluator, batch),
  );
  const added = await site.request(`${host}/api/users`, post(people, person));
  const wave = await site.request(`${host}/api/waves/${manyi.wave}`, { headers: evaluator });
  const { links } = (await invited.json()) as { links: readonly string[] };
  const { link } = (await added.json()) as { link: string };
  const { address } = (await wave.json()) as { address: string };
  return { links, link, address };
}

describe('taking answers again after figures were seen', () => {
  const ask = (path: string, init: object) => manyi.app.request(`/api/waves/${manyi.wave}${path}`, init);
  const looksSaid = async (headers: Record<string, string>) =>
    ((await (await ask('', { headers })).json()) as { looksSinceClosing?: object }).looksSinceClosing;
  const reopened = async () =>
    (await manyi.deps.storage.auditBack({ action: 'waveReopened', subjects: [manyi.wave] }, 9))
      .map(({ details }) => JSON.parse(details) as object)
      .reverse();

  it('puts on record how often it was looked since the wave was closed, and says so before', async () => {
    const start = manyi.deps.clock();
    await ask('/estimates', { headers: evaluator });
    expect(await looksSaid(evaluator)).toBeUndefined();
    await ask('/close', post(evaluator, {}));
    expect(await looksSaid(evaluator)).toEqual({ estimates: 0, exports: 0 });
    await ask('/reopen', post(evaluator, {}));
    await ask('/close', post(evaluator, {}));
    for (const minutes of [20, 29]) {
      manyi.setClock(start + minutes * 60_000);
      await ask('/estimates', { headers: evaluator });
    }
    await (await ask('/responses.csv', { headers: evaluator })).arrayBuffer();
    // The second look came within ten minutes of the first.
    expect(await looksSaid(evaluator)).toEqual({ estimates: 1, exports: 1 });
    expect(await looksSaid(await manyi.signIn('official'))).toBeUndefined();
    await ask('/reopen', post(evaluator, {}));
    expect(await reopened()).toEqual([
      { looksSinceClosing: { estimates: 0, exports: 0 } },
      { looksSinceClosing: { estimates: 1, exports: 1 } },
    ]);
  });
});

describe('addresses that are handed out', () => {
  it('are those people use, whatever host the page was opened under', async () => {
    const { links, link, address } = await addressesFrom(
      siteOf('http://survey.example'),
      'http://localhost:8311',
    );
    expect(links).toHaveLength(10);
    for (const each of links) expect(each).toMatch(/^http:\/\/survey\.example\/s\/short-2026\/i\/[\w-]{22}$/);
    expect(link).toMatch(/^http:\/\/survey\.example\/staff\/enter\/[\w-]+$/);
    expect(address).toBe('http://survey.example/s/short-2026');
  });

  it('are paths for the reader’s own host where no address was set', async () => {
    const { links, link, address } = await addressesFrom(siteOf(), 'http://localhost:8311');
    for (const each of links) expect(each).toMatch(/^\/s\/short-2026\/i\/[\w-]{22}$/);
    expect(link).toMatch(/^\/staff\/enter\//);
    expect(address).toBe('/s/short-2026');
  });
});

describe('the period of a wave', () => {
  const wave = (period: string) => ({
    id: `wave-${period.toLowerCase()}`,
    title: { 'zh-Hans': '一轮', en: 'A wave' },
    period,
    form: 'short',
  });
  const create = (period: string) =>
    manyi.app.request('/api/programmes/quality-district/waves', post(evaluator, wave(period)));

  it.each(['2026', '2026-H1', '2026-Q3', '2026-09', '2026-09-01'])('may be %s', async (period) => {
    expect((await create(period)).status).toBe(201);
  });

  it.each(['2027-13', '2026-13-45', '2026-02-30', '0000', '9999', '2026-H3'])(
    'is refused as %s, which no calendar has',
    async (period) => {
      const reply = await create(period);
      expect(reply.status).toBe(400);
      expect(await reply.text()).toContain('2026-Q3');
    },
  );
});
