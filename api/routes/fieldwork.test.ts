import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { json, shortAnswers, testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

const MINUTE = 60_000;
const start = Date.UTC(2026, 8, 1);
const waves = '/api/programmes/quality-district/waves';

async function answers(count: number) {
  for (let sent = 0; sent < count; sent++) await manyi.send(randomUUID(), shortAnswers());
}
async function countsFor(headers: Record<string, string>) {
  const reply = await manyi.app.request(waves, { headers });
  const [wave] = (await reply.json()) as { counts: { total: number; complete: number } }[];
  return wave!.counts;
}

describe('who does not measure', () => {
  it.each(['administrator', 'official'] as const)(
    'as %s reads totals rounded to 5, and nothing below 10',
    async (role) => {
      manyi.setClock(start);
      const reader = await manyi.signIn(role);
      await answers(9);
      expect(await countsFor(reader)).toEqual({ total: 0, complete: 0 });
      manyi.setClock(start + 60 * MINUTE);
      await answers(4);
      expect(await countsFor(await manyi.signIn(role))).toEqual({ total: 15, complete: 15 });
      expect(await countsFor(await manyi.signIn('evaluator'))).toEqual({ total: 13, complete: 13 });
    },
  );

  it('cannot tell from the totals when somebody answered: they move once an hour', async () => {
    manyi.setClock(start);
    const official = await manyi.signIn('official');
    await answers(12);
    expect((await countsFor(official)).total).toBe(10);
    await answers(8);
    manyi.setClock(start + 29 * MINUTE);
    expect((await countsFor(official)).total).toBe(10);
    manyi.setClock(start + 59 * MINUTE);
    expect((await countsFor(official)).total).toBe(10);
    manyi.setClock(start + 60 * MINUTE);
    expect((await countsFor(official)).total).toBe(20);
  });

  it('reads no counts by channel and area', async () => {
    const official = await manyi.signIn('official');
    expect((await manyi.app.request(`/api/waves/${manyi.wave}/counts`, { headers: official })).status).toBe(
      403,
    );
  });
});

describe('a batch of invitations', () => {
  let cookie = '';
  beforeEach(async () => {
    cookie = (await manyi.signIn('evaluator'))['cookie']!;
  });
  const issue = async (more: Record<string, unknown>) => {
    const batch = {
      name: '松月一居委',
      stratum: 'songyue',
      primaryUnit: 'songyue-01',
      weight: 20,
      count: 30,
    };
    const request = json('POST', { ...batch, ...more }, { cookie });
    const reply = await manyi.app.request(`/api/waves/${manyi.wave}/invitation-batches`, request);
    return [reply.status, ((await reply.json()) as { code?: string }).code];
  };

  it('may be named by place and day', async () => {
    for (const name of ['松月一居委', '幸福路8号', '第2批 2026-11-21', 'songyue-01']) {
      expect([name, ...(await issue({ name }))]).toEqual([name, 201, undefined]);
    }
  });

  it('is refused when fewer than ten would share its unit and weight, and may add to ten that do', async () => {
    expect(await issue({ count: 9 })).toEqual([422, 'tooFewInvitations']);
    expect(await issue({ count: 10 })).toEqual([201, undefined]);
    expect(await issue({ count: 1 })).toEqual([201, undefined]);
    expect(await issue({ count: 1, weight: 20.000001 })).toEqual([422, 'tooFewInvitations']);
    expect(await issue({ count: 1, primaryUnit: 'songyue-02' })).toEqual([422, 'tooFewInvitations']);
    expect(await issue({ count: 1, stratum: 'luming' })).toEqual([422, 'tooFewInvitations']);
  });

  it('is refused, with the reason, once nobody could use it', async () => {
    const move = (verb: string) =>
      manyi.app.request(`/api/waves/${manyi.wave}/${verb}`, json('POST', {}, { cookie }));
    await move('close');
    expect(await issue({})).toEqual([201, undefined]);
    expect((await move('seal')).status).toBe(200);
    expect(await issue({})).toEqual([409, 'waveSealed']);
  });

  it.each([
    ['primaryUnit', '张三 13800138000'],
    ['primaryUnit', '１３８００１３８０００'],
    ['primaryUnit', '138 0013 8000'],
    ['primaryUnit', '1380-0138-000'],
    ['name', '微信号zhangsan88'],
    ['name', 'zhang@example.cn'],
    ['stratum', 'a\0b'],
    ['name', 'half \ud800 of a pair'],
  ])('names no person and holds nothing that cannot be stored: %s %j', async (field, text) => {
    expect(await issue({ [field]: text })).toEqual([400, 'malformedRequest']);
  });
});
