import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { archiveKinds, type ArchivePage } from '../archive.ts';
import type { Storage, StoredResponse } from '../storage.ts';
import { anEvent } from './audit.contract.ts';
import {
  aBatch,
  aDecision,
  allResponses,
  anExclusion,
  anImport,
  anAuditKey,
  aRelease,
  aResponse,
  aUser,
  importedWave,
  invited,
  openWave,
  responseId,
  responses,
  heldAs,
} from './samples.ts';
import { archiveOfBefore } from './archive-of-before.test-data.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

/** Something of everything, in two programmes. */
export async function fill(storage: Storage): Promise<void> {
  await storage.useAuditKey(anAuditKey);
  await storage.putUser(aUser({ grants: [{ role: 'evaluator', programme: 'demo' }] }), anEvent());
  await storage.putUser(
    aUser({
      id: 'user-0',
      name: 'Li',
      passwordHash: 'scrypt$1',
      isDisabled: true,
      secondFactor: 'sealed',
      lastCodeStep: 58_000_000,
      recoveryCodes: '["code"]',
    }),
    anEvent(),
  );
  await openWave(storage, { plannedEnd: '2024-06-30' });
  await storage.changeOpenLink('demo-2024', { openLink: 'on', openPerMinute: 60, openInAll: 5000 });
  await storage.addInvitations(aBatch(), ['used', 'unused']);
  await storage.recordResponses([
    {
      response: aResponse({
        id: responseId(9),
        area: 'north',
        durationBand: '1to3',
        localDay: '2024-05-06',
        recordHash: 'keys.record',
      }),
    },
    { response: aResponse({ id: responseId(2), language: 'en', formProbability: 0.25 }) },
    invited('used', { id: responseId(5) }),
  ]);
  await storage.tellHeld('demo-2024', 1);
  await storage.beginImport(anImport(), [
    importedWave({ document: (await storage.wave('demo-2024'))!.document! }),
  ]);
  await storage.addImportedResponses('import-1', [
    aResponse({ wave: 'demo-2019', channel: 'imported', weight: 0.1 + 0.2, stratum: '北', primaryUnit: 'p' }),
  ]);
  await storage.finishImport('import-1', 1, 77);
  await storage.sealWave('demo-2019', 78);
  await storage.noteSealed('demo-2019', { responses: 1, digest: 'sealed' });
  const excluded = JSON.stringify([(await allResponses(storage, 'demo-2019'))[0]!.id]);
  await storage.askExclusion(anExclusion({ wave: 'demo-2019', responses: excluded }));
  await storage.decideExclusion('demo-2019', 'exclusion-1', aDecision());
  await storage.addRelease(
    aRelease({ wave: 'demo-2019', responses: 1, digest: 'sealed', sealed: 'sealed-1', exclusions: 1 }),
    { release: '{"index":80.1}', sealed: '{"index":80.123}' },
    anEvent({ action: 'releasePublished' }),
  );
  // Erasing is for the owner of the tables; what was erased elsewhere is put back by everybody.
  const erased = {
    kind: 'retention' as const,
    rows: [{ wave: 'demo-2019', until: '2026-01-31', erasedAt: 88 }],
  };
  await storage.restoreArchive(replayed([erased]));
  await storage.declareRetention('demo-2024', '2027-01-31');
  await openWave(storage, { id: 'elsewhere', programme: 'other', document: await ownDocument(storage) });
  await storage.recordResponses([{ response: aResponse({ wave: 'elsewhere' }) }]);
}

async function ownDocument(storage: Storage): Promise<string> {
  await storage.putDocuments([{ hash: 'only elsewhere', body: '{"elsewhere":true}' }]);
  return 'only elsewhere';
}

async function everyPage(storage: Storage, programme?: string): Promise<ArchivePage[]> {
  const pages: ArchivePage[] = [];
  for await (const page of storage.readArchive(programme)) pages.push(page);
  return pages;
}

/** Kind and row, one after the other, however they were paged. */
async function archived(storage: Storage, programme?: string) {
  return (await everyPage(storage, programme)).flatMap(({ kind, rows }) =>
    rows.map((row) => ({ kind, row })),
  );
}

