import { describe, expect, it } from 'vitest';
import type { StoredRelease, WaveState } from '../storage.ts';
import { aRelease, openWave, responses } from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function describeReleases(open: OpenEmptyStorage): void {
  describe('releases', () => {
    const subject = freshForEachTest(open);
    const closedWave = (changes = {}) => openWave(subject.storage, { state: 'closed', ...changes });

    it('are stored with their document and publish the wave, also after reopening', async () => {
      await closedWave();
      expect(await subject.storage.addRelease(aRelease(), '{"index":80.1}')).toBe('added');
      await subject.reopen();
      expect(await subject.storage.release('release-1')).toStrictEqual(aRelease());
      expect(await subject.storage.document('release-1')).toBe('{"index":80.1}');
      expect((await subject.storage.wave('demo-2024'))?.state).toBe('published');
      expect(await subject.storage.release('unknown')).toBeUndefined();
    });

    it('of a published wave follow one another', async () => {
      await closedWave();
      await subject.storage.addRelease(aRelease(), '{}');
      const second = aRelease({ hash: 'release-2', number: 2 });
      expect(await subject.storage.addRelease(second, '{"corrected":true}')).toBe('added');
      expect(await subject.storage.releases('demo')).toStrictEqual([aRelease(), second]);
    });

    it.each<WaveState>(['draft', 'open'])('of a wave that is %s are stale', async (state) => {
      await openWave(subject.storage, { state });
      expect(await subject.storage.addRelease(aRelease(), '{}')).toBe('stale');
      expect(await subject.storage.releases('demo')).toEqual([]);
      expect(await subject.storage.document('release-1')).toBeUndefined();
      expect((await subject.storage.wave('demo-2024'))?.state).toBe(state);
    });

    it.each<[string, Partial<StoredRelease>]>([
      ['a number that is taken', { number: 1 }],
      ['a number that leaves a gap', { number: 3 }],
      ['a wave that is not there', { wave: 'unknown', number: 1 }],
      ['another programme', { programme: 'other', number: 2 }],
    ])('of %s are stale', async (_, changes) => {
      await closedWave();
      await subject.storage.addRelease(aRelease(), '{}');
      const late = aRelease({ hash: 'late', ...changes });
      expect(await subject.storage.addRelease(late, '{"late":true}')).toBe('stale');
      expect(await subject.storage.document('late')).toBeUndefined();
      expect(await subject.storage.releases('demo')).toStrictEqual([aRelease()]);
    });

    it('rest on what was sealed and stands, or are not added', async () => {
      const { storage } = subject;
      await openWave(storage);
      await storage.recordResponses(responses(12).map((response) => ({ response })));
      await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 4 });
      const tally = { responses: 12, digest: 'sealed' };
      expect(await storage.addRelease(aRelease(tally), '{}')).toBe('stale');
      await storage.sealWave('demo-2024', 5);
      await storage.noteSealed('demo-2024', tally);
      expect(await storage.addRelease(aRelease({ ...tally, responses: 11 }), '{}')).toBe('stale');
      expect(await storage.addRelease(aRelease({ ...tally, digest: 'other' }), '{}')).toBe('stale');
      expect(await storage.addRelease(aRelease(tally), '{}')).toBe('added');
      const again = aRelease({ ...tally, number: 2, hash: 'release-2' });
      expect(await storage.addRelease(again, '{"again":true}')).toBe('added');
      expect(await storage.releases('demo')).toEqual([aRelease(tally), again]);
    });

    it.each([
      [12, 'tooClose'],
      [11, 'tooClose'],
      [3, 'tooClose'],
      [2, 'added'],
    ] as const)(
      'beside one of other responses, %i of them where now are 12, are %s',
      async (before, outcome) => {
        const { storage } = subject;
        await openWave(storage);
        await storage.recordResponses(responses(12).map((response) => ({ response })));
        await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 4 });
        await storage.sealWave('demo-2024', 5);
        await storage.noteSealed('demo-2024', { responses: 12, digest: 'sealed' });
        // As a restored archive may hold it.
        const earlier = aRelease({ responses: before, digest: 'before' });
        await storage.putDocuments([{ hash: earlier.hash, body: '{}' }]);
        async function* pages() {
          yield { kind: 'release' as const, rows: [earlier] };
        }
        expect(await storage.restoreArchive(pages())).toBe('restored');
        const release = aRelease({ number: 2, hash: 'release-2', responses: 12, digest: 'sealed' });
        expect(await storage.addRelease(release, '{"second":true}')).toBe(outcome);
      },
    );

    it('of one number are added by one of many who try at once', async () => {
      await closedWave();
      const tries = Array.from({ length: 20 }, (_, index) =>
        subject.storage.addRelease(aRelease({ hash: `release by ${index}` }), `{"by":${index}}`),
      );
      expect((await Promise.all(tries)).filter((outcome) => outcome === 'added')).toHaveLength(1);
      expect(await subject.storage.releases('demo')).toHaveLength(1);
    });

    it('cannot take the hash of other content, and then publish nothing', async () => {
      await closedWave();
      await subject.storage.putDocuments([{ hash: 'release-1', body: '{"other":1}' }]);
      await expect(subject.storage.addRelease(aRelease(), '{}')).rejects.toThrow('release-1');
      expect((await subject.storage.wave('demo-2024'))?.state).toBe('closed');
    });

    it('are listed by programme, by the period of their wave, the wave and the number', async () => {
      await closedWave({ id: 'a-newer', period: '2025' });
      await closedWave({ id: 'c-older', period: '2023' });
      await closedWave({ id: 'b-older', period: '2023' });
      await closedWave({ id: 'elsewhere', programme: 'other' });
      const add = (wave: string, number: number, programme = 'demo') =>
        subject.storage.addRelease(aRelease({ hash: `${wave} ${number}`, wave, number, programme }), '{}');
      await add('a-newer', 1);
      await add('c-older', 1);
      await add('elsewhere', 1, 'other');
      await add('b-older', 1);
      await add('b-older', 2);
      expect((await subject.storage.releases('demo')).map((release) => release.hash)).toEqual([
        'b-older 1',
        'b-older 2',
        'c-older 1',
        'a-newer 1',
      ]);
    });
  });
}
