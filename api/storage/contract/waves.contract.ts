import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { ArchivePage } from '../archive.ts';
import type { OpenLinkSetting, WaveState } from '../storage.ts';
import { anEvent } from './audit.contract.ts';
import { aResponse, allResponses, aWave, openWave, pinned, responseId, responses } from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function describeDocuments(open: OpenEmptyStorage): void {
  describe('documents', () => {
    const subject = freshForEachTest(open);

    it('are handed back as they came, also after reopening', async () => {
      const body = canonicalJson({ 题目: '您满意吗？', list: [1, null, 'a\u0000b', '\ud800'] });
      await subject.storage.putDocuments([pinned, { hash: 'other', body }]);
      await subject.reopen();
      expect(await subject.storage.document('other')).toBe(body);
      expect(await subject.storage.document(pinned.hash)).toBe(pinned.body);
    });

    it('that are not there are undefined', async () => {
      expect(await subject.storage.document('unknown')).toBeUndefined();
    });

    it('may be put again', async () => {
      await subject.storage.putDocuments([pinned]);
      await subject.storage.putDocuments([pinned, pinned]);
      expect(await subject.storage.document(pinned.hash)).toBe(pinned.body);
    });

    it('keep their content when other content comes under the same hash, and nothing beside it is stored', async () => {
      await subject.storage.putDocuments([pinned]);
      const changed = [
        { hash: 'new', body: '{}' },
        { hash: pinned.hash, body: '{"forms":[1]}' },
      ];
      await expect(subject.storage.putDocuments(changed)).rejects.toThrow(pinned.hash);
      expect(await subject.storage.document(pinned.hash)).toBe(pinned.body);
      expect(await subject.storage.document('new')).toBeUndefined();
    });

    it.each([
      ['not JSON', /json/],
      ['"\ud800"', 'documents.body holds a value that cannot be stored unchanged'],
      ['"\u0000"', 'documents.body holds a value that cannot be stored unchanged'],
    ])('are refused where they cannot be kept: %j', async (body, reason) => {
      await expect(subject.storage.putDocuments([{ hash: 'bad', body }])).rejects.toThrow(reason);
      expect(await subject.storage.document('bad')).toBeUndefined();
    });
  });
}