async function* replayed(pages: readonly ArchivePage[]): AsyncGenerator<ArchivePage> {
  yield* pages;
}

export function describeArchive(open: OpenEmptyStorage): void {
  describe('archives', () => {
    const subject = freshForEachTest(open);
    const target = freshForEachTest(open);

    it('hold everything, kind by kind, in the order of the keys', async () => {
      await fill(subject.storage);
      const rows = await archived(subject.storage);
      const kinds = rows.map(({ kind }) => kind);
      expect([...new Set(kinds)]).toEqual(archiveKinds);
      expect(kinds).toEqual([...kinds].sort((a, b) => archiveKinds.indexOf(a) - archiveKinds.indexOf(b)));
      const keys = rows.flatMap(({ kind, row }) =>
        kind === 'response' ? [`${(row as StoredResponse).wave} ${(row as StoredResponse).id}`] : [],
      );
      expect(keys).toEqual([...keys].sort());
      expect(keys).toHaveLength(4);
      expect(rows).toContainEqual({
        kind: 'invitation',
        row: { wave: 'demo-2024', tokenHash: 'used', batch: 'batch-1', isUsed: true },
      });
      expect(rows).toContainEqual({
        kind: 'heldResponse',
        row: {
          wave: 'demo-2024',
          batch: 'batch-1',
          told: 1,
          ...heldAs(invited('used', { id: responseId(5) }).response),
        },
      });
      expect(rows.filter(({ kind }) => kind === 'auditEntry')).toHaveLength(3);
    });

    it('written before forms were drawn are put back, and give the same lines again', async () => {
      async function* pages(): AsyncGenerator<ArchivePage> {
        for (const line of archiveOfBefore) {
          const [kind, row] = JSON.parse(line) as [ArchivePage['kind'], never];
          yield { kind, rows: [row] };
        }
      }
      expect(await target.storage.restoreArchive(pages())).toBe('restored');
      await target.reopen();
      const lines = (await archived(target.storage)).map(({ kind, row }) => canonicalJson([kind, row]));
      expect(lines).toEqual(archiveOfBefore);
    });

    it('put back elsewhere give the same archive again, and a storage that works on', async () => {
      await fill(subject.storage);
      expect(await target.storage.restoreArchive(subject.storage.readArchive())).toBe('restored');
      await target.reopen();
      expect(await archived(target.storage)).toStrictEqual(await archived(subject.storage));
      const counts = await subject.storage.countResponses('demo-2024');
      expect(await target.storage.countResponses('demo-2024')).toStrictEqual(counts);
      const [again, another, used] = await target.storage.recordResponses([
        { response: aResponse({ id: responseId(2), language: 'en' }) },
        { response: aResponse({ id: responseId(3) }) },
        invited('used', { id: responseId(4) }),
      ]);
      expect([again, another, used]).toEqual(['alreadyRecorded', 'recorded', 'invitationUsed']);
      expect(await allResponses(target.storage)).toHaveLength(3);
      expect(await target.storage.countHeld('demo-2024')).toEqual([{ batch: 'batch-1', held: 1, told: 1 }]);
      await target.storage.useAuditKey(anAuditKey);
      expect(await target.storage.appendAudit(anEvent())).toMatchObject({ number: 4 });
    });

    it('of one programme hold what belongs to it and nothing else', async () => {
      await fill(subject.storage);
      const rows = await archived(subject.storage, 'other');
      expect(rows.map(({ kind }) => kind)).toEqual(['document', 'wave', 'response']);
      expect(rows[0]!.row).toStrictEqual({ hash: 'only elsewhere', body: '{"elsewhere":true}' });
      const demo = await archived(subject.storage, 'demo');
      expect(demo.filter(({ kind }) => kind === 'document')).toHaveLength(3);
      expect(demo.some(({ kind }) => kind === 'user' || kind === 'auditEntry')).toBe(false);
      expect(await archived(subject.storage, 'unknown')).toEqual([]);
    });

    it('of two programmes can be put back one after the other', async () => {
      await fill(subject.storage);
      for (const programme of ['demo', 'other']) {
        expect(await target.storage.restoreArchive(subject.storage.readArchive(programme))).toBe('restored');
      }
      const withoutPeople = (await archived(subject.storage)).filter(
        ({ kind }) => kind !== 'user' && kind !== 'auditEntry',
      );
      expect(await archived(target.storage)).toStrictEqual(withoutPeople);
    });

    it('are put back whole or not at all', async () => {
      await fill(subject.storage);
      const pages = await everyPage(subject.storage);
      await openWave(target.storage, { id: 'elsewhere', programme: 'third' });
      const before = await archived(target.storage);
      expect(await target.storage.restoreArchive(replayed(pages))).toBe('occupied');
      expect(await archived(target.storage)).toStrictEqual(before);
      async function* tornOff(): AsyncGenerator<ArchivePage> {
        yield* pages.slice(0, 1);
        throw new Error('the file ends here');
      }
      await expect(target.storage.restoreArchive(tornOff())).rejects.toThrow('the file ends here');
      expect(await archived(target.storage)).toStrictEqual(before);
    });

    it('are put back only when what would stand is confirmed, with the word of who did it', async () => {
      await fill(subject.storage);
      const refuse = subject.storage.readArchive();
      const seen: ArchivePage[] = [];
      const restored = target.storage.restoreArchive(refuse, {
        async confirm(standing) {
          for await (const page of standing) seen.push(page);
          throw new Error('that is not it');
        },
        event: anEvent({ action: 'archiveRestored' }),
      });
      await expect(restored).rejects.toThrow('that is not it');
      expect(seen.flatMap(({ rows }) => rows as readonly unknown[])).toStrictEqual(
        (await archived(subject.storage)).map(({ row }) => row),
      );
      await target.reopen();
      expect(await archived(target.storage)).toEqual([]);
      const event = anEvent({ action: 'archiveRestored' });
      const confirmed: ArchivePage['kind'][] = [];
      const confirm = async (standing: AsyncIterable<ArchivePage>) => {
        for await (const { kind } of standing) confirmed.push(kind);
      };
      const pages = subject.storage.readArchive('other');
      expect(await target.storage.restoreArchive(pages, { programme: 'other', confirm, event })).toBe(
        'restored',
      );
      expect(confirmed).toEqual(['document', 'wave', 'response']);
      expect(await target.storage.lastAudit()).toMatchObject({ number: 1, action: 'archiveRestored' });
    });

    it('are of one moment, whatever is written while they are read', async () => {
      await fill(subject.storage);
      const pages = subject.storage.readArchive()[Symbol.asyncIterator]();
      const first = await pages.next();
      await subject.storage.recordResponses(
        responses(3, { wave: 'elsewhere' }).map((response) => ({ response })),
      );
      const rest: ArchivePage[] = [];
      for (let next = await pages.next(); !next.done; next = await pages.next()) rest.push(next.value);
      const stored = [first.value as ArchivePage, ...rest].flatMap((page) =>
        page.kind === 'response' ? page.rows : [],
      );
      expect(stored).toHaveLength(4);
    });

    it('can be left before their end', async () => {
      await fill(subject.storage);
      for await (const page of subject.storage.readArchive()) {
        expect(page.kind).toBe('document');
        break;
      }
      expect(
        await subject.storage.recordResponses([{ response: aResponse({ id: responseId(77) }) }]),
      ).toEqual(['recorded']);
    });
  });

  describe('all responses of a wave', () => {
    const subject = freshForEachTest(open);

    it('come in the binary order of their ids, over many pages', async () => {
      await openWave(subject.storage);
      const stored = responses(5000);
      await subject.storage.recordResponses([...stored].reverse().map((response) => ({ response })));
      const read: StoredResponse[] = [];
      for await (const page of subject.storage.responsesOf('demo-2024')) read.push(...page);
      expect(read).toStrictEqual(stored);
    });

    it('are none of a wave that has none', async () => {
      for await (const page of subject.storage.responsesOf('unknown')) expect(page).toEqual([]);
    });
  });
}
