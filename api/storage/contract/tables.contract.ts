import { describe, expect, it } from 'vitest';
import { archiveKinds } from '../archive.ts';
import { columnName } from '../storable-value.ts';
import { tables } from '../tables.ts';
import { fill } from './archive.contract.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

/** Holds the list of tables against the schema as it is. */
export function describeTables(open: OpenEmptyStorage): void {
  describe('the tables of the schema', () => {
    const subject = freshForEachTest(open);

    it('are all in the list that says what is archived and granted', async () => {
      const inSchema = Object.keys(await subject.columnsByTable());
      const unlisted = inSchema.filter((name) => !Object.hasOwn(tables, name));
      expect(
        unlisted,
        'These tables are in no archive and granted to nobody: give each a row in api/storage/tables.ts ' +
          '(and, if it is to be in archives, a kind in api/storage/archive.ts and both engines)',
      ).toEqual([]);
      const gone = Object.keys(tables).filter((name) => !inSchema.includes(name));
      expect(gone, 'api/storage/tables.ts names tables that this engine does not have').toEqual([]);
    });

    it('give every kind of an archive exactly once', () => {
      const kinds = Object.values(tables).flatMap(({ archive }) => ('kind' in archive ? [archive.kind] : []));
      expect([...kinds].sort()).toEqual([...archiveKinds].sort());
    });

    it('lose no column on the way into an archive', async () => {
      await fill(subject.storage);
      const archived = new Map<string, Set<string>>();
      for await (const { kind, rows } of subject.storage.readArchive()) {
        const fields = archived.get(kind) ?? new Set();
        archived.set(kind, fields);
        for (const row of rows) for (const field of Object.keys(row)) fields.add(columnName(field));
      }
      const lost = Object.entries(await subject.columnsByTable()).flatMap(([name, columns]) => {
        const kept = tables[name];
        if (kept === undefined || !('kind' in kept.archive)) return [];
        const { kind } = kept.archive;
        return columns
          .filter(
            (column) => !archived.get(kind)!.has(column) && !Object.hasOwn(kept.columnsLeftOut ?? {}, column),
          )
          .map((column) => `${name}.${column}`);
      });
      expect(
        lost,
        'These columns reach no archive: put them into the entity of their kind and let "fill" in ' +
          'archive.contract.ts set them, or name them under columnsLeftOut in api/storage/tables.ts with the reason',
      ).toEqual([]);
    });
  });
}
