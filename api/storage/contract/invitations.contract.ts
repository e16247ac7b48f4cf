import { describe, expect, it } from 'vitest';
import type { StoredResponse } from '../storage.ts';
import { aBatch, aResponse, allResponses, heldAs, openWave, responseId, responses } from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function describeInvitations(open: OpenEmptyStorage): void {
  describe('invitations', () => {
    const subject = freshForEachTest(open);
    const invited = (changes: Partial<StoredResponse> = {}) =>
      aResponse({ channel: 'invitation', ...changes });
    const answer = (response: StoredResponse, invitation?: string) =>
      subject.storage.recordResponses([
        invitation === undefined ? { response } : { response, invitation, held: heldAs(response) },
      ]);
    const held = async () => (await subject.storage.countHeld('demo-2024'))[0]?.held ?? 0;
    const state = (hash: string, wave = 'demo-2024') => subject.storage.invitationState(wave, hash);

    async function invite(...hashes: string[]) {
      await openWave(subject.storage);
      await subject.storage.addInvitations(aBatch(), hashes);
    }

    it('are used up by the response they are for, for good', async () => {
      await invite('a', 'b');
      expect(await answer(invited(), 'a')).toEqual(['recorded']);
      await subject.reopen();
      expect([await state('a'), await state('b'), await state('c')]).toEqual(['used', 'unused', 'unknown']);
      expect(await answer(invited({ id: responseId(2) }), 'a')).toEqual(['invitationUsed']);
    });

    it('are not used up by looking', async () => {
      await invite('a');
      await Promise.all(Array.from({ length: 1000 }, () => state('a')));
      expect(await answer(invited(), 'a')).toEqual(['recorded']);
    });

    it('let exactly one of 100 parallel answers in', async () => {
      await invite('a');
      const answers = responses(100, { channel: 'invitation' });
      const outcomes = (await Promise.all(answers.map((response) => answer(response, 'a')))).flat();
      expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'invitationUsed')).toHaveLength(99);
      expect(await held()).toBe(1);
    });

    it('let one of two answers in one batch in', async () => {
      await invite('a');
      const batch = responses(2, { channel: 'invitation' }).map((response) => ({
        response,
        invitation: 'a',
        held: heldAs(response),
      }));
      expect(await subject.storage.recordResponses(batch)).toEqual(['recorded', 'invitationUsed']);
    });

    it('acknowledge the same answers sent again, with the invitation used and the wave closed', async () => {
      await invite('a');
      await answer(invited(), 'a');
      expect(await answer(invited(), 'a')).toEqual(['alreadyRecorded']);
      await subject.storage.moveWave('demo-2024', ['open'], { state: 'closed' });
      expect(await answer(invited(), 'a')).toEqual(['alreadyRecorded']);
      expect(await answer(invited({ answers: '{}' }), 'a')).toEqual(['conflict']);
    });

    it.each([undefined, '', 'unknown', "' OR 1=1 --"])(
      'that nobody issued let nobody in: %j',
      async (hash) => {
        await invite('a');
        expect(await answer(invited(), hash)).toEqual(['invitationUnknown']);
        expect([await allResponses(subject.storage), await held()]).toEqual([[], 0]);
      },
    );

    it('are good for their own wave only', async () => {
      await invite('a');
      await openWave(subject.storage, { id: 'other', period: '2025' });
      expect(await answer(invited({ wave: 'other' }), 'a')).toEqual(['invitationUnknown']);
      expect([await state('a'), await state('a', 'other')]).toEqual(['unused', 'unknown']);
    });

    it('stay unused where the response is not stored', async () => {
      await invite('a');
      await answer(aResponse());
      expect(await answer(invited({ answers: '{}' }), 'a')).toEqual(['conflict']);
      expect(await answer(invited({ id: 'bad', answers: 'not JSON' }), 'a')).toEqual(['invalid']);
      expect(await answer(invited({ id: 'bad', disposition: 'bored' as never }), 'a')).toEqual(['invalid']);
      await subject.storage.moveWave('demo-2024', ['open'], { state: 'closed' });
      expect(await answer(invited({ id: 'late' }), 'a')).toEqual(['waveNotOpen']);
      expect(await state('a')).toBe('unused');
    });

    it('are still good for a late answer', async () => {
      await invite('a');
      await subject.storage.moveWave('demo-2024', ['open'], { state: 'closed' });
      expect(await answer(invited({ isLate: true }), 'a')).toEqual(['recorded']);
    });

    it('are counted by batch, batches in the order they were made', async () => {
      await openWave(subject.storage);
      await openWave(subject.storage, { id: 'other', period: '2025' });
      const [second, first, empty] = [
        aBatch({ id: 'second', createdAt: 20 }),
        aBatch({ id: 'first', createdAt: 10 }),
        aBatch({ id: 'empty', createdAt: 20 }),
      ];
      await subject.storage.addInvitations(second, ['a', 'b']);
      await subject.storage.addInvitations(first, ['c', 'd', 'e']);
      await subject.storage.addInvitations(empty, []);
      await subject.storage.addInvitations(aBatch({ wave: 'other' }), ['a']);
      await answer(invited(), 'd');
      expect(await subject.storage.invitationBatches('demo-2024')).toStrictEqual([
        { ...first, issued: 3, used: 1 },
        { ...empty, issued: 0, used: 0 },
        { ...second, issued: 2, used: 0 },
      ]);
      expect(await subject.storage.invitationBatches('unknown')).toEqual([]);
    });

    it.each<[string, string, string, readonly string[], RegExp]>([
      ['a token of another batch', 'demo-2024', 'batch-2', ['new', 'a'], /unique constraint/i],
      ['a token twice', 'demo-2024', 'batch-2', ['new', 'new'], /unique constraint/i],
      ['an empty token', 'demo-2024', 'batch-2', ['new', ''], /check constraint/i],
      ['a batch that is there', 'demo-2024', 'batch-1', ['new'], /unique constraint/i],
      ['a wave that is not there', 'unknown', 'batch-2', ['new'], /foreign key constraint/i],
    ])('are added all or none: %s', async (_, wave, id, hashes, broken) => {
      await invite('a');
      await expect(subject.storage.addInvitations(aBatch({ wave, id }), hashes)).rejects.toThrow(broken);
      expect(await state('new')).toBe('unknown');
      expect(await subject.storage.invitationBatches('demo-2024')).toHaveLength(1);
      expect(await subject.storage.invitationBatches('unknown')).toEqual([]);
    });
  });
}
