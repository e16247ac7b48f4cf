import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { shortAnswers, testManyi } from '../testing.ts';

describe('an export', () => {
  it('is had in each format, with the same rows', async () => {
    const manyi = await testManyi();
    for (let sent = 0; sent < 20; sent++) await manyi.send(randomUUID(), shortAnswers());
    const headers = await manyi.signIn('evaluator');
    const ask = (name: string) =>
      manyi.app.request(`/api/waves/${manyi.wave}/responses.${name}`, { headers });
    const [csv, jsonl] = [await ask('csv'), await ask('jsonl')];
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="short-2026.csv"');
    expect(jsonl.headers.get('content-disposition')).toBe('attachment; filename="short-2026.jsonl"');
    const lines = (await jsonl.text()).split('\n').slice(0, -1);
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toHaveLength(20);
    expect(rows[0]).toMatchObject({ channel: 'open', is_late: false, SH_A3_sat: 8, stratum: null });
    expect(rows[0]).toMatchObject({ SH_lodge: { missing: 'notUsed' }, SH_mgmt: { missing: 'dontKnow' } });
    const [names, ...others] = (await csv.text())
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n');
    expect(names!.split(',')).toEqual(Object.keys(rows[0]!));
    expect(others.map((row) => row.split(',')[0])).toEqual(rows.map(({ row_id }) => row_id));
    expect((await ask('xyz')).status).toBe(404);
  });

  it('is had twice at once by one person, and again when one of them has ended', async () => {
    const manyi = await testManyi();
    await manyi.send(randomUUID(), shortAnswers());
    const ask = async (headers: Record<string, string>) =>
      manyi.app.request(`/api/waves/${manyi.wave}/responses.csv`, { headers });
    const headers = await manyi.signIn('evaluator');
    const [first, second] = [await ask(headers), await ask(headers)];
    const third = await ask(headers);
    expect([first.status, second.status, third.status]).toEqual([200, 200, 503]);
    expect(await third.json()).toMatchObject({ code: 'waitYourTurn' });
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(await manyi.signIn('evaluator', 'quality-district'))).status).toBe(200);
    expect(await first.text()).toContain('row_id');
    expect((await ask(headers)).status).toBe(200);
    await second.body!.cancel();
    expect((await ask(headers)).status).toBe(200);
  }, 30_000);
});
