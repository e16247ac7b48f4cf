import { describe, expect, it } from 'vitest';
import { anEvent } from './audit.contract.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function describeKeys(open: OpenEmptyStorage): void {
  describe('keys', () => {
    const subject = freshForEachTest(open);

    it('are known by the fingerprint that was noted first, also after reopening', async () => {
      expect(await subject.storage.keysFingerprint()).toBeUndefined();
      expect(await subject.storage.noteKeys('first', undefined)).toBe(true);
      expect(await subject.storage.noteKeys('second', undefined)).toBe(false);
      await subject.reopen();
      expect(await subject.storage.keysFingerprint()).toBe('first');
    });

    it('of two nodes that note theirs at once are those of one of them', async () => {
      const given = ['one', 'two', 'three', 'four'];
      const noted = await Promise.all(given.map((each) => subject.storage.noteKeys(each, undefined)));
      expect(noted.filter(Boolean)).toHaveLength(1);
      expect(await subject.storage.keysFingerprint()).toBe(given[noted.indexOf(true)]);
    });

    it('are not exchanged by whoever knows others, and nothing is written on the audit chain', async () => {
      await subject.storage.noteKeys('first', undefined);
      expect(await subject.storage.noteKeys('second', 'other', anEvent())).toBe(false);
      expect(await subject.storage.keysFingerprint()).toBe('first');
      expect(await subject.storage.lastAudit()).toBeUndefined();
    });
  });
}
