import { beforeEach, describe, expect, it } from 'vitest';
import { json, testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
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

  it('may have a division code for its stratum and its unit', async () => {
    for (const primaryUnit of ['310101002003', '310101002', '310101002003 松月一居委']) {
      expect(await issue({ primaryUnit, stratum: '310101' })).toEqual([201, undefined]);
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
    ['primaryUnit', '310101199001011234'],
    ['stratum', '310101 13800138000'],
    ['name', '310101002003'],
    ['name', '微信号zhangsan88'],
    ['name', 'zhang@example.cn'],
    ['stratum', 'a\0b'],
    ['name', 'half \ud800 of a pair'],
  ])('names no person and holds nothing that cannot be stored: %s %j', async (field, text) => {
    expect(await issue({ [field]: text })).toEqual([400, 'malformedRequest']);
  });
});
