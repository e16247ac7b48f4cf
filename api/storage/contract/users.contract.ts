import { describe, expect, it } from 'vitest';
import type { Role } from '../../access/roles.ts';
import type { Grant, SignInLink } from '../storage.ts';
import { aSessionOf, aUser } from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function describeUsers(open: OpenEmptyStorage): void {
  describe('users', () => {
    const subject = freshForEachTest(open);
    const evaluator: Grant = { role: 'evaluator', programme: 'demo' };
    const administrator: Grant = { role: 'administrator', programme: '*' };
    const official: Grant = { role: 'official', programme: 'demo' };

    it('are handed back by id and name, also after reopening', async () => {
      const user = aUser({ passwordHash: 'scrypt$1', isDisabled: true, grants: [evaluator] });
      const fresh = aUser({ id: 'user-2', name: 'Li' });
      expect(await subject.storage.putUser(user)).toBe('stored');
      expect(await subject.storage.putUser(fresh)).toBe('stored');
      await subject.reopen();
      expect(await subject.storage.user('user-1')).toStrictEqual(user);
      expect(await subject.storage.userByName('王评估')).toStrictEqual(user);
      expect(await subject.storage.users()).toStrictEqual([fresh, user]);
      expect(await subject.storage.user('unknown')).toBeUndefined();
      expect(await subject.storage.userByName('unknown')).toBeUndefined();
    });

    it('have as many grants as were given, each once, by programme and role', async () => {
      await subject.storage.putUser(aUser({ grants: [official, administrator, evaluator, official] }));
      expect((await subject.storage.user('user-1'))?.grants).toEqual([administrator, evaluator, official]);
    });

    it('are replaced whole: name, password, state and grants', async () => {
      await subject.storage.putUser(aUser({ passwordHash: 'scrypt$1', grants: [administrator] }));
      const changed = aUser({ name: 'Wang', isDisabled: true, grants: [evaluator] });
      expect(await subject.storage.putUser(changed)).toBe('stored');
      expect(await subject.storage.users()).toStrictEqual([changed]);
      expect(await subject.storage.userByName('王评估')).toBeUndefined();
    });

    it('keep their name to themselves', async () => {
      await subject.storage.putUser(aUser());
      const other = aUser({ id: 'user-2', name: 'Li', grants: [evaluator] });
      await subject.storage.putUser(other);
      expect(await subject.storage.putUser(aUser({ id: 'user-3' }))).toBe('nameTaken');
      expect(await subject.storage.putUser({ ...other, name: '王评估', grants: [] })).toBe('nameTaken');
      expect(await subject.storage.users()).toStrictEqual([other, aUser()]);
    });

    it('are one where their names read the same, however they were typed', async () => {
      const user = aUser({ name: ' Ｗang  Li' });
      await subject.storage.putUser(user);
      for (const name of ['wang li', 'WANG LI ', 'Wang\u00a0Li', 'wang\u200b li']) {
        expect(await subject.storage.putUser(aUser({ id: 'user-2', name }))).toBe('nameTaken');
        expect(await subject.storage.userByName(name)).toStrictEqual(user);
      }
      expect(await subject.storage.putUser({ ...user, name: 'Wang Li' })).toBe('stored');
    });

    it('put back from an archive of before keep names that read the same, and none is lost', async () => {
      const [one, other] = [aUser({ name: 'Li' }), aUser({ id: 'user-2', name: 'LI' })];
      async function* pages() {
        yield { kind: 'user' as const, rows: [one, other] };
      }
      expect(await subject.storage.restoreArchive(pages())).toBe('restored');
      expect(await subject.storage.userByName('Li')).toStrictEqual(one);
      expect(await subject.storage.userByName('LI')).toStrictEqual(other);
      expect(await subject.storage.putUser({ ...other, isDisabled: true })).toBe('stored');
    });

    it('are not taken for those whose name is left of one that cannot be stored', async () => {
      await subject.storage.putUser(aUser({ name: '\ufffd' }));
      const broken = aUser({ id: 'user-2', name: '\ud800' });
      await expect(subject.storage.putUser(broken)).rejects.toThrow(
        'users.name holds a value that cannot be stored unchanged',
      );
    });

    it('with a role without a name are refused whole', async () => {
      const user = aUser({ grants: [evaluator, { role: '' as Role, programme: '*' }] });
      await expect(subject.storage.putUser(user)).rejects.toThrow(/check constraint.*role/i);
      expect(await subject.storage.users()).toEqual([]);
    });

    it('keep whatever role they are given: which there are is asked before, on the way in', async () => {
      const surveyor = { role: 'surveyor' as Role, programme: 'demo' };
      expect(await subject.storage.putUser(aUser({ grants: [evaluator, surveyor] }))).toBe('stored');
      await subject.reopen();
      expect((await subject.storage.user('user-1'))?.grants).toEqual([evaluator, surveyor]);
    });
  });
}

