import {
  type ArchiveKind,
  type ArchiveKinds,
  type ArchivePage,
  type ArchiveStorage,
  type ComposedKind,
  kindTables,
} from '../archive.ts';
import { columnName } from '../storable-value.ts';
import { asArchived, type Owner } from '../tables/table.ts';
import type { StoredResponse } from '../storage.ts';
import { appendAudit } from './audit.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { putDocuments } from './documents.ts';
import { isTaken, storageErrorOf } from './errors.ts';
import { importFromRow, putImport, waveNames } from './imports.ts';
import { responses } from './record-responses.ts';
import { fromCursor } from './responses.ts';
import { table } from './table.ts';
import { addUser, grantsOfUser, userFromRow } from './users.ts';

const PAGE = 2000;

export function postgresArchive({ open, longWork }: Connections): ArchiveStorage {
  /** Reads within one transaction that sees one moment; it ends with the last page, or when no more are wanted. */
  async function* asOfOneMoment<Page>(read: (client: Client) => AsyncGenerator<Page>): AsyncGenerator<Page> {
    const client = await open();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      yield* read(client);
    } catch (error) {
      throw storageErrorOf(error);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  return {
    readArchive: (programme) => asOfOneMoment((client) => archivePages(client, programme)),
    responsesOf: (wave, openUntil) => asOfOneMoment((client) => responsePages(client, wave, openUntil)),
    async restoreArchive(pages, { programme, confirm, event } = {}) {
      try {
        await longWork(async (client) => {
          for await (const { kind, rows } of pages) await putRows.get(kind)!(client, rows);
          await confirm?.(archivePages(client, programme));
          await appendAudit(client, event);
        });
        return 'restored';
      } catch (error) {
        if (isTaken(error)) return 'occupied';
        throw error;
      }
    },
  };
}

/** Which rows of each owner are of a programme. */
const isOfProgramme: { readonly [Kind in Owner]: string } = {
  programme: 'programme = $1',
  wave: 'wave IN (SELECT id FROM waves WHERE programme = $1)',
  naming: `hash IN (SELECT document FROM waves WHERE programme = $1)
    OR hash IN (SELECT hash FROM releases WHERE programme = $1)
    OR hash IN (SELECT sealed FROM releases WHERE programme = $1)`,
  platform: 'false',
};

async function* archivePages(client: Client, programme: string | undefined): AsyncGenerator<ArchivePage> {
  for (const listed of kindTables) {
    const { kind, of } = listed.archive;
    // Nothing is asked of what no programme has, for it would have no place for the name.
    if (programme !== undefined && of === 'platform') continue;
    const kept = table(asArchived(listed));
    const { more, fromRow } = compositionOf(kind) ?? { more: '', fromRow: kept.fromRow };
    const text = `SELECT ${kept.columns}${more} FROM ${kept.name}
      WHERE ${programme === undefined ? 'true' : isOfProgramme[of]} ORDER BY ${listed.key.map(columnName).join(', ')}`;
    for await (const rows of pagesOf(client, text, programme === undefined ? [] : [programme])) {
      yield { kind, rows: rows.map(fromRow) } as unknown as ArchivePage;
    }
  }
}

/** What a kind that lies in several tables selects besides, and how a row is put together. */
interface Composition<Row> {
  readonly more: string;
  readonly fromRow: (row: unknown) => Row;
}
const compositions: { readonly [Kind in ComposedKind]: Composition<ArchiveKinds[Kind]> } = {
  import: { more: `, ${waveNames}`, fromRow: importFromRow },
  user: { more: `, ${grantsOfUser}`, fromRow: userFromRow },
};

function compositionOf(kind: ArchiveKind): Composition<object> | undefined {
  return Object.hasOwn(compositions, kind) ? compositions[kind as ComposedKind] : undefined;
}

async function* responsePages(
  client: Client,
  wave: string,
  openUntil: string | undefined,
): AsyncGenerator<readonly StoredResponse[]> {
  const isTold = `AND (channel <> 'open' OR (transaction_id, sequence) <= ($2::xid8, $3::bigint))`;
  const text = `SELECT ${responses.columns} FROM responses
    WHERE wave = $1 ${openUntil === undefined ? '' : isTold} ORDER BY wave, id`;
  const values = openUntil === undefined ? [wave] : [wave, ...fromCursor(openUntil)];
  for await (const rows of pagesOf(client, text, values)) yield rows.map(responses.fromRow);
}

/** The rows of a query, a page at a time, with one in memory. */
async function* pagesOf(client: Client, text: string, values: string[]): AsyncGenerator<readonly unknown[]> {
  await client.query(`DECLARE pages NO SCROLL CURSOR FOR ${text}`, values);
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>(`FETCH ${PAGE} FROM pages`);
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query('CLOSE pages');
}

/** What puts more than a row of one table, or what may stand already. */
const writers: {
  readonly [Kind in ComposedKind | 'document']: (
    client: Client,
    rows: readonly ArchiveKinds[Kind][],
  ) => Promise<void>;
} = {
  document: putDocuments,
  import: (client, rows) => oneByOne(rows, (row) => putImport(client, row)),
  user: (client, rows) => oneByOne(rows, (row) => addUser(client, row)),
};

async function oneByOne<Row>(rows: readonly Row[], put: (row: Row) => Promise<void>): Promise<void> {
  for (const row of rows) await put(row);
}

type PutRows = (client: Client, rows: readonly object[]) => Promise<void>;

/** How rows of each kind are put, inside the caller's transaction; throws on what stands already. */
const putRows = new Map<ArchiveKind, PutRows>(
  kindTables.map((listed) => {
    const { kind } = listed.archive;
    if (Object.hasOwn(writers, kind)) return [kind, writers[kind as keyof typeof writers] as PutRows];
    const kept = table(asArchived(listed));
    return [kind, async (client, rows) => void (await client.query(kept.insertAll, kept.arrays(rows)))];
  }),
);
