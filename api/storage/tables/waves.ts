import type { Wave } from '../verbs/waves.ts';
import type { ArchivedTable } from './table.ts';

export const waves: ArchivedTable<Wave, 'wave'> = {
  name: 'waves',
  columns: {
    id: 'text',
    programme: 'text',
    title: 'json',
    period: 'text',
    kind: 'text',
    state: 'text',
    document: 'text',
    openedAt: 'integer',
    closedAt: 'integer',
    openLink: 'text',
    openPerMinute: 'integer',
    openInAll: 'integer',
    sealedAt: 'integer',
    sealedResponses: 'integer',
    sealedDigest: 'text',
    plannedEnd: 'text',
  },
  key: ['id'],
  spread: 'whole',
  archive: { kind: 'wave', of: 'programme' },
  application: ['INSERT', 'UPDATE'],
  changes: { allBut: ['id', 'programme', 'kind'] },
};
