import { describe, expect, it } from 'vitest';
import { anEvent } from './audit.contract.ts';
import {
  aDecision,
  anExclusion,
  anImport,
  aRelease,
  importedWave,
  openWave,
  responseId,
  responses,
} from './samples.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

export function describeExclusions(open: OpenEmptyStorage): void {
  describe('exclusions', () => {
    const subject = freshForEachTest(open);
    const ids = (...numbers: number[]) => JSON.stringify(numbers.map(responseId));
    async function sealedWave(id = 'demo-2024') {
      const { storage } = subject;
      await openWave(storage, { id });
      await storage.recordResponses(responses(12, { wave: id }).map((response) => ({ response })));
      await storage.moveWave(id, ['open'], { state: 'closed', closedAt: 4 });
      await storage.sealWave(id, 5);
      await storage.noteSealed(id, { responses: 12, digest: 'sealed' });
    }
    const publish = (number: number, exclusions: number) =>
      subject.storage.addRelease(aRelease({ hash: `release-${number}`, number, exclusions }), {
        release: JSON.stringify({ number }),
      });

    it('are asked for by one and confirmed by another, also after reopening', async () => {
      await sealedWave();
      const { storage } = subject;
      const asked = anExclusion({ responses: ids(1, 2) });
      expect(await storage.askExclusion(asked, anEvent({ action: 'exclusionAsked' }))).toBe('asked');
      expect(await storage.exclusions('demo-2024')).toStrictEqual([asked]);
      const event = anEvent({ action: 'exclusionConfirmed' });
      expect(await storage.decideExclusion('demo-2024', 'exclusion-1', aDecision(), event)).toBe(true);
      await subject.reopen();
      expect(await subject.storage.exclusions('demo-2024')).toStrictEqual([{ ...asked, ...aDecision() }]);
      expect((await subject.storage.lastAudit())!.number).toBe(2);
    });

    it('are decided once', async () => {
      await sealedWave();
      const { storage } = subject;
      await storage.askExclusion(anExclusion());
      const rejected = aDecision({ state: 'rejected', decidedBy: 'user-1' });
      expect(await storage.decideExclusion('demo-2024', 'exclusion-1', rejected)).toBe(true);
      expect(await storage.decideExclusion('demo-2024', 'exclusion-1', aDecision(), anEvent())).toBe(false);
      expect(await storage.decideExclusion('demo-2024', 'unknown', aDecision(), anEvent())).toBe(false);
      expect(await storage.exclusions('demo-2024')).toStrictEqual([{ ...anExclusion(), ...rejected }]);
      expect(await storage.lastAudit()).toBeUndefined();
    });

    it('are never confirmed by who asked', async () => {
      await sealedWave();
      const { storage } = subject;
      await storage.askExclusion(anExclusion());
      const own = storage.decideExclusion('demo-2024', 'exclusion-1', aDecision({ decidedBy: 'user-1' }));
      await expect(own).rejects.toThrow(/check constraint/i);
      expect(await storage.exclusions('demo-2024')).toStrictEqual([anExclusion()]);
    });

    it('are of answers that stand, and of each only once', async () => {
      await sealedWave();
      const { storage } = subject;
      const ask = (id: string, ...numbers: number[]) =>
        storage.askExclusion(anExclusion({ id, responses: ids(...numbers) }), anEvent());
      expect(await ask('a', 1, 99)).toBe('unknown');
      expect(await ask('b', 1, 2)).toBe('asked');
      expect(await ask('c', 2, 3)).toBe('excludedAlready');
      await storage.decideExclusion('demo-2024', 'b', aDecision({ state: 'rejected' }));
      expect(await ask('d', 2, 3)).toBe('asked');
      expect((await storage.lastAudit())!.number).toBe(2);
    });

    it('wait until their wave is sealed, and end with its third release', async () => {
      const { storage } = subject;
      await openWave(storage);
      await storage.recordResponses(responses(12).map((response) => ({ response })));
      expect(await storage.askExclusion(anExclusion())).toBe('wrongState');
      await storage.moveWave('demo-2024', ['open'], { state: 'closed', closedAt: 4 });
      expect(await storage.askExclusion(anExclusion())).toBe('wrongState');
      await storage.sealWave('demo-2024', 5);
      await storage.noteSealed('demo-2024', { responses: 12, digest: 'sealed' });
      for (const number of [1, 2]) expect(await publish(number, 0)).toBe('added');
      expect(await storage.askExclusion(anExclusion())).toBe('asked');
      expect(await publish(3, 0)).toBe('added');
      expect(await storage.decideExclusion('demo-2024', 'exclusion-1', aDecision())).toBe(false);
      const late = anExclusion({ id: 'late', responses: ids(5) });
      expect(await storage.askExclusion(late)).toBe('wrongState');
    });

    it('that were confirmed since it was estimated make a release stale', async () => {
      await sealedWave();
      const { storage } = subject;
      await storage.askExclusion(anExclusion());
      expect(await publish(1, 1)).toBe('stale');
      expect(await publish(1, 0)).toBe('added');
      await storage.decideExclusion('demo-2024', 'exclusion-1', aDecision());
      expect(await publish(2, 0)).toBe('stale');
      expect(await publish(2, 1)).toBe('added');
    });

    it('go with the import that brought their wave, when it is undone', async () => {
      const { storage } = subject;
      await storage.beginImport(anImport(), [importedWave()]);
      await storage.addImportedResponses(
        'import-1',
        responses(3, { wave: 'demo-2019', channel: 'imported' }),
      );
      await storage.finishImport('import-1', 3, 50);
      await storage.sealWave('demo-2019', 51);
      await storage.noteSealed('demo-2019', { responses: 3, digest: 'sealed' });
      expect(await storage.askExclusion(anExclusion({ wave: 'demo-2019' }))).toBe('asked');
      expect(await storage.undoImport('import-1')).toBe('undone');
      expect(await storage.exclusions('demo-2019')).toEqual([]);
    });
  });

  describe('responses by their ids', () => {
    const subject = freshForEachTest(open);

    it('are those of the wave, in the order of the ids', async () => {
      const { storage } = subject;
      await openWave(storage);
      await openWave(storage, { id: 'other' });
      const stored = responses(5);
      await storage.recordResponses(
        [...stored, ...responses(5, { wave: 'other' })].map((response) => ({ response })),
      );
      const found = await storage.responsesByIds('demo-2024', [responseId(4), responseId(2), 'unknown']);
      expect(found).toStrictEqual([stored[1], stored[3]]);
      expect(await storage.responsesByIds('demo-2024', [])).toEqual([]);
    });
  });
}
