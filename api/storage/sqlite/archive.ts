import Database from 'better-sqlite3';
import {
  type ArchiveKind,
  type ArchiveKinds,
  type ArchivePage,
  type ArchiveStorage,
  type ComposedKind,
  type KindTable,
  kindTables,
} from '../archive.ts';
import { columnName } from '../storable-value.ts';
import { asArchived, type Owner } from '../tables/table.ts';
import { auditWriter } from './audit.ts';
import { documentWriter } from './documents.ts';
import { importReader, importWriter } from './imports.ts';
import { responses } from './record-response.ts';
import { toSequence } from './responses.ts';
import { table, type Table } from './table.ts';
import { storageErrorOf } from './unit-of-work.ts';
import { userReader, userWriter } from './users.ts';

const PAGE = 250;

/**
 * @param open a further connection to the same database, which the caller of this closes again; a database in
 *   memory has none, and gives its own
 */
export function sqliteArchive(open: (mode: 'read' | 'write') => OpenedConnection): ArchiveStorage {
  return {
    async *readArchive(programme) {
      yield* asOfOneMoment(open('read'), (database) => archivePages(database, programme));
    },
    async *responsesOf(wave, openUntil) {
      const isTold = openUntil === undefined ? '' : `AND (channel <> 'open' OR sequence <= @openUntil)`;
      const given: Given = openUntil === undefined ? { wave } : { wave, openUntil: toSequence(openUntil) };
      yield* asOfOneMoment(open('read'), (database) =>
        rowsByKey(database, responses, ['id'], `wave = @wave ${isTold}`, given),
      );
    },
    async restoreArchive(pages, { programme, confirm, event } = {}) {
      const { database, release } = open('write');
      try {
        const put = rowWriter(database);
        database.exec('BEGIN IMMEDIATE');
        for await (const page of pages) put(page);
        await confirm?.(oneAfterTheOther(archivePages(database, programme)));
        auditWriter(database)(event);
        database.exec('COMMIT');
        return 'restored';
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK');
        if (isTaken(error)) return 'occupied';
        throw storageErrorOf(database.name, error);
      } finally {
        release();
      }
    },
  };
}

async function* oneAfterTheOther<Page>(pages: Iterable<Page>): AsyncGenerator<Page> {
  yield* pages;
}

type Given = Readonly<Record<string, string | number>>;

export interface OpenedConnection {
  readonly database: Database.Database;
  readonly release: () => void;
}

/** The first read fixes the moment; it ends with the last page, or when the reader wants no more. */
function* asOfOneMoment<Page>(
  { database, release }: OpenedConnection,
  read: (database: Database.Database) => Generator<Page>,
): Generator<Page> {
  try {
    database.exec('BEGIN');
    yield* read(database);
  } finally {
    if (database.inTransaction) database.exec('COMMIT');
    release();
  }
}

/** Which rows of each owner are of a programme. */
const isOfProgramme: { readonly [Kind in Exclude<Owner, 'wave'>]: string } = {
  programme: 'programme = @programme',
  naming: `hash IN (SELECT document FROM waves WHERE programme = @programme)
    OR hash IN (SELECT hash FROM releases WHERE programme = @programme)
    OR hash IN (SELECT sealed FROM releases WHERE programme = @programme)`,
  platform: 'false',
};

function* archivePages(database: Database.Database, programme: string | undefined): Generator<ArchivePage> {
  const isAll = programme === undefined;
  const given: Given = isAll ? {} : { programme };
  const filterOf = (of: Exclude<Owner, 'wave'>) => (isAll ? 'true' : isOfProgramme[of]);
  const waveIds = database
    .prepare<[Given], string>(`SELECT id FROM waves WHERE ${filterOf('programme')} ORDER BY id`)
    .pluck()
    .all(given);
  for (const listed of kindTables) {
    const { kind, of } = listed.archive;
    const kept = table(asArchived(listed));
    const complete = completionOf(kind, database);
    const [key, filters]: readonly [readonly string[], readonly (readonly [string, Given])[]] =
      of === 'wave'
        ? [keyInWave(listed), waveIds.map((wave) => ['wave = @wave', { wave }] as const)]
        : [listed.key, [[filterOf(of), given]]];
    for (const [filter, values] of filters) {
      for (const rows of rowsByKey(database, kept, key, filter, values)) {
        yield { kind, rows: rows.map(complete) } as unknown as ArchivePage;
      }
    }
  }
}

/** The key without the wave, unless there is nothing else in it. */
function keyInWave({ key }: KindTable): readonly string[] {
  return key.length === 1 ? key : key.filter((field) => field !== 'wave');
}

/** What completes a row of a kind that lies in several tables. */
const completions = { import: importReader, user: userReader } satisfies {
  readonly [Kind in ComposedKind]: (database: Database.Database) => (row: never) => ArchiveKinds[Kind];
};

function completionOf(kind: ArchiveKind, database: Database.Database): (row: object) => object {
  if (!isComposed(kind)) return (row) => row;
  return completions[kind](database) as (row: object) => object;
}

function isComposed(kind: ArchiveKind): kind is ComposedKind {
  return Object.hasOwn(completions, kind);
}

/** Page after page behind the last key seen, so that no page waits for the rows before it to be counted. */
function* rowsByKey<Entity extends object>(
  database: Database.Database,
  kept: Pick<Table<Entity>, 'name' | 'columns' | 'fromValues'>,
  key: readonly string[],
  filter: string,
  given: Given,
): Generator<readonly Entity[]> {
  const keys = key.map(columnName).join(', ');
  const places = key.map((_, index) => `@last${index}`).join(', ');
  // Rows as arrays take half the time of rows as objects.
  const page = database
    .prepare<[Given], readonly unknown[]>(
      `SELECT ${kept.columns}, ${keys} FROM ${kept.name}
       WHERE (${filter}) AND (${keys}) > (${places}) ORDER BY ${keys} LIMIT ${PAGE}`,
    )
    .raw();
  // Below every key: in SQLite a number comes before any text, even the empty one.
  let last: readonly unknown[] = key.map(() => Number.MIN_SAFE_INTEGER);
  for (;;) {
    const seen = Object.fromEntries(last.map((value, index) => [`last${index}`, value])) as Given;
    const rows = page.all({ ...given, ...seen });
    if (rows.length === 0) return;
    last = rows.at(-1)!.slice(-key.length);
    yield rows.map(kept.fromValues);
  }
}

/** What puts more than a row of one table, or what may stand already. */
const writers = { document: documentWriter, import: importWriter, user: userWriter } satisfies {
  readonly [Kind in ComposedKind | 'document']: (
    database: Database.Database,
  ) => (row: ArchiveKinds[Kind]) => void;
};

/** Puts rows as they are, inside the caller's transaction; throws on what stands already. */
function rowWriter(database: Database.Database): (page: ArchivePage) => void {
  const put = new Map<ArchiveKind, (row: object) => void>();
  for (const listed of kindTables) {
    const { kind } = listed.archive;
    const writer = Object.hasOwn(writers, kind)
      ? (writers[kind as keyof typeof writers](database) as (row: object) => void)
      : inserter(database, table(asArchived(listed)));
    put.set(kind, writer);
  }
  return ({ kind, rows }) => rows.forEach(put.get(kind)!);
}

function inserter<Entity extends object>(database: Database.Database, kept: Table<Entity>) {
  const insert = database.prepare(kept.insert);
  return (row: Entity) => void insert.run(kept.toRow(row));
}

/** The trigger that guards a release from being replaced speaks before the key does. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_TRIGGER'].includes(
      error.code,
    )
  );
}
