import { describe, expect, it } from 'vitest';
import type { Grant, SignInLink, User } from '../storage.ts';
import { MOST_KNOWN_PLACES } from '../verbs/users.ts';
import { anEvent } from './audit.contract.ts';
import { aProposal, aSessionOf, aUser } from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

const administrator: Grant = { role: 'administrator', programme: '*' };
const link: SignInLink = { tokenHash: 'link', user: 'user-1', purpose: 'setPassword', expiresAt: 100 };

/** Who is let in, who is not, and what is counted for it. */
export function describeAccess(open: OpenEmptyStorage): void {
  describe('counting', () => {
    const subject = freshForEachTest(open);
    const count = (most: number, now = 100, ...keys: string[]) =>
      subject.storage.tryToCount(
        (keys.length === 0 ? ['wang'] : keys).map((key) => ({ key, most })),
        now,
        now - 50,
      );

    it('lets through as many as it may, of however many who come at once', async () => {
      const passed = await Promise.all(Array.from({ length: 60 }, () => count(5)));
      expect(passed.filter(Boolean)).toHaveLength(5);
      await subject.reopen();
      expect(await count(5)).toBe(false);
      expect(await count(6)).toBe(true);
    });

    it('counts under every key or under none', async () => {
      expect(await count(1, 100, 'wang', 'network')).toBe(true);
      expect(await count(1, 100, 'li', 'network')).toBe(false);
      expect(await count(1, 100, 'li')).toBe(true);
    });

    it('looks back so far and no further', async () => {
      expect(await count(1, 100)).toBe(true);
      expect(await count(1, 150)).toBe(false);
      expect(await count(1, 151)).toBe(true);
    });

    it('takes what was counted in the future as of now, so that a clock set back locks for no longer', async () => {
      expect(await count(1, 1_000_000)).toBe(true);
      expect(await count(1, 100)).toBe(false);
      expect(await count(1, 151)).toBe(true);
    });

    it('forgets a key, or takes one count back', async () => {
      for (const key of ['cleared', 'taken back']) {
        await count(9, 100, key);
        await count(9, 100, key);
      }
      await subject.storage.uncount(['cleared'], ['taken back'], 100);
      expect([await count(1, 100, 'cleared'), await count(2, 100, 'taken back')]).toEqual([true, true]);
      expect(await count(2, 100, 'taken back')).toBe(false);
    });
  });

  describe('disabling', () => {
    const subject = freshForEachTest(open);

    async function withEverything(changes: Partial<User> = {}) {
      await subject.storage.putUser(aUser({ passwordHash: 'scrypt$1', ...changes }));
      await subject.storage.addSignInLink(link);
      await subject.storage.addSession(aSessionOf('user-1'));
    }

    it('takes links and sessions, and lets none come after', async () => {
      await withEverything();
      expect(await subject.storage.disableUser('user-1')).toBe('done');
      expect(await subject.storage.signInLink('link', 1)).toBeUndefined();
      expect(await subject.storage.sessionsOf('user-1')).toEqual([]);
      expect(await subject.storage.addSession(aSessionOf('user-1'))).toBe(false);
      expect(await subject.storage.addSignInLink(link)).toBe(false);
      expect(await subject.storage.setPassword('user-1', 'scrypt$2', anEvent())).toBe(false);
      expect(await subject.storage.setSecondFactor('user-1', { secondFactor: 's' })).toBe(false);
      expect(await subject.storage.user('user-1')).toMatchObject({
        isDisabled: true,
        passwordHash: 'scrypt$1',
      });
    });

    it('can be taken back, and is disabled no more than once', async () => {
      await withEverything();
      expect(await subject.storage.enableUser('user-1')).toBe(false);
      await subject.storage.disableUser('user-1');
      expect(await subject.storage.enableUser('user-1')).toBe(true);
      expect(await subject.storage.user('user-1')).toStrictEqual(aUser({ passwordHash: 'scrypt$1' }));
      expect(await subject.storage.addSession(aSessionOf('user-1'))).toBe(true);
      expect(await subject.storage.disableUser('unknown')).toBe('unknown');
    });

    it('wins against a link that is being used, a password, a session, a new link, whichever is first', async () => {
      for (let round = 0; round < 12; round += 1) {
        const id = `user-${round}`;
        const tokenHash = `link-${round}`;
        await subject.storage.putUser(aUser({ id, name: id, passwordHash: 'scrypt$1' }));
        await subject.storage.addSignInLink({ ...link, user: id, tokenHash });
        const disable = () => subject.storage.disableUser(id);
        const others = [
          () => subject.storage.usePasswordLink(tokenHash, 1, 'scrypt$2', anEvent()),
          () => subject.storage.addSession(aSessionOf(id, { tokenHash: `session-${round}` })),
          () => subject.storage.addSignInLink({ ...link, user: id, tokenHash: `new-${round}` }),
          () => subject.storage.setPassword(id, 'scrypt$3', anEvent()),
        ];
        const all: (() => Promise<unknown>)[] = others.slice();
        all.splice(round % (others.length + 1), 0, disable);
        await Promise.all(all.map((each) => each()));
        expect((await subject.storage.user(id))?.isDisabled).toBe(true);
        expect(await subject.storage.sessionsOf(id)).toEqual([]);
        expect(await subject.storage.signInLink(tokenHash, 1)).toBeUndefined();
        expect(await subject.storage.signInLink(`new-${round}`, 1)).toBeUndefined();
      }
    });

    it('keeps the last administrator who can sign in, also when two want to be rid of each other', async () => {
      await withEverything({ grants: [administrator] });
      await subject.storage.putUser(aUser({ id: 'new', name: 'New', grants: [administrator] }));
      expect(await subject.storage.disableUser('user-1')).toBe('lastAdministrator');
      expect(await subject.storage.setGrants('user-1', [])).toBe('lastAdministrator');
      const more: Grant = { role: 'official', programme: 'demo' };
      expect(await subject.storage.setGrants('user-1', [administrator, more])).toBe('done');
      await subject.storage.setPassword('new', 'scrypt$1', anEvent());
      const outcomes = await Promise.all([
        subject.storage.disableUser('user-1'),
        subject.storage.setGrants('new', []),
      ]);
      expect([...outcomes].sort()).toEqual(['done', 'lastAdministrator']);
      expect(await subject.storage.disableUser('user-1')).not.toBe('unknown');
    });
  });

  describe('a password that is set', () => {
    const subject = freshForEachTest(open);

    it('changes nothing else of the person, and ends links and sessions but the one it is told', async () => {
      const user = aUser({ passwordHash: 'scrypt$1', grants: [administrator], secondFactor: 'sealed' });
      await subject.storage.putUser(user);
      await subject.storage.addSignInLink(link);
      for (const tokenHash of ['this one', 'another']) {
        await subject.storage.addSession(aSessionOf('user-1', { tokenHash }));
      }
      expect(await subject.storage.setPassword('user-1', 'scrypt$2', anEvent(), 'this one')).toBe(true);
      expect(await subject.storage.user('user-1')).toStrictEqual({ ...user, passwordHash: 'scrypt$2' });
      const left = await subject.storage.sessionsOf('user-1');
      expect(left.map(({ tokenHash }) => tokenHash)).toEqual(['this one']);
      expect(await subject.storage.signInLink('link', 1)).toBeUndefined();
    });

    it('by a link uses it up, once of many times at once, and not when it has expired', async () => {
      await subject.storage.putUser(aUser());
      await subject.storage.addSignInLink(link);
      expect(await subject.storage.usePasswordLink('link', 100, 'late', anEvent())).toBe(false);
      const used = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          subject.storage.usePasswordLink('link', 99, `scrypt$${index}`, anEvent()),
        ),
      );
      expect(used.filter(Boolean)).toHaveLength(1);
      expect((await subject.storage.user('user-1'))?.passwordHash).toBe(`scrypt$${used.indexOf(true)}`);
    });
  });

  describe('places somebody signed in from', () => {
    const subject = freshForEachTest(open);

    it('are known for that person, the last ones', async () => {
      await subject.storage.putUser(aUser());
      await subject.storage.putUser(aUser({ id: 'user-2', name: 'Li' }));
      for (let number = 0; number <= MOST_KNOWN_PLACES; number += 1) {
        const session = aSessionOf('user-1', { tokenHash: `${number}`, createdAt: number });
        await subject.storage.addSession(session, undefined, [`place ${number}`]);
      }
      const asked = ['place 0', 'place 1', `place ${MOST_KNOWN_PLACES}`, 'elsewhere'];
      const known = await subject.storage.knownPlaces('user-1', asked);
      expect([...known].sort()).toEqual(['place 1', `place ${MOST_KNOWN_PLACES}`]);
      expect(await subject.storage.knownPlaces('user-2', asked)).toEqual([]);
    });
  });

  describe('second factors', () => {
    const subject = freshForEachTest(open);

    it('take each time step once, forwards only, unless a clock was set back', async () => {
      await subject.storage.putUser(aUser());
      expect(
        await subject.storage.setSecondFactor('user-1', { secondFactor: 'sealed', lastCodeStep: 7 }),
      ).toBe(true);
      const taken = await Promise.all(
        Array.from({ length: 9 }, () => subject.storage.useCodeStep('user-1', 8, 9)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await subject.storage.useCodeStep('user-1', 7, 9)).toBe(false);
      expect(await subject.storage.useCodeStep('user-1', 3, 4)).toBe(true);
      expect(await subject.storage.useCodeStep('user-1', 3, 4)).toBe(false);
    });

    it('take each recovery code once, and go with what belongs to them', async () => {
      await subject.storage.putUser(aUser());
      const factor = { secondFactor: 'sealed', recoveryCodes: '["a","b"]' };
      await subject.storage.setSecondFactor('user-1', factor);
      const taken = await Promise.all(
        Array.from({ length: 9 }, () => subject.storage.useRecoveryCode('user-1', 'a', anEvent())),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect((await subject.storage.user('user-1'))?.recoveryCodes).toBe('["b"]');
      const notice = { user: 'user-1', at: 5, kind: 'secondFactorReset', by: 'Li' } as const;
      await subject.storage.addSession(aSessionOf('user-1'));
      await subject.storage.setSecondFactor('user-1', {}, anEvent(), { notice });
      expect(await subject.storage.user('user-1')).toStrictEqual(aUser());
      expect(await subject.storage.sessionsOf('user-1')).toEqual([]);
      expect(await subject.storage.notices('user-1')).toStrictEqual([notice]);
    });
  });

  describe('what waits for somebody', () => {
    const subject = freshForEachTest(open);

    it('is told until it was read', async () => {
      await subject.storage.putUser(aUser());
      const notice = { user: 'user-1', at: 5, kind: 'linkIssued', by: '李管理' } as const;
      await subject.storage.addSignInLink(link, undefined, notice);
      await subject.storage.addSignInLink(link, undefined, { ...notice, at: 9 });
      await subject.storage.removeNotices('user-1', 5);
      expect(await subject.storage.notices('user-1')).toStrictEqual([{ ...notice, at: 9 }]);
    });

    it('is proposed by one and taken by one', async () => {
      await subject.storage.putUser(aUser());
      await subject.storage.addProposal(aProposal({ id: 'later', proposedAt: 200 }));
      await subject.storage.addProposal(aProposal());
      await subject.reopen();
      expect(await subject.storage.proposals()).toStrictEqual([
        aProposal(),
        aProposal({ id: 'later', proposedAt: 200 }),
      ]);
      const taken = await Promise.all(
        Array.from({ length: 9 }, () => subject.storage.takeProposal('proposal-1')),
      );
      expect(taken.filter((proposal) => proposal !== undefined)).toStrictEqual([aProposal()]);
    });
  });
}
