import type { StoredImport } from '../verbs/imports.ts';
import type { ArchivedTable } from './table.ts';

export const imports: ArchivedTable<Omit<StoredImport, 'waves'>, 'import'> = {
  name: 'imports',
  columns: {
    id: 'text',
    programme: 'text',
    fileName: 'text',
    fileHash: 'text',
    mappingHash: 'text',
    createdAt: 'integer',
    createdBy: 'text',
    state: 'text',
    rows: 'integer',
  },
  key: ['id'],
  spread: 'whole',
  archive: { kind: 'import', of: 'programme' },
  application: ['INSERT', 'UPDATE'],
  changes: { only: ['state', 'rows'] },
};
