import type { StoredDocument } from '../verbs/documents.ts';
import type { ArchivedTable } from './table.ts';

export const documents: ArchivedTable<StoredDocument, 'document'> = {
  name: 'documents',
  columns: {
    hash: 'text',
    body: 'text',
  },
  key: ['hash'],
  spread: 'whole',
  archive: { kind: 'document', of: 'naming' },
  application: ['INSERT'],
};
