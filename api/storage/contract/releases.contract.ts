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
      expect(await subject.storage.addRelease(aRelease(), { release: '{"index":80.1}' })).toBe('added');
      await subject.reopen();
      expect(await subject.storage.release('release-1')).toStrictEqual(aRelease());
      expect(await subject.storage.document('release-1')).toBe('{"index":80.1}');
      expect((await subject.storage.wave('demo-2024'))?.state).toBe('published');
      expect(await subject.storage.release('unknown')).toBeUndefined();
    });

    it('of a published wave follow one another', async () => {
      await closedWave();
      await subject.storage.addRelease(aRelease(), { release: '{}' });
      const second = aRelease({ hash: 'release-2', number: 2 });
      expect(await subject.storage.addRelease(second, { release: '{"corrected":true}' })).toBe('added');
      expect(await subject.storage.releases('demo')).toStrictEqual([aRelease(), second]);
    });

    it('have their sealed document beside them, or neither is there', async () => {
      await closedWave();
      const { storage } = subject;
      const release = aRelease({ sealed: 'sealed-1' });
      const documents = { release: '{"index":80}', sealed: '{"index":80.123}' };
      expect(await storage.addRelease({ ...release, number: 2 }, documents)).toBe('stale');
      expect(await storage.document('sealed-1')).toBeUndefined();
      expect(await storage.addRelease(release, documents)).toBe('added');
      expect(await storage.release('release-1')).toStrictEqual(release);
      expect(await storage.document('sealed-1')).toBe('{"index":80.123}');
    });

    it('of one wave are three at most', async () => {
      await closedWave();
      const add = (number: number) =>
        subject.storage.addRelease(aRelease({ hash: `release-${number}`, number }), {
          release: JSON.stringify({ number }),
        });
      for (const number of [1, 2, 3]) expect(await add(number)).toBe('added');
      expect(await add(4)).toBe('tooMany');
      expect(await subject.storage.releases('demo')).toHaveLength(3);
    });

    it.each<WaveState>(['draft', 'open'])('of a wave that is %s are stale', async (state) => {
      await openWave(subject.storage, { state });
      expect(await subject.storage.addRelease(aRelease(), { release: '{}' })).toBe('stale');
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
      await subject.storage.addRelease(aRelease(), { release: '{}' });
      const late = aRelease({ hash: 'late', ...changes });
      expect(await subject.storage.addRelease(late, { release: '{"late":true}' })).toBe('stale');
      expect(await subject.storage.document('late')).toBeUndefined();
      expect(await subject.storage.releases('demo')).toStrictEqual([aRelease()]);
    });

    it('rest on what was sealed and stands, or are not added', async () => {
      const { storage } = subject;
      await openWave(storage);
      await storage.recordResponses(responses(12).map((response) => ({ response })));
      await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 4 });
      const tally = { responses: 12, digest: 'sealed' };
      expect(await storage.addRelease(aRelease(tally), { release: '{}' })).toBe('stale');
      await storage.sealWave('demo-2024', 5);
      await storage.noteSealed('demo-2024', tally);
      expect(await storage.addRelease(aRelease({ ...tally, responses: 11 }), { release: '{}' })).toBe(
        'stale',
      );
      expect(await storage.addRelease(aRelease({ ...tally, digest: 'other' }), { release: '{}' })).toBe(
        'stale',
      );
      expect(await storage.addRelease(aRelease(tally), { release: '{}' })).toBe('added');
      const again = aRelease({ ...tally, number: 2, hash: 'release-2' });
      expect(await storage.addRelease(again, { release: '{"again":true}' })).toBe('added');
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
        expect(await storage.addRelease(release, { release: '{"second":true}' })).toBe(outcome);
      },
    );

    it('of one number are added by one of many who try at once', async () => {
      await closedWave();
      const tries = Array.from({ length: 20 }, (_, index) =>
        subject.storage.addRelease(aRelease({ hash: `release by ${index}` }), { release: `{"by":${index}}` }),
      );
      expect((await Promise.all(tries)).filter((outcome) => outcome === 'added')).toHaveLength(1);
      expect(await subject.storage.releases('demo')).toHaveLength(1);
    });

    it('cannot take the hash of other content, and then publish nothing', async () => {
      await closedWave();
      await subject.storage.putDocuments([{ hash: 'release-1', body: '{"other":1}' }]);
      await expect(subject.storage.addRelease(aRelease(), { release: '{}' })).rejects.toThrow('release-1');
      expect((await subject.storage.wave('demo-2024'))?.state).toBe('closed');
    });

    it('are listed by programme, by the period of their wave, the wave and the number', async () => {
      await closedWave({ id: 'a-newer', period: '2025' });
      await closedWave({ id: 'c-older', period: '2023' });
      await closedWave({ id: 'b-older', period: '2023' });
      await closedWave({ id: 'elsewhere', programme: 'other' });
      const add = (wave: string, number: number, programme = 'demo') =>
        subject.storage.addRelease(aRelease({ hash: `${wave} ${number}`, wave, number, programme }), {
          release: '{}',
        });
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
