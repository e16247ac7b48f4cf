import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { shortAnswers, testManyi } from '../testing.ts';

describe('an export', () => {
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
