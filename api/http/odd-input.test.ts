import { describe, expect, it } from 'vitest';
import { json, testManyi } from '../testing.ts';

describe('what staff send', () => {
  it('is refused where it holds what no engine keeps, or a day that is none', async () => {
    const manyi = await testManyi();
    const evaluator = await manyi.signIn('evaluator');
    const administrator = await manyi.signIn('administrator');
    const wave = (changes: object) => ({
      id: 'next',
      title: { 'zh-Hans': '下', en: 'Next' },
      period: '2027',
      form: 'short',
      ...changes,
    });
    const waves = '/api/programmes/quality-district/waves';
    const status = async (path: string, body: object, headers: Record<string, string>) =>
      (await manyi.app.request(path, json('POST', body, headers))).status;
    for (const odd of ['a\0b', '\ud800', 'x\udc00']) {
      const grants = [{ role: 'official', programme: '*' }];
      expect(await status('/api/users', { name: odd, grants }, administrator)).toBe(400);
      const person = { name: 'n', grants: [{ role: 'official', programme: odd }] };
      expect(await status('/api/users', person, administrator)).toBe(400);
      expect(await status(waves, wave({ title: { 'zh-Hans': odd, en: 'x' } }), evaluator)).toBe(400);
    }
    for (const period of ['2026-13', '2026-02-30', '0000', '9999', '2026-00', '2026-06-31']) {
      expect([period, await status(waves, wave({ period }), evaluator)]).toEqual([period, 400]);
    }
    const imports = '/api/programmes/airport-passengers/imports?mapping=sfo-2014-2018&fileName=%00';
    const file = { method: 'POST', headers: { ...evaluator, 'content-type': 'text/csv' }, body: 'a\n1\n' };
    expect((await manyi.app.request(imports, file)).status).toBe(400);
    expect(await status(waves, wave({ period: '2028-02-29' }), evaluator)).toBe(201);
  }, 60_000);

  it('tells a stranger nothing of which waves there are', async () => {
    const manyi = await testManyi();
    for (const path of ['', '/counts', '/estimates', '/responses.csv', '/invitation-batches']) {
      for (const wave of [manyi.wave, 'none']) {
        expect((await manyi.app.request(`/api/waves/${wave}${path}`)).status).toBe(401);
      }
    }
  });
});
