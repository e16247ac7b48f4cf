import { beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../people/add-user.ts';
import { json, TEST_PASSWORD, testManyi, type TestManyi } from '../testing.ts';
import { commandLine } from './audit-event.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

describe('signing in', () => {
  const attempt = (name: string, password: string) =>
    manyi.app.request('/api/session', json('POST', { name, password }));

  it('tells a wrong name from a wrong password by nothing', async () => {
    await manyi.signIn('official');
    const wrong = await attempt('official *', 'wrong password');
    const unknown = await attempt('nobody', 'wrong password');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  it('locks after five failures, for fifteen minutes', async () => {
    await manyi.signIn('official');
    for (let failure = 0; failure < 5; failure++) await attempt('official *', 'wrong password');
    expect((await attempt('official *', TEST_PASSWORD)).status).toBe(429);
    manyi.setClock(manyi.deps.clock() + 16 * 60_000);
    expect((await attempt('official *', TEST_PASSWORD)).status).toBe(200);
  }, 20_000);

  it('is refused for a name that is no text, before anybody is looked for', async () => {
    expect((await attempt('\u0000\ud800', 'x')).status).toBe(400);
  });

  it('ends after half an hour of rest, and at once on signing out', async () => {
    const headers = await manyi.signIn('official');
    const who = () => manyi.app.request('/api/session', { headers });
    expect((await who()).status).toBe(200);
    manyi.setClock(manyi.deps.clock() + 31 * 60_000);
    expect((await who()).status).toBe(401);
    const again = await manyi.signIn('official');
    await manyi.app.request('/api/session', {
      method: 'DELETE',
      headers: { ...again, origin: 'http://localhost' },
    });
    expect((await manyi.app.request('/api/session', { headers: again })).status).toBe(401);
  });

  it('lets in once by a link, which keeps until a good password comes with it', async () => {
    const { link } = await addUser(
      manyi.deps,
      'New person',
      [{ role: 'official', programme: '*' }],
      commandLine,
    );
    const path = `/api/sign-in-links/${link}`;
    expect(await (await manyi.app.request(path)).json()).toEqual({
      purpose: 'setPassword',
      name: 'New person',
    });
    expect((await manyi.app.request(path, json('POST', { password: 'short' }))).status).toBe(422);
    expect((await manyi.app.request(path, json('POST', { password: 'a good long one' }))).status).toBe(200);
    expect((await manyi.app.request(path, json('POST', { password: 'another long one' }))).status).toBe(410);
    expect((await attempt('New person', 'a good long one')).status).toBe(200);
  });

  it('keeps neither password nor session as they are', async () => {
    const { cookie } = await manyi.signIn('official');
    const token = cookie!.split('=')[1]!;
    expect(await manyi.deps.storage.session(token)).toBe(undefined);
    expect((await manyi.deps.storage.userByName('official *'))!.passwordHash).toMatch(/^scrypt\$17\$8\$1\$/);
  });
});
