import { describe, expect, it } from 'vitest';
import { kindTables } from '../archive.ts';
import { columnName } from '../storable-value.ts';
import { allTables, tableNamed } from '../tables/tables.ts';
import { fill } from './archive.contract.ts';
import { freshForEachTest, type OpenEmptyStorage } from './subject.ts';

/** Holds the list of tables against the schema as it is. */
export function describeTables(open: OpenEmptyStorage): void {
  describe('the tables of the schema', () => {
    const subject = freshForEachTest(open);

    it('are all in the list that says what is kept, archived and granted', async () => {
      const inSchema = Object.keys(await subject.columnsByTable());
      expect(
        inSchema.filter((name) => tableNamed(name) === undefined),
        'These tables are in no archive and granted to nobody: give each a file in api/storage/tables/ and a line ' +
          'in tables.ts there',
      ).toEqual([]);
      expect(
        allTables.map(({ name }) => name).filter((name) => !inSchema.includes(name)),
        'These tables are in the list, and no migration of this engine makes them',
      ).toEqual([]);
      expect(new Set(allTables.map(({ name }) => name)).size).toBe(allTables.length);
    });

    it('have the columns the list says, and no others', async () => {
      const inSchema = await subject.columnsByTable();
      const lines = allTables.flatMap(({ name, columns, besides = {} }) => {
        const fields = Object.keys(columns).map(columnName);
        const standing = inSchema[name] ?? [];
        return [
          ...standing
            .filter((column) => !fields.includes(column) && !Object.hasOwn(besides, column))
            .map(
              (column) => `${name}.${column} is no field: nothing reads or writes it, and no archive has it`,
            ),
          ...fields
            .filter((column) => !standing.includes(column))
            .map(
              (column) => `${name}.${column} is a field, and no migration of this engine makes the column`,
            ),
        ];
      });
      expect(lines, 'see api/storage/tables/').toEqual([]);
    });

    it('know a row by the key the list says', async () => {
      const keys = await subject.uniqueKeysByTable();
      const others = allTables.flatMap(({ name, key }) => {
        if (key === undefined) return [];
        const wanted = key.map(columnName).sort().join();
        return keys[name]?.some((columns) => columns.toSorted().join() === wanted)
          ? []
          : [`${name}: ${wanted}`];
      });
      expect(others, 'These keys of api/storage/tables/ are no unique keys of this engine').toEqual([]);
    });

    it('give a kind of an archive once, and have the column by which it is known whose its rows are', () => {
      const kinds = kindTables.map(({ archive }) => archive.kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      const columnOf = { wave: 'wave', programme: 'programme', naming: 'hash', platform: undefined };
      for (const { columns, archive } of kindTables) {
        const column = columnOf[archive.of];
        if (column !== undefined) expect(Object.keys(columns)).toContain(column);
      }
      for (const { archive } of allTables) {
        if ('within' in archive) expect(kinds).toContain(archive.within);
      }
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
        const table = tableNamed(name);
        if (table === undefined || !('kind' in table.archive)) return [];
        const { kind } = table.archive;
        return columns
          .filter(
            (column) =>
              archived.get(kind)?.has(column) !== true && !Object.hasOwn(table.besides ?? {}, column),
          )
          .map((column) => `${name}.${column}`);
      });
      expect(
        lost,
        'These columns reach no archive: let "fill" in archive.contract.ts set them, or name them under besides in ' +
          'api/storage/tables/ with the reason',
      ).toEqual([]);
    });
  });
}
