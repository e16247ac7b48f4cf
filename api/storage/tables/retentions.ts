import type { Retention } from '../verbs/retention.ts';
import type { ArchivedTable } from './table.ts';

export const retentions: ArchivedTable<Retention, 'retention'> = {
  name: 'retentions',
  columns: {
    wave: 'text',
    until: 'text',
    erasedAt: 'integer',
  },
  key: ['wave'],
  spread: 'byWave',
  archive: { kind: 'retention', of: 'wave' },
  application: ['INSERT', 'UPDATE'],
  changes: { only: ['until'] },
};