export function describeSignIn(open: OpenEmptyStorage): void {
  describe('sessions', () => {
    const subject = freshForEachTest(open);
    const aSession = aSessionOf('user-1');

    it('stay until they are removed, also after reopening', async () => {
      await subject.storage.putUser(aUser());
      await subject.storage.addSession(aSession);
      await subject.reopen();
      expect(await subject.storage.session('token')).toStrictEqual(aSession);
      await subject.storage.removeSession('token');
      expect(await subject.storage.session('token')).toBeUndefined();
    });

    it('remember when they were last seen, which never goes back', async () => {
      await subject.storage.putUser(aUser());
      await subject.storage.addSession(aSession);
      await subject.storage.touchSession('token', 30);
      await subject.storage.touchSession('token', 20);
      await subject.storage.touchSession('unknown', 40);
      expect(await subject.storage.session('token')).toStrictEqual({ ...aSession, lastSeenAt: 30 });
      expect(await subject.storage.session('unknown')).toBeUndefined();
    });

    it('of one person end together, those of others go on', async () => {
      await subject.storage.putUser(aUser());
      await subject.storage.putUser(aUser({ id: 'user-2', name: 'Li' }));
      await subject.storage.addSession(aSession);
      await subject.storage.addSession({ ...aSession, tokenHash: 'second' });
      await subject.storage.addSession({ ...aSession, tokenHash: 'others', user: 'user-2' });
      await subject.storage.removeSessionsOf('user-1');
      expect(await subject.storage.session('token')).toBeUndefined();
      expect(await subject.storage.session('second')).toBeUndefined();
      expect((await subject.storage.session('others'))?.user).toBe('user-2');
    });

    it('outlast a change of their user', async () => {
      await subject.storage.putUser(aUser());
      await subject.storage.addSession(aSession);
      await subject.storage.putUser(aUser({ name: 'Wang' }));
      expect(await subject.storage.session('token')).toStrictEqual(aSession);
    });

    it('are for users there are, one per token', async () => {
      await expect(subject.storage.addSession(aSession)).rejects.toThrow(/foreign key constraint/i);
      await subject.storage.putUser(aUser());
      await subject.storage.addSession(aSession);
      await expect(subject.storage.addSession({ ...aSession, createdAt: 99 })).rejects.toThrow(
        /unique constraint/i,
      );
      expect(await subject.storage.session('token')).toStrictEqual(aSession);
    });
  });

  describe('sign-in links', () => {
    const subject = freshForEachTest(open);
    const link: SignInLink = { tokenHash: 'link', user: 'user-1', purpose: 'setPassword', expiresAt: 100 };

    async function withLink() {
      await subject.storage.putUser(aUser());
      await subject.storage.addSignInLink(link);
    }

    it('are handed out once, to one of many who try at once', async () => {
      await withLink();
      await subject.reopen();
      const taken = await Promise.all(
        Array.from({ length: 20 }, () => subject.storage.takeSignInLink('link', 50)),
      );
      expect(taken.filter((found) => found !== undefined)).toStrictEqual([link]);
      expect(await subject.storage.signInLink('link', 50)).toBeUndefined();
    });

    it('are looked at without being taken', async () => {
      await withLink();
      expect(await subject.storage.signInLink('link', 50)).toStrictEqual(link);
      expect(await subject.storage.signInLink('link', 50)).toStrictEqual(link);
      expect(await subject.storage.takeSignInLink('link', 50)).toStrictEqual(link);
    });

    it('are good until the millisecond before they expire', async () => {
      await withLink();
      expect(await subject.storage.signInLink('link', 99)).toStrictEqual(link);
      expect(await subject.storage.signInLink('link', 100)).toBeUndefined();
      expect(await subject.storage.takeSignInLink('link', 100)).toBeUndefined();
    });

    it('void those made before for the same person, and no others', async () => {
      await withLink();
      await subject.storage.putUser(aUser({ id: 'user-2', name: 'Li' }));
      await subject.storage.addSignInLink({ ...link, tokenHash: 'of Li', user: 'user-2' });
      expect(await subject.storage.addSignInLink({ ...link, tokenHash: 'new' })).toBe(true);
      expect(await subject.storage.takeSignInLink('link', 50)).toBeUndefined();
      expect((await subject.storage.signInLink('new', 50))?.user).toBe('user-1');
      expect((await subject.storage.signInLink('of Li', 50))?.user).toBe('user-2');
    });

    it('that are not there are not handed out', async () => {
      expect(await subject.storage.takeSignInLink('unknown', 0)).toBeUndefined();
      expect(await subject.storage.signInLink('unknown', 0)).toBeUndefined();
    });
  });
}