export function describeWaves(open: OpenEmptyStorage): void {
  describe('waves', () => {
    const subject = freshForEachTest(open);

    it('have an open link that is set as a whole, and survives what else becomes of the wave', async () => {
      const { storage } = subject;
      await openWave(storage);
      const set = (setting: OpenLinkSetting) => storage.changeOpenLink('demo-2024', setting);
      expect(await set({ openLink: 'off', openPerMinute: 5, openInAll: 70 })).toBe(true);
      await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 1 });
      expect(await storage.wave('demo-2024')).toMatchObject({
        openLink: 'off',
        openPerMinute: 5,
        openInAll: 70,
        state: 'closed',
      });
      await set({ openLink: 'on', openPerMinute: 6 });
      const wave = await storage.wave('demo-2024');
      expect([wave?.openLink, wave?.openPerMinute, wave?.openInAll]).toEqual(['on', 6, undefined]);
    });

    it('have none once they are published, or were imported', async () => {
      const { storage } = subject;
      const setting = { openLink: 'on', openPerMinute: 1 } as const;
      await openWave(storage, { id: 'published', state: 'published' });
      await openWave(storage, { id: 'past', kind: 'imported', state: 'closed' });
      for (const id of ['published', 'past', 'unknown']) {
        expect(await storage.changeOpenLink(id, setting)).toBe(false);
      }
    });

    it('are handed back as they came, also after reopening', async () => {
      const draft = aWave({ id: 'draft' });
      await subject.storage.createWave(draft);
      const closed = await openWave(subject.storage, { state: 'closed', closedAt: 1_700_000_000_001 });
      await subject.reopen();
      expect(await subject.storage.wave('draft')).toStrictEqual(draft);
      expect(await subject.storage.wave(closed.id)).toStrictEqual(closed);
      expect(await subject.storage.wave('unknown')).toBeUndefined();
    });

    it('keep their id to themselves, across programmes', async () => {
      expect(await subject.storage.createWave(aWave())).toBe('created');
      expect(await subject.storage.createWave(aWave({ programme: 'other', period: '1999' }))).toBe('exists');
      expect(await subject.storage.wave('demo-2024')).toStrictEqual(aWave());
    });

    it('are ordered by programme, period and id', async () => {
      const created = [
        aWave({ id: 'b', programme: 'beta', period: '2023' }),
        aWave({ id: 'z', period: '2023' }),
        aWave({ id: 'y', period: '2024' }),
        aWave({ id: 'a', period: '2024' }),
      ];
      for (const wave of created) await subject.storage.createWave(wave);
      const ids = async (programme?: string) =>
        (await subject.storage.waves(programme)).map((wave) => wave.id);
      expect(await ids()).toEqual(['b', 'z', 'a', 'y']);
      expect(await ids('demo')).toEqual(['z', 'a', 'y']);
      expect(await ids('unknown')).toEqual([]);
    });

    it('move on from the states named, and from no other', async () => {
      await subject.storage.putDocuments([pinned]);
      await subject.storage.createWave(aWave());
      const opened = { state: 'open', document: pinned.hash, openedAt: 5 } as const;
      expect(await subject.storage.moveWave('demo-2024', ['closed', 'open'], opened)).toBe(false);
      expect(await subject.storage.wave('demo-2024')).toStrictEqual(aWave());
      expect(await subject.storage.moveWave('demo-2024', ['draft', 'closed'], opened)).toBe(true);
      expect(await subject.storage.wave('demo-2024')).toStrictEqual(aWave(opened));
      expect(await subject.storage.moveWave('unknown', ['draft'], opened)).toBe(false);
    });

    it('keep what a move does not name', async () => {
      const wave = await openWave(subject.storage);
      await subject.storage.moveWave(wave.id, ['open'], { state: 'closed', closedAt: 9 });
      expect(await subject.storage.wave(wave.id)).toStrictEqual({ ...wave, state: 'closed', closedAt: 9 });
    });

    it('are sealed once they are closed: they take nothing more and move no further', async () => {
      const { storage } = subject;
      await openWave(storage);
      expect(await storage.sealWave('demo-2024', 5)).toBe(false);
      await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 4 });
      const late = (id: number) => ({ response: aResponse({ id: responseId(id), isLate: true }) });
      expect(await storage.recordResponses([late(1)])).toEqual(['recorded']);
      expect(await storage.noteSealed('demo-2024', { responses: 1, digest: 'd' })).toBe(false);
      expect(await storage.sealWave('demo-2024', 5, anEvent({ action: 'waveSealed' }))).toBe(true);
      expect(await storage.sealWave('demo-2024', 6, anEvent({ action: 'waveSealed' }))).toBe(false);
      expect(await storage.recordResponses([late(2), late(1)])).toEqual(['waveNotOpen', 'alreadyRecorded']);
      expect(await storage.moveWave('demo-2024', ['closed'], { state: 'open' })).toBe(false);
      expect(await storage.noteSealed('demo-2024', { responses: 1, digest: 'd' }, anEvent())).toBe(true);
      expect(await storage.noteSealed('demo-2024', { responses: 2, digest: 'e' }, anEvent())).toBe(false);
      await subject.reopen();
      expect(await subject.storage.wave('demo-2024')).toMatchObject({
        state: 'closed',
        sealedAt: 5,
        sealedResponses: 1,
        sealedDigest: 'd',
      });
      expect((await subject.storage.auditAfter(0, 10)).map(({ action }) => action)).toEqual([
        'waveSealed',
        'signedIn',
      ]);
    });

    it('take late responses before they are sealed or not at all, when both happen at once', async () => {
      const { storage } = subject;
      await openWave(storage);
      await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 4 });
      const late = responses(40, { isLate: true }).map((response) => ({ response }));
      const sealing = (async () => {
        await storage.recordResponses(late.slice(0, 3));
        return storage.sealWave('demo-2024', 5);
      })();
      const outcomes = await Promise.all(late.slice(3).map((each) => storage.recordResponses([each])));
      expect(await sealing).toBe(true);
      const stored = 3 + outcomes.flat().filter((outcome) => outcome === 'recorded').length;
      expect(await allResponses(storage)).toHaveLength(stored);
      expect(await storage.recordResponses([late[39]!])).not.toEqual(['recorded']);
    });

    it('are moved by one of many who try at once', async () => {
      const wave = await openWave(subject.storage);
      const moves = Array.from({ length: 20 }, (_, closedAt) =>
        subject.storage.moveWave(wave.id, ['open'], { state: 'closed', closedAt }),
      );
      expect((await Promise.all(moves)).filter(Boolean)).toHaveLength(1);
    });

    it.each<[string, Parameters<typeof aWave>[0], RegExp]>([
      ['a survey that is open without a pinned document', { state: 'open' }, /check constraint/i],
      ['a document that was not put', { state: 'open', document: 'unknown' }, /foreign key constraint/i],
      ['a survey that is being imported', { state: 'importing' }, /check constraint/i],
      ['an imported wave that is open', { kind: 'imported', state: 'open' }, /check constraint/i],
      ['a state outside the list', { state: 'paused' as WaveState }, /check constraint/i],
    ])('refuse %s', async (_, changes, broken) => {
      await expect(subject.storage.createWave(aWave(changes))).rejects.toThrow(broken);
      expect(await subject.storage.waves()).toEqual([]);
    });

    /** A wave as an archive has it. */
    async function* archivedWith(title: string): AsyncGenerator<ArchivePage> {
      yield { kind: 'wave', rows: [{ ...aWave(), title }] };
    }

    it('refuse a title that is not JSON, where an archive holds one', async () => {
      const restored = subject.storage.restoreArchive(archivedWith('Autumn 2024'));
      await expect(restored).rejects.toThrow(/json/);
      expect(await subject.storage.waves()).toEqual([]);
    });

    it('give their title as text in each language, and to an archive as it lies there', async () => {
      const title = '{"zh-Hans":"二〇二四年秋", "en":"Autumn 2024"}';
      await subject.storage.restoreArchive(archivedWith(title));
      await subject.storage.createWave(aWave({ id: 'second' }));
      const waves = await subject.storage.waves();
      expect(waves[0]!.title).toEqual({ 'zh-Hans': '二〇二四年秋', en: 'Autumn 2024' });
      const archived: unknown[] = [];
      for await (const { kind, rows } of subject.storage.readArchive()) {
        if (kind === 'wave') archived.push(...rows.map((wave) => wave.title));
      }
      expect(archived).toEqual([title, canonicalJson(aWave().title)]);
    });
  });
}
