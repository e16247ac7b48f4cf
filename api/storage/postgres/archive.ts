import type { ArchiveKind, ArchiveKinds, ArchivePage, ArchiveStorage } from '../archive.ts';
import type { StoredResponse } from '../storage.ts';
import { appendAudit, auditEntries } from './audit.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { documents, putDocuments } from './documents.ts';
import { isTaken, storageErrorOf } from './errors.ts';
import { exclusions } from './exclusions.ts';
import { importFromRow, imports, putImport, waveNames } from './imports.ts';
import { invitationBatches, invitations } from './invitations.ts';
import { heldResponses } from './held-responses.ts';
import { responses } from './record-responses.ts';
import { fromCursor } from './responses.ts';
import { retentions } from './retention.ts';
import { releases } from './releases.ts';
import type { Table } from './table.ts';
import { addUser, grantsOfUser, userFromRow, users } from './users.ts';
import { waves } from './waves.ts';

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
          for await (const page of pages) await putPage(client, page);
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

async function* archivePages(client: Client, programme: string | undefined): AsyncGenerator<ArchivePage> {
  const given = programme === undefined ? [] : [programme];
  const isOfProgramme = programme === undefined ? 'true' : 'programme = $1';
  const isOfWave = `wave IN (SELECT id FROM waves WHERE ${isOfProgramme})`;
  const isNamed = `hash IN (SELECT document FROM waves WHERE ${isOfProgramme})
    OR hash IN (SELECT hash FROM releases WHERE ${isOfProgramme})
    OR hash IN (SELECT sealed FROM releases WHERE ${isOfProgramme})`;
  const select = (
    kept: Pick<Table<never>, 'name' | 'columns'>,
    condition: string,
    order: string,
    more = '',
  ) =>
    pagesOf(
      client,
      `SELECT ${kept.columns}${more} FROM ${kept.name} WHERE ${condition} ORDER BY ${order}`,
      given,
    );

  yield* named(
    'document',
    select(documents, programme === undefined ? 'true' : isNamed, 'hash'),
    documents.fromRow,
  );
  yield* named('wave', select(waves, isOfProgramme, 'id'), waves.fromRow);
  yield* named('import', select(imports, isOfProgramme, 'id', `, ${waveNames}`), importFromRow);
  yield* named('invitationBatch', select(invitationBatches, isOfWave, 'wave, id'), invitationBatches.fromRow);
  yield* named('invitation', select(invitations, isOfWave, 'wave, token_hash'), invitations.fromRow);
  yield* named('heldResponse', select(heldResponses, isOfWave, 'wave, key'), heldResponses.fromRow);
  yield* named('response', select(responses, isOfWave, 'wave, id'), responses.fromRow);
  yield* named('release', select(releases, isOfWave, 'wave, number'), releases.fromRow);
  yield* named('exclusion', select(exclusions, isOfWave, 'wave, id'), exclusions.fromRow);
  yield* named('retention', select(retentions, isOfWave, 'wave'), retentions.fromRow);
  if (programme !== undefined) return;
  yield* named('user', select(users, 'true', 'id', `, ${grantsOfUser}`), userFromRow);
  yield* named('auditEntry', select(auditEntries, 'true', 'number'), auditEntries.fromRow);
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

async function* named<Kind extends ArchiveKind>(
  kind: Kind,
  read: AsyncGenerator<readonly unknown[]>,
  fromRow: (row: unknown) => ArchiveKinds[Kind],
): AsyncGenerator<ArchivePage> {
  for await (const rows of read) yield { kind, rows: rows.map(fromRow) } as unknown as ArchivePage;
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

/** Puts rows as they are, inside the caller's transaction; throws on what stands already. */
async function putPage(client: Client, page: ArchivePage): Promise<void> {
  const all = <Entity>(kept: Table<Entity>, rows: readonly Entity[]) =>
    client.query(kept.insertAll, kept.arrays(rows));
  switch (page.kind) {
    case 'document':
      return putDocuments(client, page.rows);
    case 'import':
      for (const row of page.rows) await putImport(client, row);
      return;
    case 'user':
      for (const row of page.rows) await addUser(client, row);
      return;
    case 'wave':
      return void (await all(waves, page.rows));
    case 'invitationBatch':
      return void (await all(invitationBatches, page.rows));
    case 'invitation':
      return void (await all(invitations, page.rows));
    case 'heldResponse':
      return void (await all(heldResponses, page.rows));
    case 'response':
      return void (await all(responses, page.rows));
    case 'release':
      return void (await all(releases, page.rows));
    case 'exclusion':
      return void (await all(exclusions, page.rows));
    case 'retention':
      return void (await all(retentions, page.rows));
    case 'auditEntry':
      return void (await all(auditEntries, page.rows));
  }
}
