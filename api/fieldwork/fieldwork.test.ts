import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '../access/audit-event.ts';
import type { ToldCounts } from './counts-for-readers.ts';
import { closeWave } from './move-wave.ts';
import { sealWave } from './seal-wave.ts';
import { shortAnswers, testManyi, type TestManyi } from '../testing.ts';

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
      expect(await countsFor(await manyi.signIn(role))).toEqual({ total: 15, complete: 0 });
      expect(await countsFor(await manyi.signIn('evaluator'))).toEqual({ total: 13, complete: 0 });
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

describe('who measures', () => {
  const told = async (headers: Record<string, string>) => {
    const reply = await manyi.app.request(`/api/waves/${manyi.wave}/counts`, { headers });
    const { total, counts, invited } = (await reply.json()) as ToldCounts;
    return [
      total,
      counts.map(({ channel, area, count }) => `${count} ${channel} ${area}`),
      invited?.map(({ stratum, answered }) => `${answered} ${stratum}`),
    ];
  };
  const send = (invitation: string, area: string) =>
    manyi.send(randomUUID(), { ...shortAnswers(), S3_street: area }, { invitation });

  it('reads the total as it is, how many were used in twenties, and no answer, until the wave is sealed', async () => {
    const evaluator = await manyi.signIn('evaluator');
    const tokens = await manyi.invite(60);
    for (const token of tokens.slice(0, 19)) await send(token, 'songyue');
    expect(await told(evaluator)).toEqual([19, [], ['0 songyue']]);
    await send(tokens[19]!, 'luming');
    expect(await told(evaluator)).toEqual([20, [], ['20 songyue']]);
    for (const token of tokens.slice(20, 35)) await send(token, 'luming');
    await answers(21);
    expect(await told(evaluator)).toEqual([56, ['20 open songyue'], ['20 songyue']]);
    await closeWave(manyi.deps, manyi.wave, commandLine);
    expect(await told(evaluator)).toEqual([56, ['20 open songyue'], ['20 songyue']]);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    expect(await told(evaluator)).toEqual([
      56,
      ['16 invitation luming', '19 invitation songyue', '21 open songyue'],
      undefined,
    ]);
  });

  it('reads how many invitations were used in twenties, and exactly when the wave is sealed', async () => {
    const evaluator = await manyi.signIn('evaluator');
    const used = async () => {
      const address = `/api/waves/${manyi.wave}/invitation-batches`;
      const reply = await manyi.app.request(address, { headers: evaluator });
      return ((await reply.json()) as { used: number }[]).map(({ used }) => used);
    };
    const tokens = await manyi.invite(30);
    for (const token of tokens.slice(0, 19)) await send(token, 'songyue');
    expect(await used()).toEqual([0]);
    for (const token of tokens.slice(19, 27)) await send(token, 'songyue');
    expect(await used()).toEqual([20]);
    await closeWave(manyi.deps, manyi.wave, commandLine);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    expect(await used()).toEqual([27]);
  });

  it('exports no answer by invitation before the wave is sealed, and those of the open link in twenties', async () => {
    const evaluator = await manyi.signIn('evaluator');
    const rows = async () => {
      const reply = await manyi.app.request(`/api/waves/${manyi.wave}/responses.csv`, { headers: evaluator });
      return (await reply.text()).trim().split('\r\n').length - 1;
    };
    for (const token of await manyi.invite(41)) await send(token, 'songyue');
    await answers(39);
    expect(await rows()).toBe(20);
    await answers(1);
    expect(await rows()).toBe(40);
    await closeWave(manyi.deps, manyi.wave, commandLine);
    await sealWave(manyi.deps, manyi.wave, commandLine);
    expect(await rows()).toBe(81);
  });
});
