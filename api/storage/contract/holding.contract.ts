import { describe, expect, it } from 'vitest';
import type { HeldResponse, StoredResponse } from '../storage.ts';
import { aBatch, allResponses, aResponse, heldAs, invited, openWave, responseId } from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

const WAVE = 'demo-2024';
const north = { stratum: 'north', primaryUnit: 'committee-7', weight: 12.5 };

export function describeHolding(open: OpenEmptyStorage): void {
  describe('answers by invitation', () => {
    const subject = freshForEachTest(open);
    const token = (number: number) => `token-${number}`;
    const idOf = (number: number) => responseId(5000 - number);

    /** Invites and answers, the numbers from `first` to `last`, in their order. */
    async function answer(batch: string, first: number, last: number): Promise<void> {
      for (let number = first; number <= last; number += 1) {
        const [outcome] = await subject.storage.recordResponses([
          invited(token(number), { id: idOf(number), area: batch }),
        ]);
        expect(outcome).toBe('recorded');
      }
    }
    const invite = (id: string, first: number, last: number, stratum = 'north') =>
      subject.storage.addInvitations(
        aBatch({ id, stratum }),
        Array.from({ length: last - first + 1 }, (_, index) => token(first + index)),
      );
    async function seal() {
      await subject.storage.moveWave(WAVE, ['open'], { state: 'closed' });
      expect(await subject.storage.sealWave(WAVE, 5)).toBe(true);
    }
    const held = (): Promise<readonly HeldResponse[]> =>
      subject.storage.heldOf(WAVE, ['one', 'two'], '', 100);
    const told = async (place = { told: 0, key: '' }, limit = 100) =>
      (await subject.storage.toldAfter(WAVE, place, limit)).map(({ told, key }) => [told, key]);
    const asMoved = (numbers: readonly number[], frame: object = north): StoredResponse[] =>
      numbers.map((number) => aResponse({ id: idOf(number), channel: 'invitation', ...frame }));
    const keysOf = (numbers: readonly number[]) =>
      numbers.map((number) => heldAs(aResponse({ id: idOf(number) })).key);

    it('are held as they are given, and nothing of them stands among the responses', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 3);
      await answer('one', 1, 2);
      await subject.reopen();
      expect(await held()).toStrictEqual(
        [1, 2]
          .map((number) => ({
            wave: WAVE,
            batch: 'one',
            ...heldAs(invited('x', { id: idOf(number), area: 'one' }).response),
          }))
          .sort((one, other) => (one.key < other.key ? -1 : 1)),
      );
      const [first, second] = keysOf([1, 2]).sort();
      const page = async (after: string) =>
        (await subject.storage.heldOf(WAVE, ['one'], after, 1)).map(({ key }) => key);
      expect([await page(''), await page(first!), await page(second!)]).toEqual([[first], [second], []]);
      expect(await allResponses(subject.storage)).toEqual([]);
      expect(await subject.storage.countResponses(WAVE)).toEqual([]);
      expect(await subject.storage.countHeld(WAVE)).toEqual([{ batch: 'one', held: 2, told: 0 }]);
      expect(await subject.storage.countHeld('other')).toEqual([]);
    });

    it('are told of by stratum, all that are not yet, as soon as there are enough', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 10);
      await invite('two', 11, 20, 'south');
      await answer('one', 1, 2);
      await answer('two', 11, 11);
      expect([await subject.storage.tellHeld(WAVE, 3), await told()]).toEqual([0, []]);
      await answer('one', 3, 4);
      expect(await subject.storage.tellHeld(WAVE, 3)).toBe(4);
      expect(await told()).toEqual(
        keysOf([1, 2, 3, 4])
          .sort()
          .map((key) => [1, key]),
      );
      await answer('one', 5, 6);
      await answer('two', 12, 13);
      expect(await subject.storage.tellHeld(WAVE, 3)).toBe(3);
      const [, second] = [keysOf([1, 2, 3, 4]).sort(), keysOf([11, 12, 13]).sort()];
      expect((await told()).slice(4)).toEqual(second.map((key) => [2, key]));
      expect(await told({ told: 2, key: second[0]! }, 1)).toEqual([[2, second[1]]]);
      expect(await subject.storage.countHeld(WAVE)).toEqual([
        { batch: 'one', held: 6, told: 4 },
        { batch: 'two', held: 3, told: 3 },
      ]);
    });

    it('are told of some hundreds at a time, and none is left behind', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 1100);
      const sent = Array.from({ length: 1100 }, (_, index) =>
        invited(token(index + 1), { id: idOf(index + 1) }),
      );
      await subject.storage.recordResponses(sent);
      let told = 0;
      let calls = 0;
      for (let more = -1; more !== 0; calls += 1) told += more = await subject.storage.tellHeld(WAVE, 20);
      expect([told, calls > 2]).toEqual([1100, true]);
    });

    it('are told of once, however many ask at the same moment', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 10);
      await answer('one', 1, 8);
      const counts = await Promise.all(Array.from({ length: 5 }, () => subject.storage.tellHeld(WAVE, 3)));
      expect(counts.toSorted()).toEqual([0, 0, 0, 0, 8]);
    });

    it('become responses of a sealed wave in the order of their ids, with all that counts them', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 5);
      await answer('one', 1, 3);
      await seal();
      const drawn = { ...north, formProbability: 1 / 3 };
      const moved = asMoved([2, 1, 3], drawn);
      expect(await subject.storage.moveHeld(WAVE, keysOf([1, 2, 3]), moved)).toBe('moved');
      await subject.reopen();
      expect(await allResponses(subject.storage)).toStrictEqual(asMoved([3, 2, 1], drawn));
      expect(await subject.storage.countHeld(WAVE)).toEqual([]);
      expect(await subject.storage.countResponses(WAVE)).toEqual([
        { channel: 'invitation', disposition: 'complete', isLate: false, count: 3 },
      ]);
    });

    it('are moved once, and not at all where some are gone', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 5);
      await answer('one', 1, 3);
      await seal();
      const move = (...numbers: number[]) =>
        subject.storage.moveHeld(WAVE, keysOf(numbers), asMoved(numbers));
      const outcomes = await Promise.all([move(1, 2), move(1, 2), move(2, 1)]);
      expect(outcomes.toSorted()).toEqual(['gone', 'gone', 'moved']);
      expect(await move(2, 3)).toBe('gone');
      expect(await allResponses(subject.storage)).toHaveLength(2);
      expect(await move(3)).toBe('moved');
    });

    it.each<[string, readonly number[], object, RegExp]>([
      ['of another unit', [1, 2], { ...north, primaryUnit: 'mine' }, /not of the units/],
      ['of another weight', [1, 2], { ...north, weight: 99 }, /not of the units/],
      ['that are more than were held', [1, 2, 3], north, /not of the units/],
      ['that are fewer', [1], north, /not of the units/],
    ])('stay held where responses would be put in their place %s', async (_, numbers, frame, fault) => {
      await openWave(subject.storage);
      await invite('one', 1, 5);
      await answer('one', 1, 3);
      await seal();
      const move = subject.storage.moveHeld(WAVE, keysOf([1, 2]), asMoved(numbers, frame));
      await expect(move).rejects.toThrow(fault);
      expect(await subject.storage.countHeld(WAVE)).toEqual([{ batch: 'one', held: 3, told: 0 }]);
      expect(await allResponses(subject.storage)).toEqual([]);
    });

    it('are not moved before the wave is sealed', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 5);
      await answer('one', 1, 3);
      await subject.storage.moveWave(WAVE, ['open'], { state: 'closed' });
      const move = subject.storage.moveHeld(WAVE, keysOf([1]), asMoved([1]));
      await expect(move).rejects.toThrow('until its wave is sealed');
      expect(await subject.storage.countHeld(WAVE)).toMatchObject([{ held: 3 }]);
    });

    it('are known again while they are held, and as responses', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 5);
      const given = invited(token(1), { id: idOf(1), ...north });
      const again = () => subject.storage.recordResponses([given]);
      const others = () =>
        subject.storage.recordResponses([invited(token(1), { id: idOf(1), ...north, answers: '{}' })]);
      expect([await again(), await again(), await others()]).toEqual([
        ['recorded'],
        ['alreadyRecorded'],
        ['conflict'],
      ]);
      await seal();
      expect([await again(), await others()]).toEqual([['alreadyRecorded'], ['conflict']]);
      await subject.storage.moveHeld(WAVE, keysOf([1]), asMoved([1]));
      expect([await again(), await others()]).toEqual([['alreadyRecorded'], ['conflict']]);
    });

    it('come in one batch with others, each to its place', async () => {
      await openWave(subject.storage);
      await invite('one', 1, 5);
      const outcomes = await subject.storage.recordResponses([
        { response: aResponse() },
        invited(token(1), { id: idOf(1) }),
        { response: aResponse() },
        invited(token(1), { id: idOf(2) }),
        invited(token(2), { id: idOf(2), disposition: 'bored' as never }),
        { response: aResponse({ id: responseId(2) }) },
        invited(token(3), { id: idOf(3) }),
      ]);
      expect(outcomes).toEqual([
        ...['recorded', 'recorded', 'alreadyRecorded', 'invitationUsed', 'invalid', 'recorded', 'recorded'],
      ]);
      expect(await allResponses(subject.storage)).toHaveLength(2);
      expect(await subject.storage.countHeld(WAVE)).toMatchObject([{ held: 2 }]);
    });
  });

  describe('answers by the open link of a wave that is not sealed', () => {
    const subject = freshForEachTest(open);
    const openOnes = (first: number, last: number, area: string) =>
      Array.from({ length: last - first + 1 }, (_, index) => ({
        response: aResponse({ id: responseId(first + index), area }),
      }));

    it('are counted and read in whole groups, whatever came behind', async () => {
      await openWave(subject.storage);
      const seen = async () => {
        const { counts, openUntil } = await subject.storage.countResponsesInGroups(WAVE, 4);
        const read: string[] = [];
        for await (const page of subject.storage.responsesOf(WAVE, openUntil))
          read.push(...page.map(({ id }) => id));
        return [counts.map(({ area, count }) => `${count} ${area}`), read.length];
      };
      expect(await seen()).toEqual([[], 0]);
      await subject.storage.recordResponses(openOnes(1, 3, 'north'));
      expect(await seen()).toEqual([[], 0]);
      await subject.storage.recordResponses(openOnes(4, 4, 'south'));
      expect(await seen()).toEqual([['3 north', '1 south'], 4]);
      await subject.storage.recordResponses(openOnes(5, 7, 'south'));
      expect(await seen()).toEqual([['3 north', '1 south'], 4]);
      await subject.storage.recordResponses(openOnes(8, 9, 'west'));
      expect(await seen()).toEqual([['3 north', '4 south', '1 west'], 8]);
    });
  });
}
