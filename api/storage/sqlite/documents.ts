import type { Database } from 'better-sqlite3';
import type { DocumentStorage, StoredDocument } from '../storage.ts';
import { tables } from '../tables/tables.ts';
import { table } from './table.ts';
import { unitOfWork } from './unit-of-work.ts';

export const documents = table(tables.documents);

export function sqliteDocuments(database: Database): DocumentStorage {
  const body = database.prepare<[string], string>('SELECT body FROM documents WHERE hash = ?').pluck();
  const put = documentWriter(database);
  return {
    putDocuments: unitOfWork(database, (given: readonly StoredDocument[]) => given.forEach(put)),
    async document(hash) {
      return body.get(hash);
    },
  };
}

/** Stores a document inside the caller's transaction; one that stands already has the same content or throws. */
export function documentWriter(database: Database): (document: StoredDocument) => void {
  const standing = database.prepare<[string], string>('SELECT body FROM documents WHERE hash = ?').pluck();
  const insert = database.prepare(documents.insert);
  return (document) => {
    const body = standing.get(document.hash);
    if (body === undefined) insert.run(documents.toRow(document));
    else if (body !== document.body) throw new Error(`Other content is stored under ${document.hash}.`);
  };
}
