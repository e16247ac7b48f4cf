import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Channel, StoredResponse, WaveState } from '../storage.ts';
import { anEvent } from './audit.contract.ts';
import {
  aBatch,
  allResponses,
  aResponse,
  heldAs,
  invited,
  openWave,
  responseId,
  responses,
} from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function describeResponses(open: OpenEmptyStorage): void {
  describe('recording responses', () => {
    const subject = freshForEachTest(open);
    const record = (...batch: StoredResponse[]) =>
      subject.storage.recordResponses(batch.map((response) => ({ response })));

    it('keeps every field, and leaves out what was left out, also after reopening', async () => {
      await openWave(subject.storage);
      const bare = aResponse({ id: responseId(1) });
      const full = aResponse({
        id: responseId(2),
        disposition: 'ineligible',
        area: 'north',
        localDay: '2024-05-31',
        isLate: true,
        durationBand: '5-10min',
        weight: 1.25,
        stratum: 'north',
        primaryUnit: 'point-3',
        formProbability: 0.1 + 0.2,
        recordHash: 'keys.record',
      });
      expect(await record(bare, full)).toEqual(['recorded', 'recorded']);
      await subject.reopen();
      expect(await allResponses(subject.storage)).toStrictEqual([bare, full]);
    });

    it('gives those of before a record hash, once, and then takes none for one of before', async () => {
      const { storage } = subject;
      await openWave(storage);
      await record(...responses(3), aResponse({ id: responseId(9), recordHash: 'keys.own' }));
      await storage.noteKeys('keys', undefined);
      expect(await storage.hasAllRecordHashes()).toBe(false);
      const found = await storage.responsesWithoutRecordHash(2);
      expect(found).toHaveLength(2);
      expect(await storage.responsesWithoutRecordHash(10)).toHaveLength(3);
      const hashed = responses(3).map(({ wave, id }) => ({ wave, id, recordHash: `keys.${id}` }));
      // The last one stands already, and stays.
      await storage.addRecordHashes([...hashed, { ...hashed[0]!, id: responseId(9) }]);
      expect(await storage.responsesWithoutRecordHash(10)).toEqual([]);
      await storage.addRecordHashes([], anEvent({ action: 'responsesHashed' }));
      await subject.reopen();
      expect(await subject.storage.hasAllRecordHashes()).toBe(true);
      expect((await subject.storage.lastAudit())?.action).toBe('responsesHashed');
      expect(await allResponses(subject.storage)).toEqual([
        ...responses(3).map((response) => ({ ...response, recordHash: `keys.${response.id}` })),
        aResponse({ id: responseId(9), recordHash: 'keys.own' }),
      ]);
    });

    it('takes a database that was empty when its keys were noted for one without any of before', async () => {
      await subject.storage.noteKeys('keys', undefined);
      expect(await subject.storage.hasAllRecordHashes()).toBe(true);
    });

    it('stores one of 20 that are sent in parallel, and again after reopening none', async () => {
      await openWave(subject.storage);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => record(aResponse())));
      expect(outcomes.flat().sort()).toEqual([...Array<string>(19).fill('alreadyRecorded'), 'recorded']);
      await subject.reopen();
      expect(await record(aResponse())).toEqual(['alreadyRecorded']);
      expect(await allResponses(subject.storage)).toEqual([aResponse()]);
    });

    it('knows of a response from its acknowledgement on, by whatever way it came', async () => {
      await openWave(subject.storage);
      await subject.storage.addInvitations(aBatch(), ['one']);
      const byInvitation = invited('one', { id: responseId(2) });
      const known = () =>
        Promise.all(
          [aResponse(), byInvitation.response].map((response) =>
            subject.storage.hasResponse(response.wave, ['none', response.id], heldAs(response).key),
          ),
        );
      expect(await known()).toEqual([false, false]);
      await subject.storage.recordResponses([{ response: aResponse() }, byInvitation]);
      expect(await known()).toEqual([true, true]);
      expect(await subject.storage.hasResponse('another', [aResponse().id], 'none')).toBe(false);
    });

    it('keeps the first content under an id', async () => {
      await openWave(subject.storage);
      const other = aResponse({ answers: '{}' });
      expect(await record(aResponse(), other)).toEqual(['recorded', 'conflict']);
      expect(await record(other)).toEqual(['conflict']);
      expect(await allResponses(subject.storage)).toEqual([aResponse()]);
    });

    it('compares content by its hash, not by what came with it', async () => {
      await openWave(subject.storage);
      await record(aResponse({ language: 'en' }));
      expect(await record(aResponse({ language: 'zh-Hans', mode: 'tablet', isLate: true }))).toEqual([
        'alreadyRecorded',
      ]);
      expect(await allResponses(subject.storage)).toEqual([aResponse({ language: 'en' })]);
    });

    it('tells the same id twice in one batch apart by content', async () => {
      await openWave(subject.storage);
      const again = aResponse();
      const other = aResponse({ answers: '{"other":1}' });
      expect(await record(aResponse(), again, other)).toEqual(['recorded', 'alreadyRecorded', 'conflict']);
      expect(await allResponses(subject.storage)).toHaveLength(1);
    });

    it('lets the same id stand in two waves', async () => {
      await openWave(subject.storage);
      await openWave(subject.storage, { id: 'demo-2025', period: '2025' });
      expect(await record(aResponse(), aResponse({ wave: 'demo-2025' }))).toEqual(['recorded', 'recorded']);
    });

    it.each<[WaveState, boolean, 'recorded' | 'waveNotOpen']>([
      ['draft', false, 'waveNotOpen'],
      ['draft', true, 'waveNotOpen'],
      ['open', false, 'recorded'],
      ['open', true, 'recorded'],
      ['closed', false, 'waveNotOpen'],
      ['closed', true, 'recorded'],
      ['published', false, 'waveNotOpen'],
      ['published', true, 'waveNotOpen'],
    ])('in a wave that is %s (late: %s) gives %s', async (state, isLate, outcome) => {
      await openWave(subject.storage, { state });
      expect(await record(aResponse({ isLate }))).toEqual([outcome]);
      expect(await allResponses(subject.storage)).toHaveLength(outcome === 'recorded' ? 1 : 0);
    });

    it('in a wave that is not there gives waveNotOpen', async () => {
      expect(await record(aResponse())).toEqual(['waveNotOpen']);
    });

    it.each<WaveState>(['closed', 'published'])(
      'acknowledges what stands in a wave now %s',
      async (state) => {
        await openWave(subject.storage);
        await record(aResponse());
        await subject.storage.moveWave('demo-2024', ['open'], { state });
        expect(await record(aResponse(), aResponse({ answers: '{}' }), aResponse({ id: 'new' }))).toEqual([
          'alreadyRecorded',
          'conflict',
          'waveNotOpen',
        ]);
      },
    );

    it.each<[string, object]>([
      ['a channel outside the list', { channel: 'fax' as Channel }],
      ['the channel of imports', { channel: 'imported' }],
      ['a disposition outside the list', { disposition: 'bored' }],
      ['answers that are not JSON', { answers: '{"a":' }],
      ['NUL in the answers', { answers: '"\u0000"' }],
      ['half a surrogate pair in the answers', { answers: '"\ud83d"' }],
      ['half a surrogate pair in another field', { area: 'north\udc00' }],
      ['a weight that is not finite', { weight: Number.NaN }],
      ['a form that was drawn with no probability', { formProbability: 0 }],
      ['a form that was drawn with more than certainty', { formProbability: 1.5 }],
      ['a day that is none', { localDay: '31.5.2024' }],
      ['an empty id', { id: '' }],
      ['a field that is missing', { answers: undefined }],
    ])('refuses %s and stores the rest of the batch', async (_, changes) => {
      await openWave(subject.storage);
      const bad = { ...aResponse({ id: responseId(2) }), ...changes } as StoredResponse;
      const [before, after] = [aResponse(), aResponse({ id: responseId(3) })];
      expect(await record(before, bad, after)).toEqual(['recorded', 'invalid', 'recorded']);
      expect(await allResponses(subject.storage)).toStrictEqual([before, after]);
    });

    it('refuses an invitation with the open channel, so that the frame cannot be mistaken', async () => {
      await openWave(subject.storage);
      const outcomes = await subject.storage.recordResponses([invited('any', { channel: 'open' })]);
      expect(outcomes).toEqual(['invalid']);
    });

    it('answers an empty batch with no outcomes', async () => {
      expect(await record()).toEqual([]);
    });
  });

  describe('reading responses', () => {
    const subject = freshForEachTest(open);
    const record = (batch: readonly StoredResponse[]) =>
      subject.storage.recordResponses(batch.map((response) => ({ response })));
    const ids = (stored: readonly StoredResponse[]) => stored.map((response) => response.id);

    it('goes through a wave in the order of storing, page by page', async () => {
      await openWave(subject.storage);
      const stored = responses(7).reverse();
      await record(stored);
      const first = await subject.storage.responsesAfter('demo-2024', '', 3);
      const second = await subject.storage.responsesAfter('demo-2024', first.cursor, 3);
      const third = await subject.storage.responsesAfter('demo-2024', second.cursor, 3);
      expect([first, second, third].map((page) => ids(page.responses))).toEqual([
        ids(stored.slice(0, 3)),
        ids(stored.slice(3, 6)),
        ids(stored.slice(6)),
      ]);
    });

    it('keeps the cursor where nothing is behind it', async () => {
      await openWave(subject.storage);
      expect(await subject.storage.responsesAfter('demo-2024', '', 5)).toEqual({ responses: [], cursor: '' });
      await record(responses(2));
      const { cursor } = await subject.storage.responsesAfter('demo-2024', '', 5);
      expect(await subject.storage.responsesAfter('demo-2024', cursor, 5)).toEqual({ responses: [], cursor });
    });

    it('finds each response once while others are being stored in two waves', async () => {
      await openWave(subject.storage);
      await openWave(subject.storage, { id: 'other', period: '2025' });
      const mine = responses(60);
      const seen: string[] = [];
      let cursor = '';
      for (let start = 0; start < mine.length; start += 6) {
        const writes = mine
          .slice(start, start + 6)
          .map((response) => record([response, { ...response, wave: 'other' }]));
        const page = await subject.storage.responsesAfter('demo-2024', cursor, 4);
        seen.push(...ids(page.responses));
        cursor = page.cursor;
        await Promise.all(writes);
      }
      for (let isMore = true; isMore;) {
        const page = await subject.storage.responsesAfter('demo-2024', cursor, 4);
        seen.push(...ids(page.responses));
        cursor = page.cursor;
        isMore = page.responses.length > 0;
      }
      expect([...seen].sort()).toEqual(ids(mine));
    });

    it('goes on behind a cursor from before reopening', async () => {
      await openWave(subject.storage);
      await record(responses(3));
      const { cursor } = await subject.storage.responsesAfter('demo-2024', '', 3);
      await subject.reopen();
      await record([aResponse({ id: 'later' })]);
      const page = await subject.storage.responsesAfter('demo-2024', cursor, 3);
      expect(ids(page.responses)).toEqual(['later']);
    });

    it.each([
      ['a cursor it never gave', 'x', 10, '"x" is not a cursor that responsesAfter gave.'],
      ['a page of nothing', '', 0, 'A page cannot hold 0 responses.'],
      ['a page without end', '', -1, 'A page cannot hold -1 responses.'],
      ['half a response', '', 0.5, 'A page cannot hold 0.5 responses.'],
    ])('refuses %s', async (_, cursor, limit, reason) => {
      await expect(subject.storage.responsesAfter('demo-2024', cursor, limit)).rejects.toThrow(reason);
    });

    it('has nothing for a wave that is not there', async () => {
      expect(await subject.storage.responsesAfter('unknown', '', 10)).toEqual({ responses: [], cursor: '' });
      expect(await subject.storage.countResponses('unknown')).toEqual([]);
    });

    it('counts by channel, disposition, area and lateness, each response once', async () => {
      await openWave(subject.storage);
      await openWave(subject.storage, { id: 'other', period: '2025' });
      const stored = responses(6, { area: 'north' });
      const apart = [{}, {}, { area: 'south' }, { isLate: true }, { disposition: 'refusal' }, {}] as const;
      const batch = stored.map((response, index) => ({ ...response, ...apart[index] }));
      const { area: _, ...nowhere } = { ...batch[5]!, id: responseId(99) };
      await record([...batch, nowhere, { ...nowhere, wave: 'other' }]);
      await record(batch);
      await subject.reopen();
      const [channel, isLate] = ['open', false] as const;
      const disposition = 'complete';
      const counts = await subject.storage.countResponses('demo-2024');
      expect(counts).toHaveLength(5);
      expect(counts).toEqual(
        expect.arrayContaining([
          { channel, disposition, isLate, count: 1 },
          { channel, disposition, isLate, area: 'north', count: 3 },
          { channel, disposition, isLate, area: 'south', count: 1 },
          { channel, disposition, isLate: true, area: 'north', count: 1 },
          { channel, disposition: 'refusal', isLate, area: 'north', count: 1 },
        ]),
      );
      expect(await subject.storage.countResponses('other')).toStrictEqual([
        { channel, disposition, isLate, count: 1 },
      ]);
    });

    it('keeps answers to the byte', async () => {
      await openWave(subject.storage);
      const answers = canonicalJson({
        open: `'; DROP TABLE responses; -- " \\ \u0000 \u2028 😀 \ufeff \ud800`,
      });
      await record([aResponse({ answers })]);
      expect((await allResponses(subject.storage))[0]?.answers).toBe(answers);
    });
  });
}
