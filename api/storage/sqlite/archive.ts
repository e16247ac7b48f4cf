import Database from 'better-sqlite3';
import type { ArchiveKind, ArchiveKinds, ArchivePage, ArchiveStorage, StoredInvitation } from '../archive.ts';
import { auditEntries, auditWriter } from './audit.ts';
import { documents, documentWriter } from './documents.ts';
import { heldResponses } from './hold-response.ts';
import { exclusions } from './exclusions.ts';
import { importReader, imports, importWriter } from './imports.ts';
import { invitationBatches } from './invitations.ts';
import { responses } from './record-response.ts';
import { toSequence } from './responses.ts';
import { retentions } from './retention.ts';
import { releases } from './releases.ts';
import { table, type Table } from './table.ts';
import { storageErrorOf } from './unit-of-work.ts';
import { userReader, users, userWriter } from './users.ts';
import { waves } from './waves.ts';

const PAGE = 250;

const invitations = table<StoredInvitation>('invitations', {
  wave: 'text',
  tokenHash: 'text',
  batch: 'text',
  isUsed: 'boolean',
});

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
        rowsByKey(database, responses, 'id', `wave = @wave ${isTold}`, given),
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

function* archivePages(database: Database.Database, programme: string | undefined): Generator<ArchivePage> {
  const isAll = programme === undefined;
  const given: Given = isAll ? {} : { programme };
  const ofProgramme = isAll ? 'true' : 'programme = @programme';
  const isNamed = `hash IN (SELECT document FROM waves WHERE ${ofProgramme})
    OR hash IN (SELECT hash FROM releases WHERE ${ofProgramme})
    OR hash IN (SELECT sealed FROM releases WHERE ${ofProgramme})`;
  const waveIds = database
    .prepare<[Given], string>(`SELECT id FROM waves WHERE ${ofProgramme} ORDER BY id`)
    .pluck()
    .all(given);

  yield* pages('document', rowsByKey(database, documents, 'hash', isAll ? 'true' : isNamed, given));
  yield* pages('wave', rowsByKey(database, waves, 'id', ofProgramme, given));
  yield* pages('import', rowsByKey(database, imports, 'id', ofProgramme, given), importReader(database));
  for (const [kind, kept, key] of keptByWave) {
    for (const wave of waveIds) {
      yield* pages(kind, rowsByKey<ArchiveKinds[typeof kind]>(database, kept, key, 'wave = @wave', { wave }));
    }
  }
  if (!isAll) return;
  yield* pages('user', rowsByKey(database, users, 'id', 'true', {}), userReader(database));
  yield* pages('auditEntry', rowsByKey(database, auditEntries, 'number', 'true', {}));
}

/** What belongs to a wave, with the column that is its key within the wave. */
const keptByWave = [
  ['invitationBatch', invitationBatches, 'id'],
  ['invitation', invitations, 'token_hash'],
  ['heldResponse', heldResponses, 'key'],
  ['response', responses, 'id'],
  ['release', releases, 'number'],
  ['exclusion', exclusions, 'id'],
  ['retention', retentions, 'wave'],
] as const;

function* pages<Kind extends ArchiveKind, Row>(
  kind: Kind,
  read: Generator<readonly Row[]>,
  complete: (row: Row) => ArchiveKinds[Kind] = (row) => row as unknown as ArchiveKinds[Kind],
): Generator<ArchivePage> {
  for (const rows of read) yield { kind, rows: rows.map(complete) } as unknown as ArchivePage;
}

/** Page after page behind the last key seen, so that no page waits for the rows before it to be counted. */
function* rowsByKey<Entity extends object>(
  database: Database.Database,
  kept: Pick<Table<Entity>, 'name' | 'columns' | 'fromValues'>,
  key: string,
  filter: string,
  given: Given,
): Generator<readonly Entity[]> {
  // Rows as arrays take half the time of rows as objects.
  const page = database
    .prepare<[Given], readonly unknown[]>(
      `SELECT ${kept.columns}, ${key} FROM ${kept.name}
       WHERE (${filter}) AND ${key} > @last ORDER BY ${key} LIMIT ${PAGE}`,
    )
    .raw();
  // Below every key: in SQLite a number comes before any text, even the empty one.
  let last: string | number = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = page.all({ ...given, last });
    if (rows.length === 0) return;
    last = rows.at(-1)!.at(-1) as string | number;
    yield rows.map(kept.fromValues);
  }
}

/** Puts rows as they are, inside the caller's transaction; throws on what stands already. */
function rowWriter(database: Database.Database): (page: ArchivePage) => void {
  const put: { readonly [Kind in ArchiveKind]: (row: ArchiveKinds[Kind]) => void } = {
    document: documentWriter(database),
    wave: inserter(database, waves),
    import: importWriter(database),
    invitationBatch: inserter(database, invitationBatches),
    invitation: inserter(database, invitations),
    heldResponse: inserter(database, heldResponses),
    response: inserter(database, responses),
    release: inserter(database, releases),
    exclusion: inserter(database, exclusions),
    retention: inserter(database, retentions),
    user: userWriter(database),
    auditEntry: inserter(database, auditEntries),
  };
  return ({ kind, rows }) => {
    const putOne = put[kind] as (row: unknown) => void;
    for (const row of rows) putOne(row);
  };
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
