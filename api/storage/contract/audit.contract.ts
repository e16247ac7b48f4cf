import { describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditEvent, chainStart, faultOfEntry } from '../audit-chain.ts';
import type { ArchivePage } from '../archive.ts';
import { chainFollower } from '../audit-seal.ts';
import type { AuditFilter, Storage } from '../storage.ts';
import {
  aBatch,
  aDecision,
  anExclusion,
  anAuditKey,
  aProposal,
  aRelease,
  aSessionOf,
  aUser,
  aWave,
  anImport,
  importedWave,
  openWave,
} from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function anEvent(changes: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: 1_700_000_000_000,
    actor: 'user-1',
    action: 'signedIn',
    subject: 'user-1',
    details: '{"network":"192.0.2.7","注":"“引号”"}',
    ...changes,
  };
}

/** The whole chain, with the first fault there is. */
async function readChain(
  storage: Storage,
): Promise<{ entries: readonly AuditEntry[]; fault: string | undefined }> {
  const entries = await storage.auditAfter(0, 1000);
  const faults = entries.map((entry, index) => faultOfEntry(entries[index - 1], entry));
  return { entries, fault: faults.find((fault) => fault !== undefined) };
}

async function* noPages(): AsyncGenerator<ArchivePage> {}

export function describeAudit(open: OpenEmptyStorage): void {
  describe('the audit chain', () => {
    const subject = freshForEachTest(open);

    it('is empty at first, and holds each event as it was given, also after reopening', async () => {
      expect(await subject.storage.lastAudit()).toBeUndefined();
      const first = await subject.storage.appendAudit(anEvent());
      expect(first).toMatchObject({ ...anEvent(), number: 1, previous: chainStart });
      await subject.reopen();
      const second = await subject.storage.appendAudit(anEvent({ action: 'signedOut' }));
      expect(second).toMatchObject({ number: 2, previous: first.hash });
      expect(await subject.storage.lastAudit()).toStrictEqual(second);
      expect(await readChain(subject.storage)).toStrictEqual({ entries: [first, second], fault: undefined });
    });

    it('is read page by page', async () => {
      for (let number = 1; number <= 5; number += 1)
        await subject.storage.appendAudit(anEvent({ at: number }));
      expect((await subject.storage.auditAfter(0, 2)).map(({ number }) => number)).toEqual([1, 2]);
      expect((await subject.storage.auditAfter(2, 2)).map(({ number }) => number)).toEqual([3, 4]);
      expect(await subject.storage.auditAfter(5, 2)).toEqual([]);
    });

    it('is read back by who, what, on what and when, the newest first', async () => {
      const { storage } = subject;
      const one = anEvent({ at: 1, actor: 'a', action: 'signedIn', subject: 'x' });
      for (const event of [
        one,
        { ...one, at: 2, actor: 'b' },
        { ...one, at: 3, action: 'signedOut' as const },
        { ...one, at: 4, subject: 'y' },
        { ...one, at: 5, subject: 'z' },
      ]) {
        await storage.appendAudit(event);
      }
      const numbers = async (filter: AuditFilter, limit = 10) =>
        (await storage.auditBack(filter, limit)).map(({ number }) => number);
      expect(await numbers({})).toEqual([5, 4, 3, 2, 1]);
      expect(await numbers({ below: 5 }, 2)).toEqual([4, 3]);
      expect(await numbers({ actor: 'b' })).toEqual([2]);
      expect(await numbers({ action: 'signedOut' })).toEqual([3]);
      expect(await numbers({ subjects: ['y', 'z', 'unknown'] })).toEqual([5, 4]);
      expect(await numbers({ subjects: [] })).toEqual([]);
      expect(await numbers({ from: 2, to: 4 })).toEqual([3, 2]);
      expect(await numbers({ actor: 'a', action: 'signedIn', from: 2, subjects: ['z'] })).toEqual([5]);
      expect(await storage.auditBack({ below: 2 }, 1)).toEqual([
        await storage.auditAfter(0, 1).then(([first]) => first),
      ]);
    });

    it('stays one chain when many append at once', async () => {
      const events = Array.from({ length: 30 }, (_, index) => anEvent({ at: index }));
      await Promise.all(events.map((event) => subject.storage.appendAudit(event)));
      const { entries, fault } = await readChain(subject.storage);
      expect(fault).toBeUndefined();
      expect(entries.map(({ at }) => at).sort((a, b) => a - b)).toEqual(events.map(({ at }) => at));
    });

    it('bears seals from the moment there is a key, and then takes no entry without one', async () => {
      const before = await subject.storage.appendAudit(anEvent());
      expect(before.seal).toBeUndefined();
      await subject.storage.useAuditKey(anAuditKey);
      const beginning = await subject.storage.appendAudit(anEvent({ action: 'auditSealed' }));
      const after = await subject.storage.appendAudit(anEvent());
      expect(new Set([beginning.seal, after.seal]).size).toBe(2);
      const chain = [before, beginning, after];
      expect(await subject.storage.auditAfter(0, 10)).toStrictEqual(chain);
      expect(chain.map(chainFollower(anAuditKey).faultOf)).toEqual([undefined, undefined, undefined]);

      await subject.reopen();
      await expect(subject.storage.appendAudit(anEvent())).rejects.toThrow(/each one bears a seal/);
      await expect(subject.storage.putUser(aUser(), anEvent())).rejects.toThrow(/each one bears a seal/);
      expect(await subject.storage.user(aUser().id)).toBeUndefined();
      await subject.storage.useAuditKey(anAuditKey);
      expect((await subject.storage.appendAudit(anEvent())).number).toBe(4);
    });

    it('bears a seal where an archive is put back by long work of its own', async () => {
      await subject.storage.useAuditKey(anAuditKey);
      await subject.storage.restoreArchive(noPages(), { event: anEvent({ action: 'archiveRestored' }) });
      const entry = (await subject.storage.lastAudit())!;
      expect(chainFollower(anAuditKey).faultOf(entry)).toBeUndefined();
      expect(entry.seal).toMatch(/^keys\./);
    });

    it('takes the event of each verb together with what the verb does', async () => {
      const { storage } = subject;
      const event = (subjectOfIt: string) => anEvent({ action: 'waveOpened', subject: subjectOfIt });
      await openWave(storage);
      await storage.createWave(aWave({ id: 'another' }), event('createWave'));
      await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 5 }, event('moveWave'));
      await storage.addInvitations(aBatch(), ['token'], event('addInvitations'));
      await storage.beginImport(anImport(), [importedWave()]);
      await storage.finishImport('import-1', 0, 9, event('finishImport'));
      await storage.undoImport('import-1', event('undoImport'));
      await storage.putUser(aUser(), event('putUser'));
      const session = aSessionOf('user-1', { tokenHash: 'session' });
      await storage.addSession(session, event('addSession'));
      await storage.removeSession('session', event('removeSession'));
      const link = { tokenHash: 'link', user: 'user-1', purpose: 'signIn', expiresAt: 10 } as const;
      await storage.addSignInLink(link, event('addSignInLink'));
      await storage.setPassword('user-1', 'scrypt$1', event('setPassword'));
      await storage.addSignInLink({ ...link, purpose: 'setPassword' });
      await storage.usePasswordLink('link', 1, 'scrypt$2', event('usePasswordLink'));
      await storage.setGrants('user-1', [], event('setGrants'));
      await storage.setSecondFactor('user-1', { recoveryCodes: '["code"]' }, event('setSecondFactor'));
      await storage.useRecoveryCode('user-1', 'code', event('useRecoveryCode'));
      await storage.addProposal(aProposal(), event('addProposal'));
      await storage.takeProposal('proposal-1', event('takeProposal'));
      await storage.tryToCount([{ key: 'key', most: 1 }], 5, 0, event('tryToCount'));
      await storage.addSession(session);
      await storage.removeSessionsOf('user-1', event('removeSessionsOf'));
      await storage.disableUser('user-1', event('disableUser'));
      await storage.enableUser('user-1', event('enableUser'));
      await storage.addRelease(aRelease(), { release: '{}' }, event('addRelease'));
      await storage.sealWave('demo-2024', 5, event('sealWave'));
      await storage.noteSealed('demo-2024', { responses: 1, digest: 'sealed' }, event('noteSealed'));
      await storage.askExclusion(anExclusion({ responses: '[]' }), event('askExclusion'));
      await storage.decideExclusion('demo-2024', 'exclusion-1', aDecision(), event('decideExclusion'));
      const { entries, fault } = await readChain(storage);
      expect(fault).toBeUndefined();
      expect(entries.map((entry) => entry.subject)).toEqual([
        'createWave',
        'moveWave',
        'addInvitations',
        'finishImport',
        'undoImport',
        'putUser',
        'addSession',
        'removeSession',
        'addSignInLink',
        'setPassword',
        'usePasswordLink',
        'setGrants',
        'setSecondFactor',
        'useRecoveryCode',
        'addProposal',
        'takeProposal',
        'tryToCount',
        'removeSessionsOf',
        'disableUser',
        'enableUser',
        'addRelease',
        'sealWave',
        'noteSealed',
        'askExclusion',
        'decideExclusion',
      ]);
    });

    it('says nothing of what was not done', async () => {
      const { storage } = subject;
      const event = anEvent({ action: 'waveOpened' });
      await openWave(storage);
      await storage.putUser(aUser());
      await storage.createWave(aWave(), event);
      await storage.moveWave('demo-2024', ['draft'], { state: 'open' }, event);
      await storage.undoImport('unknown', event);
      await storage.putUser(aUser({ id: 'user-2' }), event);
      await storage.removeSession('unknown', event);
      await storage.removeSessionsOf('user-1', event);
      await storage.enableUser('user-1', event);
      await storage.disableUser('unknown', event);
      await storage.setGrants('unknown', [], event);
      await storage.usePasswordLink('unknown', 1, 'scrypt$1', event);
      await storage.useRecoveryCode('user-1', 'unknown', event);
      await storage.takeProposal('unknown', event);
      await storage.tryToCount([{ key: 'key', most: 0 }], 5, 0, event);
      await storage.disableUser('user-1');
      await storage.setPassword('user-1', 'scrypt$1', event);
      await storage.setSecondFactor('user-1', {}, event);
      await storage.addSession(aSessionOf('user-1'), event);
      const link = { tokenHash: 'link', user: 'user-1', purpose: 'signIn', expiresAt: 10 } as const;
      await storage.addSignInLink(link, event);
      await storage.addRelease(aRelease(), { release: '{}' }, event);
      await expect(storage.addInvitations(aBatch({ weight: -1 }), ['token'], event)).rejects.toThrow(
        /check constraint.*weight/i,
      );
      expect(await storage.lastAudit()).toBeUndefined();
    });
  });

  describe('upkeep', () => {
    const subject = freshForEachTest(open);

    it('can write a mark as often as it is asked', async () => {
      await subject.storage.probe('node', 1);
      await subject.storage.probe('node', 2);
      await subject.storage.probe('other node', 2);
    });

    it('finds no damage where there is none', async () => {
      await openWave(subject.storage);
      expect(await subject.storage.findDamage()).toEqual([]);
    });

    it('forgets sessions and links that are over, and no others', async () => {
      const { storage } = subject;
      await storage.putUser(aUser());
      const session = (tokenHash: string, createdAt: number, lastSeenAt: number) =>
        storage.addSession(aSessionOf('user-1', { tokenHash, createdAt, lastSeenAt }));
      await session('idle', 100, 110);
      await session('too long', 10, 200);
      await session('in use', 100, 200);
      await session('from a clock that was set back', 255, 290);
      await session('from a clock that was wrong', 900, 5000);
      await session('seen by a clock that was wrong', 200, 900);
      expect(await storage.tryToCount([{ key: 'wang', most: 1 }], 900, 850)).toBe(true);
      await storage.putUser(aUser({ id: 'user-2', name: 'Li' }));
      const link = (tokenHash: string, user: string, expiresAt: number) =>
        storage.addSignInLink({ tokenHash, user, purpose: 'signIn', expiresAt });
      await link('expired', 'user-2', 99);
      await link('valid', 'user-1', 100);
      await storage.forgetExpired({
        now: 250,
        sessionsSeenBefore: 150,
        sessionsCreatedBefore: 50,
        sessionsNotAfter: 300,
        linksExpiredBefore: 100,
        countedBefore: 100,
        placesUsedBefore: 100,
        proposedBefore: 100,
      });
      expect(await storage.session('from a clock that was set back')).toMatchObject({
        createdAt: 250,
        lastSeenAt: 250,
      });
      // As of 250 from here on, whenever the next attempt comes.
      expect(await storage.tryToCount([{ key: 'wang', most: 1 }], 300, 250)).toBe(false);
      expect(await storage.tryToCount([{ key: 'wang', most: 1 }], 301, 251)).toBe(true);
      expect(await storage.session('from a clock that was wrong')).toBeUndefined();
      expect(await storage.session('seen by a clock that was wrong')).toBeUndefined();
      expect(await storage.session('idle')).toBeUndefined();
      expect(await storage.session('too long')).toBeUndefined();
      expect(await storage.session('in use')).toMatchObject({
        user: 'user-1',
        createdAt: 100,
        lastSeenAt: 200,
      });
      expect(await storage.signInLink('expired', 0)).toBeUndefined();
      expect(await storage.signInLink('valid', 0)).toMatchObject({ user: 'user-1', expiresAt: 100 });
    });
  });
}
