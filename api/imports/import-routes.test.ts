import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { json, testManyi, type TestManyi } from '../testing.ts';
import type { ImportProgress } from './import-progress.ts';
import { passengers } from './passengers.test-data.ts';

let manyi: TestManyi;
let folder: string;
beforeEach(async () => {
  manyi = await testManyi();
  folder = await mkdtemp(join(tmpdir(), 'manyi-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

const { file, many, waveIds } = passengers(
  () => manyi,
  () => folder,
);

describe('an import over HTTP', () => {
  const send = async (path: string, headers: Record<string, string>) =>
    manyi.app.request('/api/programmes/airport-passengers/imports?mapping=sfo-2014-2018&fileName=a.csv', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/csv' },
      body: await readFile(path),
    });
  const progressOf = async (id: string, headers: Record<string, string>) =>
    (await (await manyi.app.request(`/api/imports/${id}`, { headers })).json()) as ImportProgress;

  it('tells how far it is, is listed when done, and can be undone', async () => {
    const headers = await manyi.signIn('evaluator');
    const reply = await send(await file(many(700)), headers);
    expect(reply.status).toBe(202);
    const { id } = (await reply.json()) as { id: string };
    await expect.poll(async () => (await progressOf(id, headers)).state, { timeout: 20_000 }).toBe('done');
    const listed = await manyi.app.request('/api/programmes/airport-passengers/imports', { headers });
    expect(await listed.json()).toMatchObject([{ id, state: 'done', rowsStored: 700 }]);
    const undo = { ...json('DELETE', {}, headers) };
    expect((await manyi.app.request(`/api/imports/${id}`, undo)).status).toBe(204);
    expect((await progressOf(id, headers)).state).toBe('undone');
    expect(await waveIds()).toEqual([]);
  });

  it('has so many places at once for one person, who is told to wait for one of them', async () => {
    const headers = await manyi.signIn('evaluator');
    const path = await file(many(300));
    const replies = await Promise.all([1, 2, 3].map(() => send(path, headers)));
    expect(replies.map(({ status }) => status).sort()).toEqual([202, 202, 503]);
    const told = await Promise.all(replies.map(async (reply) => (await reply.json()) as { id?: string }));
    expect(told.filter(({ id }) => id === undefined)).toMatchObject([{ code: 'waitYourTurn' }]);
    const ids = told.flatMap(({ id }) => id ?? []);
    // One after the other, so that the second finds what the first stored.
    const states = async () =>
      (await Promise.all(ids.map((id) => progressOf(id, headers)))).map(({ state }) => state).sort();
    await expect.poll(states, { timeout: 20_000 }).toEqual(['done', 'refused']);
    await expect.poll(async () => (await send(path, headers)).status).toBe(202);
  });

  it('is refused to whom it is not allowed, and for a mapping that is not there', async () => {
    const path = await file(many(20));
    expect((await send(path, await manyi.signIn('official'))).status).toBe(403);
    const headers = { ...(await manyi.signIn('evaluator')), 'content-type': 'text/csv' };
    const address = '/api/programmes/airport-passengers/imports?mapping=none';
    expect((await manyi.app.request(address, { method: 'POST', headers, body: 'a\n1\n' })).status).toBe(404);
  });
});
