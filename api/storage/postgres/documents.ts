import type { DocumentStorage, StoredDocument } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import type { Client } from './client.ts';
import type { Connections } from './connection.ts';
import { table } from './table.ts';

export const documents = table(tables.documents);

export function postgresDocuments({ read, unitOfWork }: Connections): DocumentStorage {
  return {
    putDocuments: (given) => unitOfWork((client) => putDocuments(client, given)),
    document: (hash) => read((client) => documentBody(client, hash)),
  };
}

/** Stores documents inside the caller's transaction; one that stands already has the same content or throws. */
export async function putDocuments(client: Client, given: readonly StoredDocument[]): Promise<void> {
  for (const document of given) {
    await client.query(`${documents.insert} ON CONFLICT (hash) DO NOTHING`, documents.values(document));
    if ((await documentBody(client, document.hash)) !== document.body) {
      throw new Error(`Other content is stored under ${document.hash}.`);
    }
  }
}

async function documentBody(client: Client, hash: string): Promise<string | undefined> {
  const { rows } = await client.query<StoredDocument>('SELECT body FROM documents WHERE hash = $1', [hash]);
  return rows[0]?.body;
}
