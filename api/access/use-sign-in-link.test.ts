import { beforeEach, describe, expect, it } from 'vitest';
import { asking, grant } from '../asking.test-data.ts';
import { addUser } from '../people/add-user.ts';
import { changePeople } from '../people/change-people.ts';
import { disableUser } from '../people/disable-user.ts';
import { json, TEST_PASSWORD, testManyi, testPasswordHash, type TestManyi } from '../testing.ts';
import { commandLine } from './audit-event.ts';
import { userByPassword } from './sign-in.ts';
import { newSignInLink, useLink } from './use-sign-in-link.ts';

let manyi: TestManyi;
beforeEach(async () => {
  manyi = await testManyi();
  await manyi.deps.storage.putUser({
    id: 'wang',
    name: 'Wang',
    passwordHash: await testPasswordHash,
    isDisabled: false,
    grants: [],
  });
});

const { ask, signedIn } = asking(() => manyi);

/** Whether the door opens for this password. */
async function outcomeOf({ password, network = '192.0.2.1' }: { password: string; network?: string }) {
  return userByPassword(manyi.deps, { name: 'Wang', password, network }).then(
    ({ id }) => id,
    () => 'refused',
  );
}

describe('links and disabling', () => {
  const link = () => newSignInLink(manyi.deps, 'wang', 'setPassword', commandLine);
  const use = (token: string, password: string) =>
    useLink(manyi.deps, token, { password, network: '192.0.2.1' });

  it('a new link voids the one before, and using one ends every session', async () => {
    const { cookie } = await manyi.signIn('official');
    const official = (await manyi.deps.storage.userByName('official *'))!.id;
    const before = await newSignInLink(manyi.deps, official, 'setPassword', commandLine);
    const after = await newSignInLink(manyi.deps, official, 'setPassword', commandLine);
    await expect(use(before, 'gelbe Rüben 27')).rejects.toThrow('was used before or has expired');
    await use(after, 'gelbe Rüben 27');
    const who = await manyi.app.request('/api/session', { headers: { cookie: cookie! } });
    expect(who.status).toBe(401);
  });

  it('whoever is shut out stays out, at whatever moment it happens while a link is used', async () => {
    for (const wait of [0, 1, 2, 4, 8, 16]) {
      const token = await link();
      const entering = use(token, 'gelbe Rüben 27').then(
        () => 'entered',
        () => 'refused',
      );
      await new Promise((resolve) => setTimeout(resolve, wait));
      await disableUser(manyi.deps, 'wang', commandLine);
      await entering;
      expect((await manyi.deps.storage.user('wang'))!.isDisabled).toBe(true);
      expect(await outcomeOf({ password: 'gelbe Rüben 27', network: `192.0.2.${wait}` })).not.toBe('wang');
      await changePeople(manyi.deps, { kind: 'enableUser', user: 'wang' }, commandLine);
    }
  });

  it('whoever is shut out gets no link, and comes back with the password of before', async () => {
    await disableUser(manyi.deps, 'wang', commandLine);
    await expect(link()).rejects.toThrow('is shut out');
    await changePeople(manyi.deps, { kind: 'enableUser', user: 'wang' }, commandLine);
    expect(await outcomeOf({ password: TEST_PASSWORD })).toBe('wang');
  });

  it('a session that is begun while somebody is shut out does not come to be', async () => {
    const token = await newSignInLink(manyi.deps, 'wang', 'signIn', commandLine);
    await disableUser(manyi.deps, 'wang', commandLine);
    const reply = await manyi.app.request(`/api/sign-in-links/${token}`, json('POST', {}));
    expect(reply.status).toBe(410);
  });

  it('the last administrator is not shut out, by nobody', async () => {
    const administrator = await manyi.signIn('administrator');
    const path = `/api/users/${encodeURIComponent('administrator *')}/disable`;
    const reply = await manyi.app.request(path, json('POST', {}, administrator));
    expect([reply.status, await reply.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'lastAdministrator' }),
    ]);
  });

  it('a name that reads like another is taken', async () => {
    await expect(addUser(manyi.deps, 'ＷANG', [], commandLine)).rejects.toThrow('This name is taken');
  });
});

describe('a demonstration link', () => {
  it('signs in without a password', async () => {
    await signedIn('Zhao', grant('official'));
    const token = await newSignInLink(manyi.deps, 'Zhao', 'signIn', commandLine);
    expect((await ask('POST', `/api/sign-in-links/${token}`, {})).body).toMatchObject({ name: 'Zhao' });
  });
});
