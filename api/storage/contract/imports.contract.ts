import { describe, expect, it } from 'vitest';
import type { StoredResponse } from '../storage.ts';
import {
  aRelease,
  aResponse,
  aWave,
  allResponses,
  anImport,
  importedWave,
  openWave,
  responses,
} from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function describeImports(open: OpenEmptyStorage): void {
  describe('imports', () => {
    const subject = freshForEachTest(open);
    const imported = (count: number, changes: Partial<StoredResponse> = {}) =>
      responses(count, { wave: 'demo-2019', channel: 'imported', ...changes });
    const waveState = async (id = 'demo-2019') => (await subject.storage.wave(id))?.state;

    async function importThree() {
      await subject.storage.beginImport(anImport(), [importedWave()]);
      await subject.storage.addImportedResponses('import-1', imported(3));
      await subject.storage.finishImport('import-1', 3, 50);
    }

    it('begin as running, with waves that are being imported', async () => {
      const begun = anImport({ waves: ['demo-2020', 'demo-2019'], state: 'done' });
      const waves = [importedWave({ id: 'demo-2020', state: 'closed' }), importedWave({ kind: 'survey' })];
      expect(await subject.storage.beginImport(begun, waves)).toEqual({});
      await subject.reopen();
      expect(await subject.storage.import('import-1')).toStrictEqual({ ...begun, state: 'running' });
      expect(await subject.storage.wave('demo-2020')).toStrictEqual(importedWave({ id: 'demo-2020' }));
      expect(await subject.storage.wave('demo-2019')).toStrictEqual(importedWave());
    });

    it('name the wave that is taken, and then begin nothing', async () => {
      await subject.storage.createWave(aWave({ id: 'demo-2020' }));
      const begun = anImport({ waves: ['demo-2019', 'demo-2020'] });
      const waves = [importedWave(), importedWave({ id: 'demo-2020' })];
      expect(await subject.storage.beginImport(begun, waves)).toEqual({ waveExists: 'demo-2020' });
      expect(await subject.storage.import('import-1')).toBeUndefined();
      expect(await subject.storage.wave('demo-2019')).toBeUndefined();
    });

    it('do not begin where the waves are not the ones they name', async () => {
      const begun = subject.storage.beginImport(anImport({ waves: ['demo-2018'] }), [importedWave()]);
      await expect(begun).rejects.toThrow('demo-2018');
      expect(await subject.storage.waves()).toEqual([]);
    });

    it('store their responses once, and close their waves at the end', async () => {
      await subject.storage.beginImport(anImport(), [importedWave()]);
      const [first, second, third] = imported(3) as [StoredResponse, StoredResponse, StoredResponse];
      expect(await subject.storage.addImportedResponses('import-1', [first, second])).toEqual([
        'recorded',
        'recorded',
      ]);
      const changed = imported(1, { answers: '{}' });
      expect(await subject.storage.addImportedResponses('import-1', [second, third, ...changed])).toEqual([
        'alreadyRecorded',
        'recorded',
        'conflict',
      ]);
      expect(await waveState()).toBe('importing');
      await subject.storage.finishImport('import-1', 3, 50);
      await subject.reopen();
      expect(await allResponses(subject.storage, 'demo-2019')).toStrictEqual([first, second, third]);
      expect(await subject.storage.import('import-1')).toStrictEqual(anImport({ state: 'done', rows: 3 }));
      expect(await subject.storage.wave('demo-2019')).toStrictEqual(
        importedWave({ state: 'closed', closedAt: 50 }),
      );
    });

    it('store nothing outside their own waves, nor in another channel', async () => {
      await subject.storage.beginImport(anImport(), [importedWave()]);
      await openWave(subject.storage);
      const [elsewhere] = imported(1, { wave: 'demo-2024' }) as [StoredResponse];
      const [live] = imported(1, { channel: 'open' }) as [StoredResponse];
      const [good] = imported(1, { id: 'good' }) as [StoredResponse];
      const outcomes = await subject.storage.addImportedResponses('import-1', [elsewhere, live, good]);
      expect(outcomes).toEqual(['waveNotOpen', 'invalid', 'recorded']);
      expect(await subject.storage.addImportedResponses('unknown', imported(1))).toEqual(['waveNotOpen']);
    });

    it('are the only way into their waves', async () => {
      await subject.storage.beginImport(anImport(), [importedWave()]);
      const live = { response: aResponse({ wave: 'demo-2019', isLate: true }) };
      expect(await subject.storage.recordResponses([live])).toEqual(['waveNotOpen']);
      await subject.storage.finishImport('import-1', 0, 50);
      expect(await subject.storage.recordResponses([live])).toEqual(['waveNotOpen']);
    });

    it('that are finished take nothing more, and acknowledge what stands', async () => {
      await importThree();
      expect(await subject.storage.addImportedResponses('import-1', imported(4))).toEqual([
        'alreadyRecorded',
        'alreadyRecorded',
        'alreadyRecorded',
        'waveNotOpen',
      ]);
      await expect(subject.storage.finishImport('import-1', 4, 60)).rejects.toThrow('not running');
    });

    it('that are undone leave their record, and neither wave nor response nor count', async () => {
      await importThree();
      expect(await subject.storage.undoImport('import-1')).toBe('undone');
      await subject.reopen();
      expect(await subject.storage.wave('demo-2019')).toBeUndefined();
      expect(await allResponses(subject.storage, 'demo-2019')).toEqual([]);
      expect(await subject.storage.countResponses('demo-2019')).toEqual([]);
      expect(await subject.storage.import('import-1')).toStrictEqual(anImport({ state: 'undone', rows: 3 }));
    });

    it('can be undone while they run', async () => {
      await subject.storage.beginImport(anImport(), [importedWave()]);
      await subject.storage.addImportedResponses('import-1', imported(3));
      expect(await subject.storage.undoImport('import-1')).toBe('undone');
      expect(await subject.storage.addImportedResponses('import-1', imported(3))).toEqual([
        'waveNotOpen',
        'waveNotOpen',
        'waveNotOpen',
      ]);
      await expect(subject.storage.finishImport('import-1', 3, 50)).rejects.toThrow('not running');
    });

    it('that are undone again spare a later import of the same waves', async () => {
      await importThree();
      await subject.storage.undoImport('import-1');
      await subject.storage.beginImport(anImport({ id: 'import-2' }), [importedWave()]);
      await subject.storage.addImportedResponses('import-2', imported(2));
      expect(await subject.storage.undoImport('import-1')).toBe('undone');
      expect(await allResponses(subject.storage, 'demo-2019')).toHaveLength(2);
    });

    it('never give a cursor a second meaning', async () => {
      await importThree();
      const { cursor } = await subject.storage.responsesAfter('demo-2019', '', 10);
      await subject.storage.undoImport('import-1');
      await subject.storage.beginImport(anImport({ id: 'import-2' }), [importedWave()]);
      await subject.storage.addImportedResponses('import-2', imported(2));
      const page = await subject.storage.responsesAfter('demo-2019', cursor, 10);
      expect(page.responses).toHaveLength(2);
    });

    it('cannot be undone once one of their waves is published', async () => {
      const second = importedWave({ id: 'demo-2020', period: '2020' });
      await subject.storage.beginImport(anImport({ waves: ['demo-2019', 'demo-2020'] }), [
        importedWave(),
        second,
      ]);
      await subject.storage.addImportedResponses('import-1', imported(3));
      await subject.storage.finishImport('import-1', 3, 50);
      await subject.storage.addRelease(aRelease({ wave: 'demo-2020' }), { release: '{}' });
      expect(await subject.storage.undoImport('import-1')).toBe('published');
      expect(await allResponses(subject.storage, 'demo-2019')).toHaveLength(3);
      expect((await subject.storage.import('import-1'))?.state).toBe('done');
    });

    it('that are not there cannot be undone or found', async () => {
      expect(await subject.storage.undoImport('unknown')).toBe('unknown');
      expect(await subject.storage.import('unknown')).toBeUndefined();
    });

    it('are listed by programme in the order they began', async () => {
      const later = anImport({ id: 'a-later', createdAt: 2, waves: [] });
      const earlier = anImport({ id: 'b-earlier', createdAt: 1 });
      await subject.storage.beginImport(later, []);
      await subject.storage.beginImport(earlier, [importedWave()]);
      await subject.storage.beginImport(anImport({ id: 'c', programme: 'other', waves: [] }), []);
      expect(await subject.storage.imports('demo')).toStrictEqual([earlier, later]);
      expect(await subject.storage.imports('unknown')).toEqual([]);
    });
  });
}
