import { beforeEach, describe, expect, it } from 'vitest';
import { asking, grant, type Headers } from '../asking.test-data.ts';
import { json, TEST_PASSWORD, testManyi, type TestManyi } from '../testing.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
});
const { ask, signIn, signedIn } = asking(() => manyi);

describe('the own account', () => {
  it('shows its sessions, and ends one or all others', async () => {
    const [first, second] = [await signedIn('Wang', grant('official')), await signIn('Wang')];
    const third = await signIn('Wang');
    type Account = { sessions: { id: string; isThis: boolean; network: string }[] };
    const sessions = async (headers: Headers) =>
      ((await ask('GET', '/api/account', headers)).body as unknown as Account).sessions;
    const mine = await sessions(first);
    expect(mine.map(({ network }) => network)).toEqual(['local', 'local', 'local']);
    expect(mine.filter(({ isThis }) => isThis)).toHaveLength(1);
    const own = (await sessions(second)).find(({ isThis }) => isThis)!.id;
    expect((await ask('DELETE', `/api/account/sessions/${own}`, first)).status).toBe(204);
    expect((await ask('GET', '/api/session', second)).status).toBe(401);
    expect((await ask('DELETE', '/api/account/sessions', first)).body).toEqual({ ended: 1 });
    expect((await ask('GET', '/api/session', third)).status).toBe(401);
    expect((await ask('GET', '/api/session', first)).status).toBe(200);
  });

  it('changes its password with the old one, and other sessions end', async () => {
    const here = await signedIn('Wang', grant('official'));
    const elsewhere = await signIn('Wang');
    const change = (old: string, password: string) =>
      ask('PUT', '/api/account/password', here, { old, password });
    expect((await change('wrong', 'gelbe Rüben 27')).body['code']).toBe('wrongOldPassword');
    expect((await change(TEST_PASSWORD, 'woaini1314520')).body['code']).toBe('passwordTooWeak');
    expect((await change(TEST_PASSWORD, 'gelbe Rüben 27')).status).toBe(204);
    expect((await ask('GET', '/api/session', elsewhere)).status).toBe(401);
    expect((await ask('GET', '/api/session', here)).status).toBe(200);
    const reply = await manyi.app.request(
      '/api/session',
      json('POST', { name: 'Wang', password: 'gelbe Rüben 27' }),
    );
    expect(reply.status).toBe(200);
  });

  it('gives no more guesses at the old password than the door does', async () => {
    const here = await signedIn('Wang', grant('official'));
    const guess = () => ask('PUT', '/api/account/password', here, { old: 'wrong', password: 'x' });
    const codes: unknown[] = [];
    for (let turn = 0; turn < 7; turn += 1) codes.push((await guess()).body['code']);
    expect(codes.filter((code) => code === 'wrongOldPassword')).toHaveLength(5);
    expect(codes.at(-1)).toBe('tooManyAttempts');
  });

  it('is told of a link that was made for it, until that was read', async () => {
    const wang = await signedIn('Wang', grant('official'));
    const administrator = await manyi.signIn('administrator');
    await ask('POST', '/api/users/Wang/link', administrator);
    const notices = async () => (await ask('GET', '/api/account', wang)).body['notices'];
    expect(await notices()).toMatchObject([{ kind: 'linkIssued', by: 'administrator *' }]);
    await ask('DELETE', '/api/account/notices', wang);
    expect(await notices()).toEqual([]);
  });

  it('is signed out everywhere by an administrator', async () => {
    const wang = await signedIn('Wang', grant('official'));
    const administrator = await manyi.signIn('administrator');
    expect((await ask('DELETE', '/api/users/Wang/sessions', administrator)).body).toEqual({ ended: 1 });
    expect((await ask('GET', '/api/session', wang)).status).toBe(401);
  });
});
