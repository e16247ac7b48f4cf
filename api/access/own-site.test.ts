import { beforeEach, describe, expect, it } from 'vitest';
import { grant, type Headers } from '../asking.test-data.ts';
import { json, TEST_PASSWORD, testManyi, testPasswordHash, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});

describe('requests', () => {
  const attempt = (headers: Headers) => manyi.app.request('/api/session', { method: 'DELETE', headers });

  it('from other sites are refused whatever they say besides', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
    ]) {
      expect([headers, (await attempt(headers)).status]).toEqual([headers, 403]);
    }
  });

  it('from our own pages are carried out, also without a body, old browsers, and behind TLS', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'http://localhost' },
      { origin: 'https://localhost' },
      {},
    ] as Headers[]) {
      expect([headers, (await attempt(headers)).status]).toEqual([headers, 204]);
    }
  });

  it('get answers that no browser keeps', async () => {
    const evaluator = await manyi.signIn('evaluator');
    for (const path of [
      '/api/session',
      '/api/programmes/quality-district/releases',
      '/api/account',
      '/api/users',
    ]) {
      const reply = await manyi.app.request(path, { headers: evaluator });
      expect([path, reply.headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });

  it('with a public https address get a cookie no other site can set, and stay with TLS', async () => {
    const secure = await testManyi(undefined, { publicUrl: 'https://survey.example' });
    await secure.deps.storage.putUser({
      id: 'wang',
      name: 'Wang',
      passwordHash: await testPasswordHash,
      isDisabled: false,
      grants: [grant('official')],
    });
    const reply = await secure.app.request(
      '/api/session',
      json('POST', { name: 'Wang', password: TEST_PASSWORD }, { origin: 'https://survey.example' }),
    );
    const cookies = reply.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies)
      expect(cookie).toMatch(
        /^__Host-manyi_(session=[\w-]{65}|device=[\w-]{43}); .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    expect(reply.headers.get('strict-transport-security')).toBe('max-age=31536000');
    const cookie = cookies[0]!.split(';')[0]!;
    expect((await secure.app.request('/api/session', { headers: { cookie } })).status).toBe(200);
    const planted = { cookie: cookie.replace('__Host-', '') };
    expect((await secure.app.request('/api/session', { headers: planted })).status).toBe(401);
    expect((await manyi.app.request('/')).headers.get('strict-transport-security')).toBe(null);
  });
});
